/** The command line: a run that goes on is looked at again and again until it is over; what is new is told as it comes. */
import { setTimeout as rest } from 'node:timers/promises';
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';
import type { Life } from '../../base/progress.ts';
import type { Report } from '../../model/report.ts';
import type { Outcome, Run } from '../../model/run.ts';
import { type Look, newsOf, nothingTold } from '../../tools/render/news.ts';
import { clock } from '../../tools/render/words.ts';
import type { Engine } from '../../tools/table.ts';
import type { View } from '../../tools/tool.ts';

/** Seconds between two looks unless told otherwise, and at least. */
const EVERY = 30;
const LEAST = 1;
/** Files that state how the run ended, and have not changed for so many looks, are whole. */
const UNCHANGED = 3;
const ERRORS = 200;

/** How a followed run ended, for scripts. */
export const followExit: Readonly<Record<Outcome, number>> = { passed: 0, failed: 10, unknown: 11 };

export interface Following {
  readonly engine: Engine;
  readonly input: Parameters<Engine['investigate_run']>[0];
  readonly seconds: number;
  readonly life: Required<Pick<Life, 'signal'>> & Life;
  readonly view: View;
  say(words: string): void;
}

/** Throws `bad_input` in the words of the option. */
export function secondsOf(every: string | undefined): number {
  const seconds = every === undefined ? EVERY : Number(every);
  if (!(seconds >= LEAST)) throw new Fault('bad_input', { problem: `--every takes seconds, ${LEAST} or more.` });
  return seconds;
}

/** The last report, and how the run ended. Throws what the first look throws, and `cancelled`; later a system that cannot be asked is told and asked again. */
export async function follow(by: Following): Promise<{ report: Report; outcome: Outcome }> {
  const told = nothingTold();
  const say = (words: string) => by.say(`${clock(Date.now()).slice(0, 8)}  ${words}`);
  let input = by.input;
  // Only the first look is waited for; how far the others are is no news.
  const quiet = { signal: by.life.signal };
  let unchanged = 0;
  let source = '';
  for (;;) {
    try {
      const { report, run, errors } = await look({ ...by, input, life: told.run === null ? by.life : quiet });
      unchanged = run.sources[0] === source ? unchanged + 1 : 1;
      source = run.sources[0];
      const finished = run.remote?.finished ?? (run.outcome !== 'unknown' && unchanged >= UNCHANGED);
      for (const words of newsOf({ run, summary: report.summary, errors }, told, by.view)) say(words);
      if (finished) {
        say(`finished: ${run.outcome}`);
        return { report, outcome: run.outcome };
      }
      // A name of a run would not be read again; what it was read from is.
      input = { ...by.input, inputs: run.remote ? [run.remote.address] : run.inputs };
    } catch (failure) {
      if (told.run === null || !mayPass(failure)) throw failure;
      say((failure as Fault).message);
    }
    await pause(by);
  }
}

async function look({ engine, input, life }: Following): Promise<{ report: Report; run: Run; errors: Look['errors'] }> {
  const report = await engine.investigate_run(input, life);
  const { run_id } = report.run;
  const [{ run }, { lines }] = await Promise.all([
    engine.get_test_run_info({ run_id, limit: 1 }, life),
    engine.search_logs({ run_id, level: '>=error', direction: 'backward', limit: ERRORS }, life),
  ]);
  return { report, run, errors: lines };
}

function mayPass(failure: unknown): boolean {
  return (
    failure instanceof Fault && ['source_unreachable', 'source_busy', 'source_failed', 'download_failed'].includes(failure.code)
  );
}

async function pause({ seconds, life: { signal } }: Following): Promise<void> {
  try {
    await rest(seconds * 1000, undefined, { signal });
  } catch (failure) {
    stopIfCancelled(signal);
    throw failure;
  }
}
