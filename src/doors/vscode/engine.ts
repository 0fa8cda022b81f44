/** The editor: the engine as the door asks it: loaded at the first question, guarded against an old VS Code, begun anew after a change of settings. */
import { Fault } from '../../base/fault.ts';
import type { RunningEngine, StartOptions } from '../../engine/start.ts';
import type { Own } from '../../tools/own.ts';
import type { Engine } from '../../tools/table.ts';

/** The engine's libraries need it; an older one would crash the extension host instead of failing. */
const NODE = [22, 19] as const;

export interface LazyEngine {
  readonly engine: Engine;
  readonly own: Own;
  home(): Promise<string>;
  /** Later questions go to an engine with the options of then; calls under way are answered by the old one. */
  renew(): void;
  end(): Promise<void>;
}

interface Life {
  readonly running: Promise<RunningEngine>;
  asked: number;
  stale: boolean;
}

export function lazyEngine(options: () => Promise<StartOptions>): LazyEngine {
  let life: Life | null = null;

  async function start(): Promise<RunningEngine> {
    guardNode(process.versions.node);
    const [{ startEngine }, chosen] = await Promise.all([import('../../engine/start.ts'), options()]);
    return startEngine(chosen);
  }

  function reach(): Life {
    if (life) return life;
    const born: Life = { running: start(), asked: 0, stale: false };
    // What could not be started may be startable at the next question.
    born.running.catch(() => life === born && (life = null));
    return (life = born);
  }

  async function ask(verb: string, { own, question }: { own: boolean; question: unknown[] }): Promise<unknown> {
    const mine = reach();
    mine.asked++;
    try {
      const running = await mine.running;
      const verbs = (own ? running.own : running) as unknown as Record<string, (...question: unknown[]) => Promise<unknown>>;
      return await verbs[verb](...question);
    } finally {
      mine.asked--;
      if (mine.stale && mine.asked === 0) await over(mine);
    }
  }

  function renew(): void {
    const old = life;
    life = null;
    if (!old) return;
    old.stale = true;
    if (old.asked === 0) void over(old);
  }

  const engine = verbsBy<Engine>(
    verb =>
      (...question) =>
        ask(verb, { own: false, question }),
  );
  const own = verbsBy<Own>(
    verb =>
      (...question) =>
        ask(verb, { own: true, question }),
  );
  return {
    engine,
    own,
    home: async () => (await reach().running).home,
    renew,
    end: async () => void (life && (await over(life))),
  };
}

/** The table's verbs are not listed here, since loading the table is what this file puts off. */
function verbsBy<Verbs extends object>(asking: (verb: string) => (...question: unknown[]) => Promise<unknown>): Verbs {
  const known = new Map<string, unknown>();
  return new Proxy({} as Verbs, {
    get(_, verb) {
      // A promise that resolves with the engine asks whether it is a promise itself.
      if (typeof verb !== 'string' || verb === 'then') return undefined;
      if (!known.has(verb)) known.set(verb, asking(verb));
      return known.get(verb);
    },
  });
}

async function over(life: Life): Promise<void> {
  const running = await life.running.catch(() => null);
  await running?.end();
}

/** Throws `host_too_old`. */
export function guardNode(version: string): void {
  const [major, minor] = version.split('.').map(Number);
  if (major > NODE[0] || (major === NODE[0] && minor >= NODE[1])) return;
  throw new Fault('host_too_old', { version, needed: NODE.join('.') });
}
