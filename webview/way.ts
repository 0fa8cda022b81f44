/** The window: the way through its rooms: who has the focus where one arrives, and how one gets back to where one came from. */
import { useEffect, useRef } from 'preact/hooks';
import type { Tab } from '../src/tools/window.ts';

/** What takes the focus in a room that was entered from another: its table, its tree, its first line. */
const FIRST = '[role=grid], [role=tree], .line > .place, [tabindex="0"]';

export interface Way {
  /** Remembers what is left when something of another room, or another thing of this one, is to be shown. */
  leave(to: Tab): void;
  /** Rooms that are chosen by their tab lead nowhere back. */
  forget(): void;
}

interface Left {
  readonly tab: Tab;
  readonly focus: HTMLElement | null;
}

export function useWay(tab: Tab, turn: (tab: Tab) => void): Way {
  const left = useRef<Left | null>(null);
  const arriving = useRef<HTMLElement | 'first' | null>(null);

  useEffect(() => {
    const wanted = arriving.current;
    arriving.current = null;
    if (wanted === null) return;
    const room = document.getElementById(`room-${tab}`);
    const back = wanted !== 'first' && wanted.isConnected ? wanted : null;
    (back ?? room?.querySelector<HTMLElement>(FIRST) ?? room)?.focus();
  }, [tab]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Backspace' || event.defaultPrevented || isTyping(event.target) || !left.current) return;
      event.preventDefault();
      const { tab: to, focus } = left.current;
      left.current = null;
      arriving.current = focus ?? 'first';
      turn(to);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  return {
    leave: to => {
      if (to === tab) return;
      const focus = document.activeElement;
      left.current = { tab, focus: focus instanceof HTMLElement && focus !== document.body ? focus : null };
      arriving.current = 'first';
    },
    forget: () => {
      left.current = null;
    },
  };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
