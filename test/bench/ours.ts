/** Benchmark: measures the engine: ingestion in a process of its own, questions over the index that it leaves. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { Fault } from '../../src/base/fault.ts';
import { TemplateMiner } from '../../src/engine/analyze/templates/miner.ts';
import { survey } from '../../src/engine/answers/survey.ts';
import { parseQuery } from '../../src/engine/query/parse.ts';
import { count, histogram, search } from '../../src/engine/query/run.ts';
import { forgetAnswers } from '../../src/engine/query/run-answer.ts';
import { ingest } from '../../src/engine/read/ingest.ts';
import { resolveInput } from '../../src/engine/read/inputs.ts';
import { defaultLimits } from '../../src/engine/read/limits.ts';
import { indexFile } from '../../src/engine/store/home.ts';
import { Source } from '../../src/engine/store/source.ts';

export interface Ingested {
  readonly ms: number;
  readonly lines: number;
  /** Bytes of the index file. */
  readonly disk: number;
  /** Largest resident set of the process, in bytes. */
  readonly memory: number;
}

/** Ingests the input in a fresh process, so that memory and compiled code are those of a first ingestion. */
export async function ingestApart(input: string, home: string, sourceId: string): Promise<Ingested> {
  const child = fork(import.meta.filename, ['--child', input, home, sourceId], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [message] = (await once(child, 'message')) as [{ ms: number; memory: number }];
  const source = Source.open(home, sourceId) as Source;
  const { lines } = source;
  source.close();
  return { ...message, lines, disk: statSync(indexFile(home, sourceId)).size };
}

async function beChild([input, home, sourceId]: string[]): Promise<void> {
  const { signal } = new AbortController();
  const inputs = await resolveInput(input, { cwd: home, cacheFolder: home, limits: defaultLimits, signal });
  const begun = performance.now();
  await ingest({ home, sourceId, title: 'load', inputs, limits: defaultLimits, survey }, { signal, onProgress: () => undefined });
  const ms = performance.now() - begun;
  process.send?.({ ms, memory: process.resourceUsage().maxRSS * 1024 });
  process.disconnect();
}

/** Milliseconds that the template miner alone takes over all messages of an index. */
export function mineAll(home: string, sourceId: string): number {
  const source = Source.open(home, sourceId) as Source;
  const miner = new TemplateMiner();
  let ms = 0;
  for (const block of source.blocks) {
    const { bytes, layout } = source.text(block);
    const begun = performance.now();
    for (let row = 0; row < block.count; row++) miner.add(bytes, layout.body[row], layout.ends[row]);
    ms += performance.now() - begun;
  }
  source.close();
  return ms;
}

const ROUNDS = 15;

/** Multiples of the golden section spread evenly, each far from the one before. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Median milliseconds of a question on an open source whose answers are not kept. */
function p50(source: Source, ask: () => Promise<unknown>): Promise<number> {
  return medianOf(ask, () => forgetAnswers(source));
}

async function medianOf(ask: () => Promise<unknown>, before: () => void = () => undefined): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    before();
    const begun = performance.now();
    await ask();
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1];
}

/** Median milliseconds per question. */
export async function askAll(
  home: string,
  sourceId: string,
  words: { common: string; rare: string; regex: string },
): Promise<Record<string, number>> {
  const source = Source.open(home, sourceId) as Source;
  const { signal } = new AbortController();
  const counting = (text: string) => p50(source, () => count([source], parseQuery(text), signal));
  const page = (text: string) =>
    p50(source, () => search([source], parseQuery(text), { limit: 200, cursor: null, direction: 'backward' }, signal));
  const seek = async (text: string) => {
    const query = parseQuery(text);
    // Counted beforehand: a table knows the answer when it is scrolled.
    const fitting = await count([source], query, signal);
    let step = 0;
    const anywhere = () => Math.floor(((++step * GOLDEN) % 1) * fitting);
    return medianOf(() => search([source], query, { limit: 200, offset: anywhere() }, signal));
  };
  const figures = {
    'common word': await counting(words.common),
    'rare word': await counting(words.rare),
    'absent word': await counting('nowhere7to8be9found'),
    'page of 200 errors': await page('level:error'),
    'page at a random offset': await seek(''),
    'page at a random offset of errors': await seek('level:error'),
    'page at a random offset of a word': await seek(words.common),
    'level per minute': await p50(source, () => histogram([source], parseQuery(''), { stepMs: 60_000 }, signal)),
    'word per minute': await p50(source, () => histogram([source], parseQuery(words.common), { stepMs: 60_000 }, signal)),
    regex: await counting(`/${words.regex}/`),
    'cancel heard': await cancelled(source),
  };
  source.close();
  return figures;
}

/** How long a cancel in the middle of a long scan goes unheard. */
async function cancelled(source: Source): Promise<number> {
  const life = new AbortController();
  forgetAnswers(source);
  let aborted = 0;
  setTimeout(() => {
    aborted = performance.now();
    life.abort();
  }, 30);
  try {
    await count([source], parseQuery('/(?=n)n(?=q)q/'), life.signal);
    return 0;
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code !== 'cancelled') throw failure;
    return performance.now() - aborted;
  }
}

if (process.argv[2] === '--child') await beChild(process.argv.slice(3));
