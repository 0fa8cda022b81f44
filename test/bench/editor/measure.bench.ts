/** Benchmark: what the editor feels of the extension, measured in its own process: how long it takes to wake, and how it fares while a large log is read. */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { awake, investigator } from '../../host/suite/editor.ts';

/** Where the figures go, and the log that is read. */
const { BENCH_OUT: out = '', BENCH_LOG: log = '' } = process.env;
const figures: Record<string, number> = {};

describe('the editor, measured', function () {
  this.timeout(1_200_000);
  after(() => writeFileSync(out, JSON.stringify(figures)));

  it('wakes', async () => {
    const from = performance.now();
    await investigator().activate();
    figures['activation, ms'] = performance.now() - from;
  });

  it('answers its first question', async () => {
    const { door } = await awake();
    const from = performance.now();
    await door.engine.list_runs({});
    figures['first question, with the worker begun, ms'] = performance.now() - from;
  });

  it('reads a large log', async () => {
    const { door } = await awake();
    await idle(5000);
    const { delay } = await delayed(() => idle(3000));
    const before = process.memoryUsage().rss;
    let most = before;
    const looking = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100);
    const from = performance.now();
    const read = await delayed(() => door.engine.ingest_logs({ inputs: [log] }));
    clearInterval(looking);
    const seconds = (performance.now() - from) / 1000;
    figures['lines read'] = (await door.engine.list_runs({})).runs[0].lines;
    figures['lines a second'] = figures['lines read'] / seconds;
    figures['event loop delay at rest, p99, ms'] = delay.p99;
    figures['event loop delay while reading, p50, ms'] = read.delay.p50;
    figures['event loop delay while reading, p99, ms'] = read.delay.p99;
    figures['event loop delay while reading, most, ms'] = read.delay.most;
    figures['memory of the whole extension host before, MB'] = before / 1e6;
    figures['memory of the whole extension host at most, MB'] = most / 1e6;
  });
});

/** Nanoseconds of delay beyond the timer's own period of 5 ms. */
async function delayed(work: () => Promise<unknown>): Promise<{ delay: { p50: number; p99: number; most: number } }> {
  const period = 5;
  const histogram = monitorEventLoopDelay({ resolution: period });
  histogram.enable();
  await work();
  histogram.disable();
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - period);
  return { delay: { p50: late(histogram.percentile(50)), p99: late(histogram.percentile(99)), most: late(histogram.max) } };
}

function idle(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
