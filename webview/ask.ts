/** The window: asking: a question is bound to what shows its answer; when that asks anew or goes away, the question is cancelled. */
import { useEffect, useState } from 'preact/hooks';
import { Fault, type FaultCode } from '../src/base/fault.ts';
import type { Life, Progress } from '../src/base/progress.ts';
import { makeCaller } from '../src/rpc/caller.ts';
import type { Port } from '../src/rpc/wire.ts';
import type { WindowEngine } from '../src/tools/window.ts';
import { hintOf } from './hints.ts';
import { t } from './words.ts';

/** Every verb is asked by its name alone: what a verb takes is proved where it is answered, so that the window carries no schemas. */
export function reach(port: Port): WindowEngine {
  // An editor makes the window anew when it was hidden or moved; answers to the former one must find nobody.
  const caller = makeCaller(port, Date.now() * 1000);
  const ask = (_: unknown, verb: string) => (input: unknown, life?: Life) => caller.call(verb, input, life);
  return new Proxy({}, { get: ask as ProxyHandler<object>['get'] }) as WindowEngine;
}

export interface Answered<T> {
  /** The newest answer; the former one while a new question is under way. */
  readonly data: T | null;
  readonly failure: Failure | null;
  readonly progress: Progress | null;
  readonly pending: boolean;
}

/** What a person reads of a failure, and what to do next. */
export interface Failure {
  /** Null: a bug. */
  readonly code: FaultCode | null;
  readonly words: string;
  readonly hint: string;
}

/** Asks when first shown and whenever `key` changes; null asks nothing. A superseded question is cancelled. */
export function useAnswer<T>(key: string | null, ask: (life: Life) => Promise<T>): Answered<T> {
  const [answered, setAnswered] = useState<Answered<T>>({ data: null, failure: null, progress: null, pending: key !== null });
  useEffect(() => {
    if (key === null) return setAnswered({ data: null, failure: null, progress: null, pending: false });
    const life = new AbortController();
    setAnswered(before => ({ ...before, failure: null, progress: null, pending: true }));
    ask({ signal: life.signal, onProgress: progress => setAnswered(before => ({ ...before, progress })) }).then(
      data => life.signal.aborted || setAnswered({ data, failure: null, progress: null, pending: false }),
      failure =>
        life.signal.aborted ||
        setAnswered(before => ({ ...before, failure: failureOf(failure), progress: null, pending: false })),
    );
    return () => life.abort();
  }, [key]);
  return answered;
}

export function failureOf(failure: unknown): Failure {
  if (failure instanceof Fault) {
    return { code: failure.code, words: failure.message, hint: hintOf(failure.code, failure.hint) };
  }
  // The other side has logged it, and told it in one sentence.
  return { code: null, words: failure instanceof Error ? failure.message : t('Something went wrong inside.'), hint: '' };
}
