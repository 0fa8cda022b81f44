/** The sources: lines on their way into Loki; one that was sent twice with the same time and text is one line to it. */
import type { Request } from '../request.ts';

export interface PushedStream {
  readonly labels: Readonly<Record<string, string>>;
  /** Nanoseconds, text, and what is known of this line alone. */
  readonly values: readonly (readonly [ns: bigint, text: string, fields: Readonly<Record<string, string>>])[];
}

/** The body to be packed with gzip. Times are texts there: as numbers they would lose their last digits. */
export function pushBody(streams: readonly PushedStream[]): string {
  return JSON.stringify({
    streams: streams.map(({ labels, values }) => ({
      stream: labels,
      values: values.map(([ns, text, fields]) => [String(ns), text, fields]),
    })),
  });
}

/** 400 says which lines it did not take; the others of the request it did. 260 is a tenant that is blocked, which reads as success elsewhere. */
export function pushRequest(packed: Uint8Array): Request {
  return {
    path: '/loki/api/v1/push',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: packed,
    idempotent: true,
    answers: [400],
  };
}
