/** The answers: an input that names a run of an outside system is fetched into files, which are then read like any others. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { codeOf } from '../../base/failure-code.ts';
import { Fault } from '../../base/fault.ts';
import { doing } from '../../base/progress.ts';
import type { Remote, Run } from '../../model/run.ts';

import { download } from '../read/download.ts';
import { type Input, resolveInput } from '../read/inputs.ts';
import { lockFile } from '../read/lock.ts';
import { type Address, addressOf, type Fetched, type Fetching } from '../sources/addresses.ts';
import type { CallLife, Workshop } from '../workshop.ts';
import { runIdOf } from './find-runs.ts';

/** A run of an outside system whose files lie here now. */
export interface Brought {
  /** The same whenever the address is fetched, however much more there is to read. */
  readonly runId: string;
  readonly address: Address;
  readonly fetched: Fetched;
  readonly inputs: readonly Input[];
}

/**
 * Null unless the inputs are one address. Two that fetch the same at once do so one after the other.
 * Throws `bad_input` for an address among other inputs, the source_ faults, `not_connected`, `home_unwritable`, `cancelled`.
 */
export async function fetchRun(shop: Workshop, texts: readonly string[], life: CallLife): Promise<Brought | null> {
  const addresses = texts.flatMap(text => addressOf(text, shop.addressKinds) ?? []);
  if (addresses.length === 0) return null;
  if (texts.length > 1)
    throw new Fault('bad_input', { problem: `${addresses[0].text} is a run of its own; name it without other inputs.` });
  const [{ kind, text }] = addresses;
  const address: Address = { kind, text: (await kind.settle?.(text, { ...life, outside: shop.outside })) ?? text };
  const key = runIdOf(address.text);
  const folder = join(shop.downloads, address.kind.origin, key);
  await makeFolder(folder, shop.home);
  const unlock = await lockFile(`${folder}.lock`, life.signal);
  try {
    const fetched = await address.kind.fetch(address.text, {
      ...life,
      outside: shop.outside,
      given: texts[0],
      folder,
      download: downloader(shop, folder, life),
    });
    // Of what may still follow, the part that has come is kept.
    if (fetched.finished) await rm(partsOf(folder), { recursive: true, force: true });
    const options = { cwd: shop.cwd, cacheFolder: shop.downloads, limits: shop.limits, signal: life.signal };
    const inputs = await resolveInput(fetched.folder, options);
    return { runId: key, address, fetched, inputs };
  } finally {
    await unlock();
  }
}

/** What has begun to come but is not whole stands beside the folder, so that nothing torn is ever read. */
function partsOf(folder: string): string {
  return `${folder}.parts`;
}

function downloader(shop: Workshop, folder: string, life: CallLife): Fetching['download'] {
  return async (url, name) => {
    const file = basename(name);
    const onBytes = (done: number, total: number | null) =>
      life.onProgress({ ...doing('Downloading {name}', { name: file }), done, total, unit: 'bytes' });
    const options = {
      folder: partsOf(folder),
      key: file,
      limits: shop.limits,
      signal: life.signal,
      network: await shop.outside.door.network({}, life),
      onBytes,
    };
    const { path } = await download(url, options);
    await rename(path, join(folder, file));
    return join(folder, file);
  };
}

async function makeFolder(folder: string, home: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (failure) {
    throw new Fault('home_unwritable', { home, problem: codeOf(failure) });
  }
}

export function remoteOf({ address, fetched }: Brought): Remote {
  const { url, finished, facts, gaps } = fetched;
  return { address: address.text, url, finished, fetched_at: Date.now(), facts: [...facts], gaps: [...gaps] };
}

/** The run that is asked for by its address or its name, when it needs no fetching: files never do, others once they are finished. */
export function isSettled(run: Run): boolean {
  return run.remote?.finished ?? true;
}
