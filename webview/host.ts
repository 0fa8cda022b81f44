/** The window: the only file that knows where the window runs: in an editor's webview, or in a browser that speaks the same wire over HTTP. */
import type { Message, Port } from '../src/rpc/wire.ts';
import { WindowStart } from '../src/tools/window.ts';

export interface Host {
  readonly start: WindowStart;
  /** The wire to the engine and to the host's own acts. */
  readonly port: Port;
  /** What was kept of the arrangement before a reload; anything, since an older window may have kept it. */
  kept(): unknown;
  /** Keeps the arrangement, never data. */
  keep(arrangement: unknown): void;
}

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: undefined | (() => EditorApi);

export function openHost(): Host {
  const start = WindowStart.parse(JSON.parse(document.getElementById('root')?.dataset.start ?? '{}'));
  return typeof acquireVsCodeApi === 'function' ? editorHost(start, acquireVsCodeApi()) : browserHost(start);
}

function editorHost(start: WindowStart, api: EditorApi): Host {
  return {
    start,
    port: {
      send: message => api.postMessage(message),
      listen: hear => window.addEventListener('message', event => hear(event.data)),
    },
    kept: () => api.getState(),
    // The run and title too: the editor gives them back when it brings the panel back after a reload.
    keep: arrangement => api.setState({ ...(arrangement as object), run_id: start.run_id, title: start.title }),
  };
}

function browserHost(start: WindowStart): Host {
  const key = `investigator ${start.run_id}`;
  return {
    start,
    port: httpPort('wire'),
    kept: () => JSON.parse(sessionStorage.getItem(key) ?? 'null'),
    keep: arrangement => sessionStorage.setItem(key, JSON.stringify(arrangement)),
  };
}

/** Each call is one POST whose reply streams the messages that answer it, one JSON document a line; a cancel drops the connection. */
function httpPort(address: string): Port {
  let hear: (message: unknown) => void = () => undefined;
  const calls = new Map<number, AbortController>();
  const end = (id: number) => void calls.delete(id);
  return {
    send: message => {
      if (message.type === 'cancel') return calls.get(message.id)?.abort();
      if (message.type !== 'call') return;
      const life = new AbortController();
      calls.set(message.id, life);
      post(address, { message, life, hear })
        .catch(() => hear(gone(message.id)))
        .finally(() => end(message.id));
    },
    listen: ear => {
      hear = ear;
    },
  };
}

interface Posted {
  readonly message: Message;
  readonly life: AbortController;
  readonly hear: (message: unknown) => void;
}

async function post(address: string, { message, life, hear }: Posted): Promise<void> {
  const reply = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    signal: life.signal,
  });
  if (!reply.ok || !reply.body) throw new Error(`the server answered ${reply.status}`);
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) hear(JSON.parse(line));
  }
}

function gone(id: number): Message {
  return { type: 'fail', id, fault: { code: 'engine_gone', details: {} }, words: '' };
}
