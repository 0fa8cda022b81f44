/** The answers: traces that programs export: one file per trace, to which spans are added as they come, and one run of it. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../../base/fault.ts';
import { jsonIn } from '../../base/lenient.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { ownTable } from '../../tools/own.ts';
import { runsOfSpans } from '../read/agents/otlp/runs.ts';
import { isTraces, spansOf, splitTraces } from '../read/agents/otlp/spans.ts';
import { storeFault } from '../store/open.ts';
import type { Workshop } from '../workshop.ts';
import { bringIn } from './ingest-logs.ts';
import { keptAgentRunFile, keptAgentRunFolder } from './kept-agent-run.ts';

/** Bytes of a trace at most: no more than is read of one file of agent runs. */
const TRACE = 64 << 20;
/** Traces that may wait for a span that speaks of an agent; the oldest go. */
const WAITING = 500;

/** Spans of a trace may come in any order and in any number of requests. Throws bad_input, home_unwritable, disk_full. */
export async function keepSpans(shop: Workshop, { traces: text }: Proved<typeof ownTable.keep_spans>) {
  const value = jsonIn(text);
  if (!isTraces(value)) throw new Fault('bad_input', { problem: 'The body holds no resourceSpans, as OTLP has them.' });
  const { traces, rejected } = splitTraces(value);
  const told = { spans: 0, rejected, waiting: 0 };
  const brought: Promise<void>[] = [];
  for (const [trace, { document, spans }] of traces) {
    const state = keep(shop, trace, JSON.stringify(document));
    if (state === 'full') told.rejected += spans;
    else told.spans += spans;
    if (state === 'waiting') told.waiting++;
    if (state === 'kept') brought.push(broughtIn(shop, trace));
  }
  await Promise.all(brought);
  return told;
}

type State = 'kept' | 'waiting' | 'full';

function keep(shop: Workshop, trace: string, line: string): State {
  const file = keptAgentRunFile(shop.home, trace);
  const waiting = join(waitingFolder(shop.home), `${trace}.json`);
  try {
    if (existsSync(file)) return add(file, line) ? 'kept' : 'full';
    if (!add(waiting, line)) return 'full';
    if (!speaks(waiting)) {
      forgetOldest(dirname(waiting));
      return 'waiting';
    }
    renameSync(waiting, file);
    return 'kept';
  } catch (failure) {
    throw storeFault(failure, { home: shop.home, source: trace });
  }
}

/** Beside the runs, not among them: nobody asks for a trace that speaks of no agent. */
function waitingFolder(home: string): string {
  return join(keptAgentRunFolder(home), 'waiting');
}

/** One line a request, in one write, so that several processes may add. A request that is sent again changes nothing. */
function add(file: string, line: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  const former = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (former.includes(`${line}\n`)) return true;
  if (former.length + line.length >= TRACE) return false;
  appendFileSync(file, `${line}\n`);
  return true;
}

function speaks(file: string): boolean {
  const documents = readFileSync(file, 'utf8').split('\n').map(jsonIn).filter(isTraces);
  return runsOfSpans(documents.flatMap(spansOf)).length > 0;
}

function forgetOldest(folder: string): void {
  const files = readdirSync(folder);
  if (files.length <= WAITING) return;
  const aged = files.map(name => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }));
  aged.sort((a, b) => b.at - a.at);
  for (const { path } of aged.slice(WAITING)) rmSync(path, { force: true });
}

interface Reading {
  /** The one that began last, and sees all that was there then. */
  last: Promise<void>;
  /** The one that will see what has come since; all who wait share it. */
  next: Promise<void> | null;
}

const readings = new WeakMap<Workshop, Map<string, Reading>>();

/** Exporters send a trace in many pieces: what comes while one reading is under way is read by one more. */
function broughtIn(shop: Workshop, trace: string): Promise<void> {
  const own = readings.get(shop) ?? new Map<string, Reading>();
  readings.set(shop, own);
  const reading = own.get(trace);
  if (reading?.next) return reading.next;
  const read = () => bring(shop, trace);
  if (!reading) {
    const last = read();
    own.set(trace, { last, next: null });
    return last.finally(() => settle(own, trace, last));
  }
  const next = reading.last.then(read, read);
  reading.next = next;
  const begun = () => own.set(trace, { last: next, next: null });
  void reading.last.then(begun, begun);
  return next.finally(() => settle(own, trace, next));
}

function settle(own: Map<string, Reading>, trace: string, done: Promise<void>): void {
  const reading = own.get(trace);
  if (reading?.last === done && !reading.next) own.delete(trace);
}

/** Not in the life of one request: others wait for the same. */
async function bring(shop: Workshop, trace: string): Promise<void> {
  const request = { inputs: [keptAgentRunFile(shop.home, trace)], title: trace };
  await bringIn(shop, request, { signal: new AbortController().signal, onProgress: () => undefined });
}
