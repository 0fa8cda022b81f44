/** The answers: spans, metrics and the log records within spans, from the files of a run. */
import { stopIfCancelled } from '../../base/pace.ts';
import type { Member, Row } from '../../model/corpus.ts';
import type { Gap } from '../../model/coverage.ts';
import type { Telemetry } from '../../model/incident.ts';
import { levelled } from '../analyze/compare/compare.ts';
import { rest } from '../rest.ts';
import { type Table, tableOf } from '../sources/files/columns.ts';
import { TelemetryReader } from '../sources/files/telemetry.ts';
import type { Source } from '../store/source.ts';

/** Rows read between two looks for a cancel. */
const SLICE = 1024;

/** Tables first: a log line belongs to a span that is known. */
export async function telemetryOf(source: Source, signal: AbortSignal): Promise<{ telemetry: Telemetry; gaps: Gap[] }> {
  const templates = new Map(source.templates.map(({ id, text }) => [id, levelled(text)]));
  const reader = new TelemetryReader(template => templates.get(template) ?? '');
  const tables = new Map<Member, Table>();
  for (const member of source.members) {
    const [header] = source.rows(member.id, 1, 1);
    const table = header ? tableOf(header.text) : null;
    if (table) tables.set(member, table);
  }
  for (const [member, table] of tables) await eachRow(source, member, { signal, take: row => reader.takeRow(table, row) });
  for (const member of source.members) {
    if (!tables.has(member)) await eachRow(source, member, { signal, take: row => reader.takeLine(row) });
  }
  const telemetry = reader.telemetry();
  return { telemetry, gaps: gapsOf(telemetry) };
}

async function eachRow(source: Source, member: Member, { signal, take }: { signal: AbortSignal; take: (row: Row) => void }) {
  for (let line = 1; line <= member.lines; line += SLICE) {
    for (const row of source.rows(member.id, line, line + SLICE - 1)) take(row);
    await rest();
    stopIfCancelled(signal);
  }
}

function gapsOf({ spans, statements, samples }: Telemetry): Gap[] {
  const missing = [
    ...(spans.length === 0 ? ['No traces were found: what services did for a request cannot be followed.'] : []),
    ...(spans.length > 0 && statements.length === 0
      ? ['No log line names a span: which code was walked through is not known.']
      : []),
    ...(samples.length === 0 ? ['No processor metrics were found: CPU contention cannot be told.'] : []),
  ];
  return missing.map(words => ({ kind: 'empty' as const, words }));
}
