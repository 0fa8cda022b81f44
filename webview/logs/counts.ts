/** The window, log table: counts over time for the map above the table, and counts per level for the switches. */
import { useMemo } from 'preact/hooks';
import type { LevelSeries } from '../../src/model/page.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { type Bars, barsOf, NO_BARS } from './bars.ts';
import { askedOf, type Filter } from './filter.ts';
import { useKept } from './kept.ts';
import { type Group, groupNames, groups } from './level-chips.ts';
import { without } from './query-text.ts';

const BUCKETS = 200;

export interface Counts {
  readonly bars: Bars;
  /** Lines that stand in no bar. */
  readonly untimed: number;
  /** Lines with a time per group of levels, whatever levels the query chooses; null until they are known. */
  readonly levels: Readonly<Record<Group, number>> | null;
}

/** Asked once the rows are there; the former counts stay until then. */
export function useCounts(filter: Filter, ready: boolean): Counts {
  const { engine, start, edition } = useDesk();
  const { run_id } = start;
  // The map shows the whole run, so that a brushed span can be seen in it.
  const whole = askedOf({ ...filter, from: null, to: null });
  const series = useKept(
    useAnswer(ready ? `${edition} ${whole.query}` : null, life =>
      engine.count_levels({ run_id, ...whole, buckets: BUCKETS }, life),
    ).data,
  );
  const any = askedOf({ ...filter, query: without(filter.query, ['level']) });
  const same = any.query === whole.query && any.from === undefined && any.to === undefined;
  const others = useKept(
    useAnswer(ready && !same ? `${edition} ${JSON.stringify(any)}` : null, life =>
      engine.count_levels({ run_id, ...any, buckets: 1 }, life),
    ).data,
  );
  const perLevel = same ? series : others;
  return useMemo(
    () => ({
      bars: series ? barsOf(series) : NO_BARS,
      untimed: series?.untimed ?? 0,
      levels: perLevel && sumsOf(perLevel),
    }),
    [series, perLevel],
  );
}

function sumsOf({ counts }: LevelSeries): Record<Group, number> {
  const sum = (group: Group) =>
    groups[group].reduce((all, level) => all + (counts[level] ?? []).reduce((some, one) => some + one, 0), 0);
  return Object.fromEntries(groupNames.map(group => [group, sum(group)])) as Record<Group, number>;
}
