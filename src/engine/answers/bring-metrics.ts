/** The answers: the metrics of a run's span, written beside what it was read from, so that they are read with it ever after. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../base/fault.ts';
import type { Gap } from '../../model/coverage.ts';
import type { Run } from '../../model/run.ts';
import { type Input, resolveInput } from '../read/inputs.ts';
import { lockFile } from '../read/lock.ts';
import { writeMetrics } from '../sources/prometheus/files.ts';
import type { CallLife, Workshop } from '../workshop.ts';

/** Holds what was brought to a run later; whoever forgets the run removes it. */
export function besideFolder(shop: Workshop, runId: string): string {
  return join(shop.downloads, 'beside', runId);
}

/** What was brought to the run so far. */
export async function besideInputs(shop: Workshop, runId: string, life: CallLife): Promise<Input[]> {
  const options = { cwd: shop.cwd, cacheFolder: shop.downloads, limits: shop.limits, signal: life.signal };
  try {
    return await resolveInput(besideFolder(shop, runId), options);
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'input_missing') return [];
    throw failure;
  }
}

export interface Brought {
  /** Whether there is something new to read. */
  readonly fresh: boolean;
  readonly gaps: readonly Gap[];
}

/** Asks every connected Prometheus for the library over the run's span. What cannot be asked is a gap; what was there before stays then. */
export async function bringMetrics(shop: Workshop, run: Run, life: CallLife): Promise<Brought> {
  const { from, to } = run;
  if (from === null || to === null) return { fresh: false, gaps: [gap('no line of it has a time')] };
  const connections = await shop.outside.door.connections({});
  const ours = connections.filter(one => one.system === 'prometheus' && one.url !== '');
  if (ours.length === 0) return { fresh: false, gaps: [gap('no Prometheus is connected')] };
  const folder = besideFolder(shop, run.run_id);
  await mkdir(folder, { recursive: true });
  const unlock = await lockFile(`${folder}.lock`, life.signal);
  const gaps: Gap[] = [];
  let fresh = false;
  try {
    for (const { name } of ours) {
      const place = join(folder, ['metrics', name].filter(Boolean).join('-'));
      const made = `${folder}.parts`;
      await rm(made, { recursive: true, force: true });
      const told = await written(shop, { name, folder: made, from, to }, life);
      gaps.push(...told.gaps);
      if (told.written === 0) continue;
      fresh = true;
      await rm(place, { recursive: true, force: true });
      await rename(join(made, 'metrics'), place);
      await rm(made, { recursive: true, force: true });
    }
  } finally {
    await unlock();
  }
  return { fresh, gaps };
}

async function written(shop: Workshop, what: { name: string; folder: string; from: number; to: number }, life: CallLife) {
  try {
    const link = await shop.outside.link('prometheus', what.name);
    return await writeMetrics(link, { ...what, narrow: () => [] }, life);
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
    return { written: 0, gaps: [gap(failure.message)] };
  }
}

function gap(why: string): Gap {
  return { kind: 'unreachable', words: `Metrics of the run could not be brought in: ${why.replace(/\.$/, '')}.` };
}
