/** The sources: what a look at a log server takes and gives, the same for each of them. */
import type { LogAnswer } from '../../model/log-answer.ts';
import type { CallSignal } from './client.ts';
import type { LogRange } from './log-address.ts';
import type { Link } from './outside.ts';

export interface Looking {
  readonly link: Link;
  /** Empty: what streams can be selected by. */
  readonly query: string;
  readonly range: LogRange;
  readonly limit: number;
  readonly life: CallSignal;
}

export type Seen = Pick<LogAnswer, 'kind' | 'lines' | 'fields' | 'gaps'>;

/** Values told of a label. */
export const MOST_VALUES = 30;
/** Labels told of a server. */
export const MOST_LABELS = 20;

/** A server that gives as many lines as it was asked for has more of them. */
export function gapsOf(lines: number, limit: number): Seen['gaps'] {
  return lines < limit
    ? []
    : [{ kind: 'cut', words: `These are the newest ${limit}; there may be more. Narrow the query or the time.` }];
}
