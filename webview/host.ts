/** The window: the only file that knows where the window runs: in an editor's webview, or in a browser that speaks the same wire over HTTP. */
import type { Port } from '../src/rpc/wire.ts';
import { WindowStart } from '../src/tools/window.ts';
import { httpPort } from './http-port.ts';

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

/** A page that made a host of its own before it brought the window in: the one of `investigator serve`. */
declare const investigatorHost: undefined | Host;

export function openHost(): Host {
  if (typeof investigatorHost === 'object') return investigatorHost;
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
    keep: arrangement => api.setState({ ...(arrangement as object), run_id: start.run_id, title: start.title, page: start.page }),
  };
}

function browserHost(start: WindowStart): Host {
  const key = `investigator ${start.run_id}`;
  return {
    start,
    port: httpPort({ address: 'wire' }),
    kept: () => JSON.parse(sessionStorage.getItem(key) ?? 'null'),
    keep: arrangement => sessionStorage.setItem(key, JSON.stringify(arrangement)),
  };
}
