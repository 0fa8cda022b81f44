/** The window: what its rooms share: the engine to ask, the run in view, the way to another tab, and the acts that commands bring. */
import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { Act, Ask, WindowEngine, WindowStart } from '../src/tools/window.ts';

export type Show = Extract<Ask, { kind: 'show' }>;

export interface Desk {
  readonly start: WindowStart;
  readonly engine: WindowEngine;
  /** Counts the news that something of the run changed; part of every question's key. */
  readonly edition: number;
  /** Has every question asked anew, as if the host had told of a change. */
  renew(): void;
  /** Brings a tab, and in it a query, a line or a moment, into sight. */
  go(show: Omit<Show, 'kind'>): void;
  /** Registers who hears acts; returns how to stop hearing. */
  onAct(hear: (act: Act) => void): () => void;
  /** The act that led to the log table, to be done once it is drawn; handed out once. */
  lateAct(): Act | null;
  /** Tells something in a few words at the foot, where screen readers hear it too. */
  say(words: string): void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('a room of the window was shown outside of it');
  return desk;
}

/** Hears acts while shown; `hear` may change at each drawing. */
export function useActs(hear: (act: Act) => void): void {
  const desk = useDesk();
  useEffect(() => desk.onAct(hear));
}
