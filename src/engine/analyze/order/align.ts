/** Analysis: a corpus seen with its clocks put right. */
import type { Corpus, Row, TemplateStat } from '../../../model/corpus.ts';

/** Smaller offsets order lines, but do not matter to first and last times and counts over time. */
const ZONE_MS = 60_000;
/** Of a template that stands in members of different zones, this many lines are looked at for its times. */
const LINES = 5000;

type Offsets = ReadonlyMap<number, number>;

/**
 * The same lines with `offsets` (ms by member id, as estimateSkew gives them) taken off their times, and off the times of members
 * and templates; texts and places stay. Templates that stand in members of different zones are counted from their first 5,000 lines.
 */
export function alignClocks(corpus: Corpus, offsets: Offsets): Corpus {
  if (!offsets.size) return corpus;
  const zones = zonesOf(corpus, offsets);
  return {
    lines: corpus.lines,
    tests: corpus.tests,
    members: corpus.members.map(member => ({ ...member, ...shifted(member, offsets.get(member.id) ?? 0) })),
    templates: corpus.templates.map(template => aligned(corpus, template, { offsets, zone: zones.get(template.id) ?? 0 })),
    rows: (member, from, to) => rowsAt(corpus.rows(member, from, to), offsets),
    rowsOf: (templates, perTemplate) => rowsAt(corpus.rowsOf(templates, perTemplate), offsets),
    histogram: (templates, from, to, buckets) => histogram(corpus, { templates, zones, offsets }, { from, to, buckets }),
  };
}

function* rowsAt(rows: Iterable<Row>, offsets: Offsets): Generator<Row> {
  for (const row of rows) {
    const ahead = offsets.get(row.member);
    yield ahead === undefined || row.at === null ? row : { ...row, at: row.at - ahead };
  }
}

function shifted(times: { firstAt: number | null; lastAt: number | null }, ahead: number) {
  return {
    firstAt: times.firstAt === null ? null : times.firstAt - ahead,
    lastAt: times.lastAt === null ? null : times.lastAt - ahead,
  };
}

/** The zone of each template, ms: that of the one member that holds it; 'mixed' where members of several zones may hold it. */
function zonesOf(corpus: Corpus, offsets: Offsets): Map<number, number | 'mixed'> {
  const place = new Map(corpus.members.map((member, index) => [member.id, index]));
  const zone = corpus.members.map(member => zoneOf(offsets.get(member.id)));
  const ends = new Map<number, { first: number; last: number }>();
  for (const row of corpus.rowsOf(new Set(corpus.templates.map(template => template.id)), 2)) {
    const index = place.get(row.member)!;
    ends.set(row.template, { first: ends.get(row.template)?.first ?? index, last: index });
  }
  return new Map(
    [...ends].map(([template, { first, last }]) => {
      // Rows come in the order of members: all of the template's lie between the first and the last.
      const same = zone.slice(first, last + 1).every(one => one === zone[first]);
      return [template, same ? zone[first] : 'mixed'];
    }),
  );
}

function zoneOf(ahead = 0): number {
  return Math.abs(ahead) < ZONE_MS ? 0 : ahead;
}

function aligned(corpus: Corpus, template: TemplateStat, known: { offsets: Offsets; zone: number | 'mixed' }): TemplateStat {
  if (known.zone !== 'mixed') return { ...template, ...shifted(template, known.zone) };
  let [firstAt, lastAt] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at } of rowsAt(corpus.rowsOf(new Set([template.id]), LINES), known.offsets)) {
    if (at === null) continue;
    firstAt = Math.min(firstAt, at);
    lastAt = Math.max(lastAt, at);
  }
  return firstAt > lastAt ? template : { ...template, firstAt, lastAt };
}

interface Slices {
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
}

function histogram(
  corpus: Corpus,
  of: { templates: ReadonlySet<number>; zones: ReadonlyMap<number, number | 'mixed'>; offsets: Offsets },
  slices: Slices,
): Map<number, Uint32Array> {
  const { from, to, buckets } = slices;
  const byZone = new Map<number | 'mixed', Set<number>>();
  for (const id of of.templates) {
    const zone = of.zones.get(id) ?? 0;
    byZone.set(zone, (byZone.get(zone) ?? new Set()).add(id));
  }
  const counts = new Map<number, Uint32Array>();
  for (const [zone, ids] of byZone) {
    if (zone === 'mixed') countRows(rowsAt(corpus.rowsOf(ids, LINES), of.offsets), counts, slices);
    else for (const [id, row] of corpus.histogram(ids, from + zone, to + zone, buckets)) counts.set(id, row);
  }
  for (const id of of.templates) if (!counts.has(id)) counts.set(id, new Uint32Array(buckets));
  return counts;
}

function countRows(rows: Iterable<Row>, counts: Map<number, Uint32Array>, { from, to, buckets }: Slices): void {
  const scale = buckets / Math.max(1e-9, to - from);
  for (const { at, continued, template } of rows) {
    if (continued || at === null || at < from || at > to) continue;
    const slices = counts.get(template) ?? new Uint32Array(buckets);
    counts.set(template, slices);
    slices[Math.min(buckets - 1, Math.floor((at - from) * scale))]++;
  }
}
