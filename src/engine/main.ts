/** The engine: entry of the worker thread; it serves the tools table until the thread is ended. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { serve } from '../rpc/serve.ts';
import { table } from '../tools/table.ts';
import { makeEngine } from './engine.ts';
import { engineLog } from './engine-log.ts';
import { doorAt, portOf } from './port.ts';
import type { EngineOptions } from './workshop.ts';

if (!parentPort) throw new Error('engine/main.ts runs in a worker thread only; use engine/start.ts');
const { options, door } = workerData as { options: EngineOptions; door: MessagePort };
serve(portOf(parentPort), table, { handlers: makeEngine(options, doorAt(portOf(door))), log: engineLog(options.home) });
