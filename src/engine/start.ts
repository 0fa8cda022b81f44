/** The engine: its front step; starts the worker at the first question, and a new one after a death. */
import { MessageChannel, Worker } from 'node:worker_threads';
import { Fault } from '../base/fault.ts';
import { type Caller, makeCaller } from '../rpc/caller.ts';
import { serve } from '../rpc/serve.ts';
import { portPair } from '../rpc/wire.ts';
import { engineTable, type Own, ownTable } from '../tools/own.ts';
import { type DoorHandlers, doorTable, nothingConnected, type Provider, provided } from '../tools/provide.ts';
import { type Engine, table } from '../tools/table.ts';
import { engineLog } from './engine-log.ts';
import { homeFolder } from './home-folder.ts';
import { doorAt, portOf } from './port.ts';
import type { EngineOptions } from './workshop.ts';

/** Longest time that cancelled calls are given to end by themselves. */
const TIDY_MS = 1000;

export interface RunningEngine extends Engine {
  /** The home folder in use. */
  readonly home: string;
  /** What our own doors keep; no tool. */
  readonly own: Own;
  /** Ends the worker; calls under way fail with `engine_gone`. */
  end(): Promise<void>;
}

/** What a door says of its engine; a home that it leaves open is the one that all doors share. */
export type StartOptions = Omit<EngineOptions, 'home'> & {
  readonly home?: string;
  /** What the engine asks back: connections and their secrets, at the moment they are needed. Nothing is connected unless given. */
  readonly connections?: Provider;
  /** Runs the engine in this thread, for profiling; everything else stays the same. */
  readonly inline?: boolean;
};

export function startEngine({ inline, home, connections = nothingConnected, ...others }: StartOptions): RunningEngine {
  const data: EngineOptions = { ...others, home: homeFolder(home) };
  const door = provided(connections);
  let caller: Promise<Caller> | null = null;
  let worker: Worker | null = null;
  let reached: Caller | null = null;

  function reach(): Promise<Caller> {
    caller ??= (inline ? callInline(data, door) : Promise.resolve(callWorker())).then(born => (reached = born));
    return caller;
  }

  function callWorker(): Caller {
    // The way back: the engine asks its door on a channel of its own.
    const { port1: near, port2: far } = new MessageChannel();
    const born = new Worker(workerFile(), {
      workerData: { options: data, door: far },
      transferList: [far],
      name: 'investigator engine',
    });
    serve(portOf(near), doorTable, { handlers: door, log: engineLog(data.home) });
    near.unref();
    const made = makeCaller(portOf(born));
    const die = () => {
      made.close(new Fault('engine_gone'));
      near.close();
      if (worker === born) caller = worker = null;
    };
    born.on('error', failure => {
      engineLog(data.home)('error', failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
      die();
    });
    born.on('exit', die);
    worker = born;
    return made;
  }

  const ask = (verb: string) => async (input: unknown, life?: object) => (await reach()).call(verb, input, life);
  const remote = (verbs: object) => Object.fromEntries(Object.keys(verbs).map(verb => [verb, ask(verb)]));
  const engine = {
    ...remote(table),
    own: remote(ownTable),
    home: data.home,
    end: async () => {
      const quiet = reached?.quiet();
      if (quiet) await inTime(quiet);
      await worker?.terminate();
    },
  };
  return engine as unknown as RunningEngine;
}

/** A cancelled ingestion takes away what it has begun; a worker that does not come to it in time is ended all the same. */
async function inTime(quiet: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, TIDY_MS);
  });
  await Promise.race([quiet, late]);
  clearTimeout(timer);
}

async function callInline(data: EngineOptions, door: DoorHandlers): Promise<Caller> {
  const { makeEngine } = await import('./engine.ts');
  const [here, there] = portPair();
  const [near, far] = portPair();
  const log = engineLog(data.home);
  serve(near, doorTable, { handlers: door, log });
  serve(there, engineTable, { handlers: makeEngine(data, doorAt(far)), log });
  return makeCaller(here);
}

/** Beside this file: main.ts when run from source, worker.js when bundled. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './worker.js', import.meta.url);
}
