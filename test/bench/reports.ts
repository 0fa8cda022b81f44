/** Benchmark: how long a report takes once the lines are stored, through the same engine and worker that people use. */
import { join } from 'node:path';
import { startEngine } from '../../src/engine/start.ts';
import { writeLoad } from './load.ts';

const PAIR_LINES = 25_000;

/** Milliseconds of a report over the log, and of one that compares two runs of 25,000 lines; ingestion is not counted. */
export async function reportTimes(log: string, folder: string): Promise<Record<string, number>> {
  const engine = startEngine({ home: join(folder, 'engine'), cwd: folder, version: 'bench' });
  writeLoad(join(folder, 'failing.log'), PAIR_LINES, 8);
  writeLoad(join(folder, 'passing.log'), PAIR_LINES, 9);
  const report = async (input: string, against: string[]) => {
    for (const path of [input, ...against]) await engine.ingest_logs({ inputs: [path] });
    const begun = performance.now();
    await engine.investigate_run({ inputs: [input], against });
    return performance.now() - begun;
  };
  const figures = {
    'report on all lines': await report(log, []),
    'report again': await report(log, []),
    'report, 25k against 25k': await report('failing.log', ['passing.log']),
  };
  await engine.end();
  return figures;
}
