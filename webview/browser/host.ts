/** The window in a browser: the host of a panel that `investigator serve` shows: the server's wire, and the acts that a page can do by itself. */
import { Fault } from '../../src/base/fault.ts';
import { parsePlace } from '../../src/model/place.ts';
import type { Report } from '../../src/model/report.ts';
import type { Message, Port } from '../../src/rpc/wire.ts';
import { askQueue } from '../../src/tools/asks.ts';
import { reportHtml } from '../../src/tools/render/report-html.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import type { Ask } from '../../src/tools/window.ts';
import type { Host } from '../host.ts';
import { httpPort } from '../http-port.ts';
import { askTool, refusalOf, unreached } from './ask-server.ts';
import { copyText, download } from './clipboard.ts';
import { keepSecret, secretHeader } from './secret.ts';

/** What the window is told of. An editor's acts are not among them: what leads to them by key is answered with something of use. */
const ACTS = ['copy_text', 'export_report', 'await_asks'];

export function serverHost({ run_id, title }: Pick<Host['start'], 'run_id' | 'title'>): Host {
  const key = `investigator ${run_id}`;
  return {
    start: { run_id, title, host: 'browser', texts: {}, acts: ACTS },
    port: withOwnActs(serverPort()),
    kept: () => JSON.parse(sessionStorage.getItem(key) ?? 'null'),
    keep: arrangement => sessionStorage.setItem(key, JSON.stringify(arrangement)),
  };
}

function serverPort(): Port {
  return httpPort({
    address: '/ui/wire',
    headers: () => secretHeader(location.origin),
    failed: async reply => {
      const { message, hint } = reply ? await refusalOf(reply) : unreached();
      // The server was started anew with another secret: the page asks for it as at first.
      if (reply?.status === 401) {
        keepSecret(location.origin, '');
        location.reload();
      }
      return { fault: null, words: `${message} ${hint}` };
    },
  });
}

type Act = (input: never, signal: AbortSignal) => Promise<unknown>;

/** Answers its own acts here, and has everything else asked of the server. */
function withOwnActs(server: Port): Port {
  let hear: (message: unknown) => void = () => undefined;
  const acts = ownActs();
  const lives = new Map<number, AbortController>();

  async function act(one: Act, { id, input }: Message & { type: 'call' }): Promise<void> {
    const life = new AbortController();
    lives.set(id, life);
    try {
      hear({ type: 'answer', id, output: await one(input as never, life.signal) });
    } catch (failure) {
      const fault = failure instanceof Fault ? { code: failure.code, details: { ...failure.details } } : null;
      hear({ type: 'fail', id, fault, words: failure instanceof Error ? failure.message : '' });
    } finally {
      lives.delete(id);
    }
  }

  return {
    send: message => {
      const own = message.type === 'call' ? acts.get(message.verb) : undefined;
      if (own) void act(own, message as Message & { type: 'call' });
      else server.send(message);
      if (message.type === 'cancel') lives.get(message.id)?.abort();
    },
    listen: ear => {
      hear = ear;
      server.listen(ear);
    },
  };
}

function ownActs(): ReadonlyMap<string, Act> {
  const asks = askQueue();
  // Nothing is pushed to a page; what changed meanwhile is asked for when a person comes back to it.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') asks.push({ kind: 'changed' });
  });
  const acts: Record<string, Act> = {
    copy_text: async ({ text }: { text: string }) => {
      await copyText(text);
      return {};
    },
    export_report: async ({ run_id }: { run_id: string }) => {
      const report = await askTool<Report>('get_report', { run_id });
      const file = `${report.run.title.replace(/[^\w.-]+/g, '-')}-report.html`;
      download(file, reportHtml(report));
      return { file };
    },
    // A line as a document is, in a browser, the line among all lines of the run.
    open_line: async ({ place }: { place: string }) => {
      const ask: Ask = { kind: 'show', tab: 'logs', query: '', place };
      asks.push(ask);
      return { opened: true };
    },
    open_source: async ({ place }: { place: string }) => {
      const { member, line } = parsePlace(place);
      await copyText(`${member}:${line}`);
      throw new Error(`A browser opens no source; ${oneLine(member)}:${line} was copied.`);
    },
    await_asks: (question: { seen: number }, signal) => asks.hear(question, { signal }),
  };
  return new Map(Object.entries(acts));
}
