/** The window: the wire over HTTP: each call is one POST whose reply streams the messages that answer it, one JSON document a line; a cancel drops the connection. */
import type { Message, Port } from '../src/rpc/wire.ts';

export type Failed = Omit<Message & { type: 'fail' }, 'type' | 'id'>;

export interface HttpWire {
  readonly address: string;
  headers?(): Readonly<Record<string, string>>;
  /** What a call fails with that the server refused; null: that the server was not reached, or broke off. */
  failed?(reply: Response | null): Promise<Failed>;
}

export function httpPort(wire: HttpWire): Port {
  let hear: (message: unknown) => void = () => undefined;
  const calls = new Map<number, AbortController>();

  async function answer(message: Message, life: AbortController): Promise<void> {
    let reply: Response | null = null;
    try {
      reply = await fetch(wire.address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...wire.headers?.() },
        body: JSON.stringify(message),
        signal: life.signal,
      });
      if (reply.ok && reply.body && (await heardEnd(reply.body, hear))) return;
      if (reply.ok) reply = null;
    } catch (failure) {
      // A person took the question back, which its asker knows; anything else is a connection that broke.
      if (life.signal.aborted || !(failure instanceof Error)) return;
      reply = null;
    } finally {
      calls.delete(message.id);
    }
    hear({ type: 'fail', id: message.id, ...((await wire.failed?.(reply)) ?? GONE) });
  }

  return {
    send: message => {
      if (message.type === 'cancel') calls.get(message.id)?.abort();
      if (message.type !== 'call') return;
      const life = new AbortController();
      calls.set(message.id, life);
      void answer(message, life);
    },
    listen: ear => {
      hear = ear;
    },
  };
}

const GONE: Failed = { fault: { code: 'engine_gone', details: {} }, words: '' };

/** Whether the message came that ends a call. */
async function heardEnd(body: ReadableStream<Uint8Array>, hear: (message: unknown) => void): Promise<boolean> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  let ended = false;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) {
      const message = JSON.parse(line) as Message;
      ended ||= message.type !== 'progress';
      hear(message);
    }
  }
  return ended;
}
