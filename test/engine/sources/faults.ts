/** The sources, tests: all that a server can do wrong, and what the user of a source then reads, as one text to compare. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Fault } from '../../../src/base/fault.ts';
import type { CallSignal, ClientOptions } from '../../../src/engine/sources/client.ts';
import type { Link } from '../../../src/engine/sources/outside.ts';
import type { SystemName } from '../../../src/model/connection.ts';
import { Loopback, linkTo } from './loopback.ts';

interface Case {
  readonly answer?: RequestListener;
  /** Where nobody answers. */
  readonly url?: string;
  readonly encrypted?: boolean;
  readonly options?: ClientOptions;
}

const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(code, { 'content-type': 'text/plain', ...headers }).end('no, sorry\n');

const body =
  (text: string, type = 'application/json'): RequestListener =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': type }).end(text);

function cut(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 10_000 });
  response.write('{"status":"success","data":[', () => response.destroy());
}

/** In the order in which a connection comes about. */
export const cases: Readonly<Record<string, Case>> = {
  'wrong address': { url: 'localhost:3100' },
  'unknown name': { url: 'http://no-such-host.invalid' },
  refused: {},
  'not trusted': { answer: body('{}'), encrypted: true },
  // The only case in which time passes; nothing but silence can come before it.
  slow: { answer: () => undefined, options: { idleMs: 50, tries: 1 } },
  'cut in the middle': { answer: cut },
  'status 401': { answer: status(401) },
  'status 403': { answer: status(403) },
  'status 404': { answer: status(404) },
  'status 410': { answer: status(410) },
  'status 429': { answer: status(429, { 'retry-after': '7' }) },
  'status 429 for an hour': { answer: status(429, { 'retry-after': '3600' }) },
  'status 500': { answer: status(500) },
  'status 502': { answer: status(502) },
  'another host': { answer: status(302, { location: 'https://login.example.com/?next=/' }) },
  'a web page': { answer: body('<!doctype html><title>Hello</title>', 'text/html') },
  'another form': { answer: body('{"unexpected":[1,2,3]}') },
  'no JSON': { answer: body('{"status": "succ', 'application/json') },
  empty: { answer: body('') },
  huge: { answer: body(`[${'0,'.repeat(1 << 17)}0]`), options: { maxBytes: 1 << 16 } },
};

/** Asks once in each case. An answer stands in the text too: a source may well take emptiness for an answer. */
export async function faultGolden(system: SystemName, ask: (link: Link, life: CallSignal) => Promise<unknown>): Promise<string> {
  const told: string[] = [];
  for (const [name, one] of Object.entries(cases)) told.push(`${name}\n${await outcome(system, one, ask)}\n`);
  return told.join('\n');
}

async function outcome(system: SystemName, one: Case, ask: (link: Link, life: CallSignal) => Promise<unknown>): Promise<string> {
  const server = await Loopback.open(one.answer ?? body('{}'), one);
  const { host } = server;
  if (!one.answer && one.url === undefined) await server.close();
  try {
    const { link, pauses } = await linkTo(system, one.url ?? (one.answer ? server.url : `http://${host}`), one.options);
    const words = await ask(link, { signal: new AbortController().signal }).then(
      answer => `  answers ${JSON.stringify(answer)}`,
      failure => faultWords(failure),
    );
    const waited = pauses.length
      ? `  (tried ${pauses.length + 1} times, after ${pauses.map(ms => `${ms / 1000} s`).join(', ')})\n`
      : '';
    return plain(`${waited}${words}`, host);
  } finally {
    if (one.answer || one.url !== undefined) await server.close();
  }
}

function faultWords(failure: unknown): string {
  if (!(failure instanceof Fault)) throw failure;
  return `  ${failure.code}: ${failure.message}\n  ${failure.hint}`;
}

/** What differs between machines: the port, and whether a name server says that it does not know or that it cannot tell. */
function plain(words: string, host: string): string {
  return words
    .replaceAll(host, 'HOST')
    .replace(/its name cannot be looked up now \(EAI_AGAIN\)/, 'its name is not known (ENOTFOUND)');
}
