/** The answers: counts per level over time, and templates with how they changed against passing runs. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { levels } from '../../model/level.ts';
import type { LevelSeries, TemplatePage } from '../../model/page.ts';
import type { Run } from '../../model/run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { compareRuns } from '../analyze/compare/compare.ts';
import type { Difference } from '../analyze/opinions.ts';
import { parseQuery } from '../query/parse.ts';
import { count, histogram } from '../query/run.ts';
import type { Source } from '../store/source.ts';
import { type CallLife, findRun, sourcesOf, type Workshop } from '../workshop.ts';
import { bringIn } from './ingest-logs.ts';
import { goodRuns } from './investigate-run.ts';
import { narrowed } from './lines.ts';
import { memberOf } from './members.ts';
import { comparedWith, settledFor } from './new-lines.ts';

export async function countLevels(
  shop: Workshop,
  request: Proved<typeof table.count_levels>,
  life: CallLife,
): Promise<LevelSeries> {
  const run = findRun(shop, request.run_id);
  const asked = narrowed(request.query, { from: request.from, to: request.to });
  const query = await settledFor(shop, { run, query: asked }, life);
  const sources = sourcesOf(shop, run);
  const series = await histogram(sources, query, { ...spanOf(request), buckets: request.buckets }, life.signal);
  const timed = Object.values(series.counts).reduce((sum, counts) => sum + counts.reduce((all, one) => all + one, 0), 0);
  return { ...series, untimed: (await count(sources, query, life.signal)) - timed };
}

/** The asked span is what the buckets divide; without one they divide the run. */
function spanOf({ from, to }: { from?: string; to?: string }): { from?: number; to?: number } {
  const times = [from && `from:${from}`, to && `to:${to}`].map(text => (text ? parseQuery(text) : null));
  const [first, last] = times.map(time => (time?.kind === 'time' ? time : null));
  return { from: first?.from ?? undefined, to: last?.to ?? undefined };
}

export async function listPatterns(
  shop: Workshop,
  request: Proved<typeof table.list_patterns>,
  life: CallLife,
): Promise<TemplatePage> {
  const run = await runOrPath(shop, request.run_id, life);
  const [source] = sourcesOf(shop, run);
  const against = request.against.length ? request.against : comparedWith(shop, run);
  const good = (await goodRuns(shop, { run, against }, life)).map(one => one.corpus);
  const differences = good.length ? compareRuns(source.corpus(), good) : [];
  const fitting = withText(entriesOf(source, differences), request.text ?? '');
  const entries = sorted(
    fitting.filter(entry => !request.change || entry.change === request.change),
    request.sort,
  );
  return {
    templates: entries.slice(request.offset, request.offset + request.limit),
    in_all: entries.length,
    in_each: countEach(fitting),
    compared_with: good.length,
    source: source.id,
  };
}

type Entries = TemplatePage['templates'];

function withText(entries: Entries, text: string): Entries {
  const parts = text.toLowerCase().split(/\s+/);
  return entries.filter(entry => parts.every(part => entry.text.toLowerCase().includes(part)));
}

/** Entries come in order of change. */
function sorted(entries: Entries, by: 'change' | 'count' | 'first'): Entries {
  if (by === 'count') return entries.toSorted((a, b) => b.count - a.count);
  if (by === 'first') return entries.toSorted((a, b) => timeOf(a) - timeOf(b));
  return entries;
}

/** What has no time, or is gone, stands at the end; a difference of infinities would be no number. */
function timeOf(entry: Entries[number]): number {
  return entry.first ?? Number.MAX_VALUE;
}

function countEach(entries: Entries): TemplatePage['in_each'] {
  const counts = { all: entries.length, new: 0, gone: 0, more_often: 0, less_often: 0 };
  for (const { change } of entries) if (change) counts[change]++;
  return counts;
}

async function runOrPath(shop: Workshop, name: string, life: CallLife): Promise<Run> {
  return existsSync(resolve(shop.cwd, name)) ? bringIn(shop, { inputs: [name] }, life) : findRun(shop, name);
}

/** Changed templates first, strongest change first; then the others by count. */
function entriesOf(source: Source, differences: readonly Difference[]): Entries {
  const byId = new Map(source.templates.map(template => [template.id, template]));
  const changed = differences.map(one => {
    const own = one.templates.flatMap(id => byId.get(id) ?? []);
    return { ...(own.length ? stats(source, own) : absent(one.text)), change: one.change, passing: one.passing };
  });
  const seen = new Set(differences.flatMap(one => one.templates));
  const others = source.templates
    .filter(template => !seen.has(template.id))
    .sort((a, b) => b.count - a.count)
    .map(template => ({ ...stats(source, [template]), change: null, passing: null }));
  return [...changed, ...others];
}

/** Of templates that count as one: the most frequent speaks for them, the earliest says where they begin. */
function stats(source: Source, templates: Source['templates']) {
  const main = templates.reduce((best, one) => (one.count > best.count ? one : best));
  const begins = templates.reduce((best, one) => ((one.firstAt ?? Infinity) < (best.firstAt ?? Infinity) ? one : best));
  const lasts = templates.flatMap(one => one.lastAt ?? []);
  return {
    template: main.id,
    templates: templates.map(one => one.id),
    text: main.text,
    count: templates.reduce((sum, one) => sum + one.count, 0),
    level: levels[Math.max(...templates.map(one => one.level))],
    first: begins.firstAt,
    last: lasts.length ? Math.max(...lasts) : null,
    member: memberOf(source, begins.firstMember).path,
    line: begins.firstLine,
  };
}

function absent(text: string) {
  return { template: -1, templates: [], text, count: 0, level: levels[0], first: null, last: null, member: null, line: null };
}
