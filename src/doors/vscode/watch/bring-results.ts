/** The editor: a folder of test results becomes a run: read, and investigated where something failed. */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../../base/fault.ts';
import type { Run } from '../../../model/run.ts';
import type { Door } from '../door.ts';
import { keepMade, type Made } from './kept.ts';
import { ENDS, type Whole, wholeness } from './whole.ts';

/** Files of a folder that are looked at; one with more is no folder of results. */
const FILES = 5000;

/** `again`: something is still being written. */
export async function stateOf(folder: string): Promise<'results' | 'again' | 'none'> {
  const names = (await readdir(folder, { recursive: true })).filter(name => /\.(?:xml|json)$/i.test(name));
  let some = false;
  for (const name of names.slice(0, FILES)) {
    const whole = await wholenessOf(join(folder, name));
    if (whole === 'torn') return 'again';
    some ||= whole === 'results';
  }
  return some ? 'results' : 'none';
}

async function wholenessOf(path: string): Promise<Whole> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const read = async (at: number) => {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(ENDS), 0, ENDS, at);
      return buffer.toString('utf8', 0, bytesRead);
    };
    return wholeness(path, await read(0), await read(Math.max(0, size - ENDS)));
  } finally {
    await handle.close();
  }
}

export interface Folder {
  readonly path: string;
  /** What to call its runs, which are one job. */
  readonly title: string;
}

/** The run, and whether it has failed only now. Null where there is nothing that a test tool would have written. */
export async function bringResults(door: Door, { path, title }: Folder): Promise<{ run: Run; fresh: boolean } | null> {
  const before = await runsOf(door, title);
  const { run_id } = await door.engine.ingest_logs({ inputs: [path], title, job: title });
  const { run, tests } = await door.engine.get_test_run_info({ run_id, limit: 1 });
  const former = before.get(run_id);
  if (!tests) {
    if (!former) await door.engine.forget_run({ run_id });
    return null;
  }
  const changed = !former || former.sources[0] !== run.sources[0];
  if (run.outcome === 'failed' && (changed || run.summary === null))
    await door.engine.investigate_run({ inputs: [run_id], mode: (await door.settings())['investigation.mode'] });
  await forgetSurplus(door, path, run);
  door.changed();
  return { run, fresh: run.outcome === 'failed' && former?.outcome !== 'failed' };
}

async function runsOf(door: Door, job: string): Promise<Map<string, Run>> {
  const { runs } = await door.engine.list_runs({ job, limit: 200 });
  return new Map(runs.map(run => [run.run_id, run]));
}

async function forgetSurplus(door: Door, folder: string, made: Made): Promise<void> {
  const { run_id, outcome } = made;
  for (const one of await keepMade(door.extension.workspaceState, folder, { run_id, outcome })) {
    try {
      await door.engine.forget_run({ run_id: one.run_id });
    } catch (failure) {
      // A person has forgotten it already.
      if (!(failure instanceof Fault) || failure.code !== 'run_unknown') throw failure;
    }
  }
}

/** Whether the folder is there; a clean build takes it away. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure) return false;
    throw failure;
  }
}
