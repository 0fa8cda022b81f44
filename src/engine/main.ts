/** The engine: entry of the worker thread; it serves the tools table until the thread is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { serve } from '../rpc/serve.ts';
import { table } from '../tools/table.ts';
import { makeEngine } from './engine.ts';
import { engineLog } from './engine-log.ts';
import { portOf } from './port.ts';
import type { EngineOptions } from './workshop.ts';

if (!parentPort) throw new Error('engine/main.ts runs in a worker thread only; use engine/start.ts');
const options = workerData as EngineOptions;
serve(portOf(parentPort), table, { handlers: makeEngine(options), log: engineLog(options.home) });
