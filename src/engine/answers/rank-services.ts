/** The answers: which service is at fault around a moment, and what kind of fault it is. */
import { doing } from '../../base/progress.ts';
import { type Gap, mergeGaps } from '../../model/coverage.ts';
import type { Incident, RankedService, Spot, Telemetry } from '../../model/incident.ts';
import type { Place } from '../../model/place.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { rankServices as rank, type Suspicion } from '../analyze/incident/rank.ts';
import { readStamp } from '../query/values.ts';
import type { Source } from '../store/source.ts';
import { type CallLife, sourcesOf, type Workshop } from '../workshop.ts';
import { goodRuns, runOf } from './investigate-run.ts';
import { readValue } from './lines.ts';
import { telemetryOf } from './telemetry.ts';

type Request = Proved<typeof table.rank_services>;

const MINUTE = 60_000;
/** Characters of a line that are shown. */
const SHOWN = 2000;

export async function rankServices(shop: Workshop, request: Request, life: CallLife): Promise<Incident> {
  const { calm, at } = momentOf(request.at);
  const until = at + request.minutes * MINUTE;
  const run = await runOf(shop, { inputs: request.inputs }, life);
  const [source] = sourcesOf(shop, run);
  const good = await goodRuns(shop, { run, against: request.against }, life);
  life.onProgress({ ...doing('Reading logs, metrics and traces'), done: 0, total: 2, unit: 'steps' });
  const { telemetry, gaps } = await telemetryOf(source, life.signal);
  const faultFree = await faultFreeOf(shop, { ids: good.map(one => one.run_id), telemetry, calm }, life);
  life.onProgress({ ...doing('Ranking services'), done: 1, total: 2, unit: 'steps' });
  const ranked = rank({ telemetry, passing: faultFree.telemetry, calm, moment: at, until });
  const here = telemetry.spans.filter(span => span.from >= at && span.from < until);
  return {
    run_id: run.run_id,
    title: run.title,
    at,
    until,
    services: ranked.slice(0, request.limit).map(one => toldOf(one, source, faultFree.source)),
    in_all: ranked.length,
    fault_kind: ranked[0]?.kind ?? 'unknown',
    against: faultFree.against,
    seen: { ...seenOf(telemetry, here), passing_spans: faultFree.telemetry.spans.length },
    gaps: mergeGaps([...source.gaps, ...gaps, ...faultFree.gaps, ...emptyAt(here.length)]),
  };
}

/** What happened within the minute that a person names may have happened before: certain is what came after it. */
function momentOf(text: string): { calm: number; at: number } {
  const { from, to } = readValue('at', () => readStamp(text));
  return { calm: from, at: to - from <= MINUTE ? to : from };
}

function seenOf(telemetry: Telemetry, here: Telemetry['spans']): Omit<Incident['seen'], 'passing_spans'> {
  const ids = new Set(here.map(span => span.id));
  return {
    services: new Set([...here, ...telemetry.samples].map(one => one.service)).size,
    spans: here.length,
    statements: telemetry.statements.filter(statement => ids.has(statement.span)).length,
    samples: telemetry.samples.length,
  };
}

function emptyAt(spans: number): Gap[] {
  return spans > 0 ? [] : [{ kind: 'empty', words: 'No request began in the time that was looked at.' }];
}

interface FaultFree {
  readonly telemetry: Telemetry;
  /** Where its rows stand. */
  readonly source: Source | null;
  readonly against: string[];
  readonly gaps: Gap[];
}

/** The fault-free run with the most spans; without one, what came before the moment. */
async function faultFreeOf(
  shop: Workshop,
  { ids, telemetry, calm }: { ids: readonly string[]; telemetry: Telemetry; calm: number },
  life: CallLife,
): Promise<FaultFree> {
  let best: FaultFree | null = null;
  for (const id of ids) {
    const source = shop.source(id);
    const read = await telemetryOf(source, life.signal);
    if (read.telemetry.spans.length > (best?.telemetry.spans.length ?? 0))
      best = { telemetry: read.telemetry, source, against: [id], gaps: [] };
  }
  if (best) return best;
  const spans = telemetry.spans.filter(span => span.from < calm);
  const words = `No fault-free time was given (--against): ${spans.length > 0 ? 'what came before the moment stands for it' : 'and nothing was recorded before the moment'}.`;
  return { telemetry: { ...telemetry, spans }, source: null, against: [], gaps: [{ kind: 'unverified', words }] };
}

function toldOf({ service, score, kind, causes }: Suspicion, source: Source, faultFree: Source | null): RankedService {
  const reasons = causes.map(({ spot, passing, ...cause }) => ({
    ...cause,
    place: placeOf(source, spot),
    text: textAt(source, spot),
    passing: passing && placeOf(faultFree ?? source, passing),
  }));
  return { service, score, kind, reasons };
}

function placeOf(source: Source, { member, line }: Spot): Place {
  const path = source.members.find(one => one.id === member)?.path ?? '';
  return { source: source.id, member: path, line };
}

function textAt(source: Source, { member, line }: Spot): string {
  const [row] = source.rows(member, line, line);
  return row?.text.slice(row.body, row.body + SHOWN) ?? '';
}
