/** The sources: one exchange with a server: a request out, an answer whose body is still to come; what fails is Trouble or a cancel. */
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Dispatcher, request } from 'undici';
import { stopIfCancelled } from '../../base/pace.ts';
import type { Sent } from './request.ts';
import { troubleOf } from './trouble.ts';

export interface Answer {
  readonly status: number;
  header(name: string): string | null;
  readonly body: Dispatcher.ResponseData['body'];
}

export interface Means {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  readonly proxied?: boolean;
  readonly idleMs?: number;
}

/** What can be unpacked here. undici's own interceptor for it calls itself experimental on standard error. */
export const ENCODINGS = 'gzip, deflate, br';

/** Follows no redirect. Throws Trouble and `cancelled`. */
export async function exchange(url: URL, sent: Sent, by: Means): Promise<Answer> {
  try {
    const { statusCode, headers, body } = await request(url.href, {
      dispatcher: by.dispatcher,
      method: sent.method,
      headers: sent.headers,
      body: sent.body,
      signal: by.signal,
      ...(by.idleMs !== undefined && { headersTimeout: by.idleMs, bodyTimeout: by.idleMs }),
    });
    // A body may fail before it is read; whoever reads it then sees the failure.
    body.on('error', () => undefined);
    return { status: statusCode, header: name => [headers[name]].flat()[0] ?? null, body };
  } catch (failure) {
    stopIfCancelled(by.signal);
    throw troubleOf(failure, by) ?? failure;
  }
}

/** The body, unpacked. Throws Trouble and `cancelled`. */
export async function* bytesOf(answer: Answer, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* unpacked(answer);
  } catch (failure) {
    stopIfCancelled(signal);
    throw troubleOf(failure, { begun: true }) ?? failure;
  } finally {
    answer.body.destroy();
  }
}

function unpacked(answer: Answer): Readable {
  const codings = (answer.header('content-encoding') ?? '').toLowerCase().split(',');
  return codings.reverse().reduce<Readable>((stream, coding) => {
    const unpack = unpackers[coding.trim()];
    if (!unpack) return stream;
    const made = unpack();
    stream.on('error', failure => made.destroy(failure));
    made.on('close', () => stream.destroy());
    return stream.pipe(made);
  }, answer.body);
}

const unpackers: Readonly<Record<string, () => ReturnType<typeof createGunzip>>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
