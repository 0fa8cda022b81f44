/** The answers: what else a report tells of the moment of the cause: the lines of the same request in all logs, and the logs that were quiet. */
import { levels, WARN } from '../../model/level.ts';
import type { Query } from '../../model/query.ts';
import type { Evidence, QuietLogs, Report, SameRequest } from '../../model/report.ts';
import { requestOf } from '../analyze/order/request.ts';
import { parseQuery } from '../query/parse.ts';
import { count, search } from '../query/run.ts';
import { phraseOf } from '../rca/phrase.ts';
import type { Source } from '../store/source.ts';
import type { CallLife } from '../workshop.ts';

/** Lines of a request that are told; the others are counted. */
const LINES = 30;
/** Around what is abnormal, milliseconds. */
const AROUND_MS = 60_000;
/** Logs that are looked at, largest first. */
const LOGS = 40;
/** Of two logs one is the other side of the story: quiet says something among several. */
const SEVERAL = 3;

export async function aroundCause(source: Source, report: Report, life: CallLife): Promise<Pick<Report, 'request' | 'quiet'>> {
  return { request: await sameRequest(source, report, life), quiet: await quietLogs(source, report, life) };
}

/** Of the first piece of evidence that names a request which other lines name too. */
async function sameRequest(source: Source, report: Report, { signal }: CallLife): Promise<SameRequest | null> {
  for (const { snippet } of citedFirst(report)) {
    const id = requestOf(snippet);
    if (!id) continue;
    const found = await search(
      [source],
      parseQuery(JSON.stringify(id)),
      { limit: LINES, cursor: null, direction: 'forward' },
      signal,
    );
    const { matched } = found.coverage;
    if (matched < 2) continue;
    const lines = found.rows.map(({ row }) => ({
      place: { source: source.id, member: memberPath(source, row.member), line: row.line },
      at: row.at,
      level: levels[row.level],
      title: phraseOf(row.text),
    }));
    return { id, lines, in_all: matched };
  }
  return null;
}

function citedFirst(report: Report): Evidence[] {
  const [first] = report.hypotheses;
  const cited = new Set(first?.evidence_ids ?? []);
  return report.evidence_index.filter(one => cited.has(one.evidence_id));
}

/** Logs that go on saying things around the moment, none of them a warning or worse. */
async function quietLogs(source: Source, report: Report, { signal }: CallLife): Promise<QuietLogs | null> {
  const at = report.first_abnormal?.at ?? null;
  if (at === null || report.hypotheses.length === 0 || source.members.length < SEVERAL) return null;
  const [from, to] = [at - AROUND_MS, lastCited(report, at) + AROUND_MS];
  const telling = new Set(report.evidence_index.map(one => one.place.member));
  const there = source.members
    .filter(member => !telling.has(member.path) && (member.firstAt ?? Infinity) <= to && (member.lastAt ?? -Infinity) >= from)
    .sort((a, b) => b.lines - a.lines);
  const members: QuietLogs['members'] = [];
  for (const { path } of there.slice(0, LOGS)) {
    const within = (more: readonly number[]): Query => ({
      kind: 'and',
      parts: [
        { kind: 'member', glob: path },
        { kind: 'time', from, to },
        { kind: 'level', levels: more },
      ],
    });
    const calm = await count([source], within(CALM), signal);
    if (calm > 0 && (await count([source], within(LOUD), signal)) === 0) members.push({ member: path, lines: calm });
  }
  return members.length ? { from, to, members } : null;
}

const CALM = levels.map((_, level) => level).filter(level => level > 0 && level < WARN);
const LOUD = levels.map((_, level) => level).filter(level => level >= WARN);

function lastCited(report: Report, first: number): number {
  return citedFirst(report).reduce((last, one) => Math.max(last, Number(one.attributes.at ?? first)), first);
}

function memberPath(source: Source, id: number): string {
  return source.members.find(one => one.id === id)?.path ?? '';
}
