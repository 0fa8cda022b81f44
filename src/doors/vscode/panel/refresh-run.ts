/** The editor: a run is read anew from where it came from, and investigated again; once at a time, whoever asks. */
import type { Life } from '../../../base/progress.ts';
import type { Run } from '../../../model/run.ts';
import { formerlyAgainst } from '../compared-with.ts';
import type { Door } from '../door.ts';

/** The run as it is now: of another id where files hold another run than before. Throws what the engine throws. */
export type Refresh = (runId: string, life?: Life) => Promise<Run>;

export function refresher(door: Door): Refresh {
  const underWay = new Map<string, Promise<Run>>();
  return (runId, life) => {
    const known = underWay.get(runId) ?? refresh(door, runId, life).finally(() => underWay.delete(runId));
    underWay.set(runId, known);
    return known;
  };
}

async function refresh(door: Door, runId: string, life?: Life): Promise<Run> {
  const before = await runNamed(door, runId);
  const report = await door.engine.investigate_run(
    {
      inputs: inputsOf(before),
      against: await formerlyAgainst(door.engine, runId),
      mode: (await door.settings())['investigation.mode'],
    },
    life,
  );
  const now = await runNamed(door, report.run.run_id);
  // Where nothing is new nothing is drawn anew.
  if (!isSame(before, now)) door.changed();
  return now;
}

async function runNamed(door: Door, runId: string): Promise<Run> {
  return (await door.engine.get_test_run_info({ run_id: runId, limit: 1 })).run;
}

/** By its id it would only be looked up. */
export function inputsOf({ remote, inputs }: Pick<Run, 'remote' | 'inputs'>): string[] {
  return remote ? [remote.address] : [...inputs];
}

export function isSame(before: Run, now: Run): boolean {
  const told = ({ run_id, sources, outcome, remote, summary }: Run) => [
    run_id,
    sources,
    outcome,
    remote?.facts,
    remote?.finished,
    summary,
  ];
  return JSON.stringify(told(before)) === JSON.stringify(told(now));
}
