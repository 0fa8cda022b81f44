/** MCP: progress as notifications, for who asked for it: a number that only grows, and words. */
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';
import type { Life, Progress } from '../../base/progress.ts';

type Extra = Pick<RequestHandlerExtra<ServerRequest, ServerNotification>, '_meta' | 'sendNotification'>;

/** Undefined where the client wants none. */
export function progressTeller({ _meta, sendNotification }: Extra): Life['onProgress'] {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return undefined;
  const next = growing();
  return seen => {
    const progress = next(seen);
    if (progress === null) return;
    const params = { progressToken, progress, message: wordsOf(seen) };
    // A client that has gone is noticed by the transport.
    sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
  };
}

/** Each thing that is done counts one, the part of it that is done a fraction; null where nothing has grown, as the protocol asks. */
export function growing(): (seen: Progress) => number | null {
  let words = '';
  let begun = 0;
  let last = -1;
  return seen => {
    if (seen.words !== words) {
      begun = last < 0 ? 0 : Math.floor(last) + 1;
      words = seen.words;
    }
    const now = begun + (seen.total ? Math.min(0.999, seen.done / seen.total) : seen.done / (seen.done + 1e6));
    if (now <= last) return null;
    last = now;
    return now;
  };
}

function wordsOf({ words, done, total }: Progress): string {
  return total ? `${words}, ${Math.min(100, Math.floor((100 * done) / total))} %` : words;
}
