/** The window, log table: what moves it from outside: its arrangement, what a host asks it to show, and keys that are pressed beside it. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Show, useActs } from '../desk.ts';
import type { LogsArrangement } from './arrangement.ts';
import { doIt, type Hands } from './doings.ts';
import type { Filter } from './filter.ts';
import { useKept } from './kept.ts';
import { wishOf } from './keys.ts';
import type { Target } from './use-view.ts';

/** Null while it is not known yet which templates are new. */
export function useFilter(
  { query, from, to, new_only, fold }: LogsArrangement,
  fresh: ReadonlySet<number> | null,
): Filter | null {
  return useMemo(
    () => (new_only && !fresh ? null : { query, from, to, fold, templates: new_only && fresh ? [...fresh] : null }),
    [query, from, to, fold, new_only, fresh],
  );
}

/** What was asked for last; at first, where the table was left. A new object each time something is asked, also the same once more. */
export function useAsked({ arrangement, shown }: { arrangement: LogsArrangement; shown: Show | null }): Asked {
  const [first] = useState(() => firstTarget(arrangement));
  const target = useKept(useMemo(() => shown && targetOf(shown), [shown])) ?? first;
  return { target, asked: useKept(shown?.query === undefined ? null : shown) };
}

interface Asked {
  readonly target: Target;
  /** The last asking that brought its own query. */
  readonly asked: Show | null;
}

const FIRST: Target = { at: 'first', y: 0, select: false };

/** What was selected before a reload, else what stood on top, else the first line with a time: files without times come before all others. */
function firstTarget({ place, top }: LogsArrangement): Target {
  if (place !== null) return { place, select: true };
  return top === null ? FIRST : { place: top, y: 0, select: false };
}

/** Lines that were asked for by a query alone are read from their first one on. */
function targetOf({ query, place, at }: Show): Target | null {
  if (place !== undefined || at !== undefined) return { place, at, select: true };
  return query === undefined ? null : { ...FIRST };
}

/** Hears the commands of the host; and F8 wherever the focus is, a slash wherever nothing is typed. */
export function useCommands(hands: Hands, ready: boolean): void {
  useActs(act => doIt(hands, act));
  useEffect(() => {
    const late = ready ? hands.desk.lateAct() : null;
    if (late) doIt(hands, late);
  }, [ready]);
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
