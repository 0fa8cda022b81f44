/** The reader: downloads a URL into the cache, goes on where an earlier download broke off, and reuses what has not changed. */

import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../../base/failure-code.ts';
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';
import type { Network } from '../../model/connection.ts';
import type { Gap } from '../../model/coverage.ts';
import type { Answer } from '../sources/exchange.ts';
import { openWays, type Ways } from '../sources/network.ts';
import { redacted } from '../sources/request.ts';
import { ask, Interrupted } from './ask.ts';

import { fileNameOf } from './file-name.ts';
import type { Limits } from './limits.ts';
import { lockFile } from './lock.ts';
import { receive } from './receive.ts';
import { finish, finished, readVersion, type Slot, sizeOf, slotOf, type Version, writeVersion } from './slot.ts';

export interface DownloadOptions {
  /** Where finished and broken-off downloads are kept. */
  readonly folder: string;
  /** Names what is downloaded where its URL changes from time to time, as presigned ones do. */
  readonly key?: string;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** As the environment says unless given. */
  readonly network?: Network;
  /** Headers that are shown to the origin of the address and to no other that it leads to. */
  readonly credential?: Readonly<Record<string, string>>;
  readonly onBytes?: (done: number, total: number | null) => void;
  /** How to wait before a further try; milliseconds. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Downloaded {
  /** The finished file, absolute. */
  readonly path: string;
  /** Says that an older copy is used because the server could not be asked. */
  readonly gap: Gap | null;
}

/** Tries in a row that brought nothing before it is given up. */
const TRIES = 4;
const FIRST_PAUSE_MS = 500;
/** A server that asks for a longer pause is not waited for. */
const LONGEST_PAUSE_MS = 60_000;

/** Throws the faults bad_input, download_failed, over_limit, disk_full, home_unwritable and cancelled; messages never show query strings or credentials. */
export async function download(address: string, options: DownloadOptions): Promise<Downloaded> {
  if (!URL.canParse(address)) throw new Fault('bad_input', { problem: 'This is not a URL.' });
  const slot = slotOf(new URL(address), options.folder, options.key);
  await makeCache(slot.folder, options.folder);
  const unlock = await lockFile(slot.lock, options.signal);
  const ways = openWays();
  try {
    return await fetchPatiently(slot, ways, options);
  } finally {
    await ways.end();
    await unlock();
  }
}

async function makeCache(folder: string, cache: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (failure) {
    throw new Fault('home_unwritable', { home: cache, problem: codeOf(failure) });
  }
}

/** Tries again while each try brings bytes, a few times when it does not. */
async function fetchPatiently(slot: Slot, ways: Ways, options: DownloadOptions): Promise<Downloaded> {
  const pause = options.pause ?? ((ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }));
  let longest = await sizeOf(slot.part);
  for (let tries = 1; ; tries++) {
    try {
      return await fetchOnce(slot, ways, options);
    } catch (failure) {
      stopIfCancelled(options.signal);
      const copy = failure instanceof Interrupted || isRefused(failure) ? await finished(slot) : null;
      if (copy) return { path: copy.path, gap: unverified(slot.url, (failure as Error).message) };
      if (!(failure instanceof Interrupted)) throw failure;
      const size = await sizeOf(slot.part);
      if (size > longest) tries = 0;
      longest = Math.max(longest, size);
      const wait = failure.pauseMs ?? FIRST_PAUSE_MS * 2 ** tries;
      if (tries >= TRIES || wait > LONGEST_PAUSE_MS) throw failed(slot.url, failure.message);
      await pause(wait, options.signal).catch(() => stopIfCancelled(options.signal));
    }
  }
}

async function fetchOnce(slot: Slot, ways: Ways, options: DownloadOptions): Promise<Downloaded> {
  const copy = await finished(slot);
  const have = await sizeOf(slot.part);
  const part = have > 0 ? await readVersion(slot.partVersion) : null;
  const answer = await ask(
    slot.url,
    { ...resuming(part, have), ...(copy && !part ? asking(copy.version) : {}) },
    { ways, network: options.network ?? { strictTls: true }, signal: options.signal, credential: options.credential },
  );
  try {
    if (answer.status === 304 && copy) return { path: copy.path, gap: null };
    // The part was whole already: it ended between its last byte and its new name.
    if (answer.status === 416 && part && answer.header('content-range') === `bytes */${have}`) {
      return { path: await finish(slot, part), gap: null };
    }
    if (answer.status === 416) {
      await rm(slot.part, { force: true });
      throw new Interrupted('the part that was kept does not fit any more', 0);
    }
    if (answer.status !== 200 && answer.status !== 206)
      throw failed(slot.url, `the server answered ${answer.status}`, answer.status);
    const version = versionOf(answer, slot.url);
    const from = answer.status === 206 ? have : 0;
    if (from === 0) await startPart(slot, version);
    await receive(answer, { slot, from, limit: options.limits.downloadBytes, onBytes: options.onBytes });
    return { path: await finish(slot, version), gap: null };
  } finally {
    answer.body.destroy();
  }
}

/** The old bytes go before the new version is named: were it killed in between, they must not pass for the new file's. */
async function startPart(slot: Slot, version: Version): Promise<void> {
  await rm(slot.part, { force: true });
  await writeVersion(slot.partVersion, version);
}

/** Asks for the rest, provided that the file is still the same; a weak ETag cannot promise that (RFC 9110, 13.1.5). */
function resuming(part: Version | null, have: number): Record<string, string> {
  const validator = part?.etag && !part.etag.startsWith('W/') ? part.etag : part?.lastModified;
  return validator ? { range: `bytes=${have}-`, 'if-range': validator } : {};
}

function asking(version: Version): Record<string, string> {
  if (version.etag) return { 'if-none-match': version.etag };
  return version.lastModified ? { 'if-modified-since': version.lastModified } : {};
}

function versionOf(answer: Answer, url: URL): Version {
  return {
    etag: answer.header('etag'),
    lastModified: answer.header('last-modified'),
    name: fileNameOf(answer.header('content-disposition'), url),
  };
}

function isRefused(failure: unknown): boolean {
  return failure instanceof Fault && failure.code === 'download_failed';
}

function failed(url: URL, problem: string, status?: number): Fault {
  return new Fault('download_failed', { input: redacted(url), problem, ...(status !== undefined && { status }) });
}

function unverified(url: URL, problem: string): Gap {
  return {
    kind: 'unverified',
    words: `${redacted(url)} could not be asked whether it has changed (${problem}); the copy from an earlier download was read.`,
  };
}
