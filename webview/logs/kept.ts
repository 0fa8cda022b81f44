/** The window, log table: values that stay, or rest, while newer ones are on their way. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The newest value that is not null. */
export function useKept<T>(value: T | null): T | null {
  const kept = useRef(value);
  if (value !== null) kept.current = value;
  return kept.current;
}

export interface Typed {
  /** What stands in the field. */
  readonly text: string;
  type(text: string): void;
  /** Gives away at once what was typed and still rests. */
  settle(): void;
}

/** Milliseconds that typing rests before it counts. */
const REST_MS = 150;

/** A value that a person types: given away once the hand rests. What comes from elsewhere, also the same once more, replaces what is being typed. */
export function useTyped(value: string, asked: unknown, give: (text: string) => void): Typed {
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef(0);
  const latest = useRef(give);
  latest.current = give;
  const drop = () => {
    clearTimeout(timer.current);
    setTyped(null);
  };
  const giveAway = (text: string) => {
    drop();
    latest.current(text);
  };
  useLayoutEffect(() => {
    drop();
    return () => clearTimeout(timer.current);
  }, [value, asked]);
  return {
    text: typed ?? value,
    type: text => {
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => giveAway(text), REST_MS);
      setTyped(text);
    },
    settle: () => {
      if (typed !== null) giveAway(typed);
    },
  };
}
