/** HTTP: one line of JSON per request: when, which, how it ended, how long it took; never a body, a query, a header or an id of others. */
import type { LogLevel } from '../../base/log.ts';

export interface Happening {
  readonly message: string;
  readonly request_id?: string;
  readonly method?: string;
  /** The pattern, such as /agent-runs/:id. */
  readonly route?: string;
  readonly status?: number;
  readonly took_ms?: number;
  readonly code?: string;
  readonly address?: string;
  /** Of a bug. */
  readonly stack?: string;
}

export type Note = (level: LogLevel, happening: Happening) => void;

export function jsonLines(write: (line: string) => unknown): Note {
  return (level, happening) => write(`${JSON.stringify({ time: new Date().toISOString(), level, ...happening })}\n`);
}
