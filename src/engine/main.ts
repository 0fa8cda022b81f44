/** The engine: entry of the worker thread; it serves the tools table until the thread is ended. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { serve } from '../rpc/serve.ts';
import { engineTable } from '../tools/own.ts';
import { makeEngine } from './engine.ts';
import { engineLog } from './engine-log.ts';
import { doorAt, portOf } from './port.ts';
import type { EngineOptions } from './workshop.ts';

if (!parentPort) throw new Error('engine/main.ts runs in a worker thread only; use engine/start.ts');
const { options, door } = workerData as { options: EngineOptions; door: MessagePort };
serve(portOf(parentPort), engineTable, { handlers: makeEngine(options, doorAt(portOf(door))), log: engineLog(options.home) });
