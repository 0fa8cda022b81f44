/** The sources: Loki's lines as they come in over a WebSocket, until the caller has enough. */
import type { MessageEvent } from 'undici';
import { stopIfCancelled } from '../../../base/pace.ts';
import type { CallSignal } from '../client.ts';
import type { Link } from '../outside.ts';
import { tailRequest } from './questions.ts';
import { type LokiFrame, readFrame } from './read.ts';

/** From `start` on, nanoseconds. Throws `source_failed` when the server ends it, `cancelled` when the signal does. */
export async function* tail(
  link: Link,
  { query, start }: { query: string; start: bigint },
  life: CallSignal,
): AsyncGenerator<LokiFrame> {
  const socket = await link.socket(tailRequest(query, start), life);
  const waiting: string[] = [];
  let wake: () => void = () => undefined;
  let ended: string | null = null;
  const end = (words: string) => {
    ended ??= words;
    wake();
  };
  socket.addEventListener('message', (event: MessageEvent) => {
    waiting.push(String(event.data));
    wake();
  });
  socket.addEventListener('error', event => end(event.message || 'no WebSocket comes about'));
  socket.addEventListener('close', ({ reason }) => end(reason || 'it ended the tail'));
  life.signal.addEventListener('abort', wakeNow, { once: true });
  function wakeNow(): void {
    wake();
  }
  try {
    for (;;) {
      for (const text of waiting.splice(0)) {
        const frame = readFrame(text);
        if (!frame) throw await link.failed('its tail sends what is no frame of lines', life);
        yield frame;
      }
      stopIfCancelled(life.signal);
      if (ended !== null) throw await link.failed(ended, life);
      if (waiting.length === 0) await new Promise<void>(resolve => (wake = resolve));
    }
  } finally {
    life.signal.removeEventListener('abort', wakeNow);
    socket.close();
  }
}
