/** The window, log table: what moves it from outside: its arrangement, what a host asks it to show, and keys that are pressed beside it. */
import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Show, useActs } from '../desk.ts';
import type { LogsArrangement } from './arrangement.ts';
import { doIt, type Hands, OPEN_FILTER } from './doings.ts';
import type { Filter } from './filter.ts';
import { useSettled } from './kept.ts';
import { wishOf } from './keys.ts';
import type { Target } from './use-view.ts';

/** Milliseconds that typing rests before the lines are sought. */
const REST_MS = 150;

/** Changes a part of the arrangement; two changes in one turn add up. */
export function useArrange(look: {
  readonly arrangement: LogsArrangement;
  arrange(arrangement: LogsArrangement): void;
}): (part: Partial<LogsArrangement>) => void {
  const latest = useRef(look.arrangement);
  latest.current = look.arrangement;
  const { arrange } = look;
  return part => {
    latest.current = { ...latest.current, ...part };
    arrange(latest.current);
  };
}

/** Null while it is not known yet which templates are new. */
export function useFilter(
  { query, from, to, new_only, fold }: LogsArrangement,
  fresh: ReadonlySet<number> | null,
  field: RefObject<HTMLInputElement>,
): Filter | null {
  const rested = useSettled(query, REST_MS, () => document.activeElement !== field.current);
  return useMemo(
    () => (new_only && !fresh ? null : { query: rested, from, to, fold, templates: new_only && fresh ? [...fresh] : null }),
    [rested, from, to, fold, new_only, fresh],
  );
}

/** What was selected before a reload, else what stood on top, else the first line with a time: files without times come before all others. */
export function firstTarget({ place, top }: LogsArrangement): Target {
  if (place !== null) return { place, select: true };
  return { ...(top === null ? { at: 'first' } : { place: top }), y: 0, select: false };
}

const followed = new WeakSet<Show>();

/** Follows each asking once, also when the table was not in sight as it came. */
export function useShown(
  shown: Show | null,
  arrange: (part: Partial<LogsArrangement>) => void,
  aim: (target: Target) => void,
): void {
  useEffect(() => {
    if (shown?.tab !== 'logs' || followed.has(shown)) return;
    followed.add(shown);
    const { query, place, at } = shown;
    if (query !== undefined) arrange({ ...OPEN_FILTER, query });
    if (place !== undefined || at !== undefined) aim({ place, at, select: true });
  }, [shown]);
}

/** Hears the commands of the host; and F8 wherever the focus is, a slash wherever nothing is typed. */
export function useCommands(hands: Hands): void {
  useActs(act => doIt(hands, act));
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const wish = wishOf(event);
      if (event.defaultPrevented || wish?.kind !== 'do') return;
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      const far = event.key === 'F8' || (wish.what === 'focus_filter' && !typing);
      if (!far) return;
      event.preventDefault();
      doIt(hands, wish.what);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  });
}
