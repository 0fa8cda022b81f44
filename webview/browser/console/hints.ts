/** The console: what to do when a request did not go well, in one sentence; and where typed JSON is broken. */
import type { Exchange } from './exchange.ts';

export function hintFor({ status, server, method }: Omit<Exchange, 'hint'>): string {
  if (status === null) return server === location.origin ? unreached(server) : `${unreached(server)} ${CORS}`;
  if (status < 400) return '';
  return (
    byStatus[status] ?? (status >= 500 ? 'The server failed: its standard error says why, with the X-Request-ID below.' : method)
  );
}

function unreached(server: string): string {
  return `No answer came from ${server}. Is \`investigator serve\` running there, and is its port right?`;
}

const CORS = `A browser also says so when that server does not let this page ask (CORS): start it with \`--allow-origin ${
  typeof location === 'undefined' ? '' : location.origin
}\`.`;

const byStatus: Readonly<Record<number, string>> = {
  400: 'The answer names what is wrong with the body; correct it and send again.',
  401: 'The server has a secret: type it into the field above. It is the `INVESTIGATOR_INGEST_SECRET` that it was started with.',
  403: 'The server does not let this page or name ask: start it with `--allow-origin` and `--allow-host`, or, for tools that change something, `--allow-writes`.',
  404: 'There is no such endpoint, run or job: the first request of the list says what there is.',
  413: 'It is larger than the server takes at once.',
  422: 'The answer names what does not fit.',
  429: 'It has too much to do: send again in a while.',
  503: 'It has too much to do: send again in a while.',
};

/** `Line 3: …`; null where it is JSON, or empty. */
export function brokenAt(text: string): string | null {
  if (text.trim() === '') return null;
  try {
    JSON.parse(text);
    return null;
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) throw failure;
    const at = /position (\d+)/.exec(failure.message)?.[1];
    const line = at === undefined ? text.split('\n').length : text.slice(0, Number(at)).split('\n').length;
    return `Line ${line}: ${failure.message.replace(/ in JSON at position.*| is not valid JSON.*/s, '')}.`;
  }
}
