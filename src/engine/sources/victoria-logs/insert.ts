/** The sources: rows on their way into VictoriaLogs; it answers 200 whatever it keeps, so that whoever sends them counts them afterwards. */
import type { Request } from '../request.ts';

export interface Insertion {
  /** JSON objects, one a line, packed with gzip; `_time` in nanoseconds, `_msg` never empty, no line beyond 256 KiB. */
  readonly packed: Uint8Array;
  /** Fields whose values make a stream: few values each. */
  readonly streamFields: readonly string[];
}

/** Sent again it stores its rows again: readers take a row once, by its number. */
export function insertRequest({ packed, streamFields }: Insertion): Request {
  return {
    path: '/insert/jsonline',
    method: 'POST',
    query: { _time_field: '_time', _msg_field: '_msg', _stream_fields: streamFields.join(',') },
    // As a form, what curl would send, all of it is swallowed with a 200.
    headers: { 'content-type': 'application/stream+json', 'content-encoding': 'gzip' },
    body: packed,
    idempotent: true,
    answers: [400],
  };
}

/** Makes what was inserted seen at once; some servers forbid it, and show it within seconds. */
export const flushRequest: Request = { path: '/internal/force_flush', answers: [400, 401, 403, 404] };
