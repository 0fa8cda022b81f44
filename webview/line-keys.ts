/** The window: the keyboard among lines: each list is one stop; up and down lead from line to line, left and right to what stands in a line. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const PLACE = '.line > .place';

/** For the element that holds the lines. */
export function useLineKeys(): RefObject<HTMLUListElement> {
  const list = useRef<HTMLUListElement>(null);
  // Lines come and go: after each drawing there is exactly one stop.
  useEffect(() => {
    const places = placesIn(list.current);
    if (places.length > 0 && !places.some(one => one.tabIndex === 0)) places[0].tabIndex = 0;
  });
  useEffect(() => {
    const holder = list.current;
    if (!holder) return;
    holder.addEventListener('keydown', onKey);
    holder.addEventListener('focusin', onFocus);
    return () => {
      holder.removeEventListener('keydown', onKey);
      holder.removeEventListener('focusin', onFocus);
    };
  }, []);
  return list;
}

/** The line that has the focus, or holds what has it. */
export function focusedLine(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('.line') ?? null;
}

/** Moves the focus by so many lines, over all lists of the room; from outside to the first or last. */
export function walkLines(room: Element | null, by: number): void {
  const places = placesIn(room);
  const at = places.indexOf(focusedLine()?.querySelector<HTMLElement>(PLACE) as HTMLElement);
  const from = at < 0 && by < 0 ? places.length : at;
  places[Math.max(0, Math.min(places.length - 1, from + by))]?.focus();
}

function onKey(event: KeyboardEvent): void {
  const line = focusedLine();
  if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
  const room = line.closest('.room');
  const all = placesIn(room).length;
  const steps: Record<string, () => void> = {
    ArrowDown: () => walkLines(room, 1),
    ArrowUp: () => walkLines(room, -1),
    Home: () => walkLines(room, -all),
    End: () => walkLines(room, all),
    ArrowRight: () => walkWithin(line, 1),
    ArrowLeft: () => walkWithin(line, -1),
  };
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  step();
}

function walkWithin(line: HTMLElement, by: number): void {
  const stops = [...line.querySelectorAll<HTMLElement>('button')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
}

/** The line that was last in focus is where the list is entered again. */
function onFocus(event: FocusEvent): void {
  const holder = event.currentTarget as Element;
  const place = (event.target as Element).closest('.line')?.querySelector<HTMLElement>(PLACE);
  if (!place) return;
  for (const other of placesIn(holder)) other.tabIndex = -1;
  place.tabIndex = 0;
}

function placesIn(holder: Element | null): HTMLElement[] {
  return holder ? [...holder.querySelectorAll<HTMLElement>(PLACE)].filter(one => one.checkVisibility()) : [];
}
