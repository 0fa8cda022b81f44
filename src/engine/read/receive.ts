/** The reader: writes the body of an answer to the part file, as far as it comes and the limit allows. */

import { type FileHandle, open } from 'node:fs/promises';
import { codeOf } from '../../base/failure-code.ts';
import { Fault } from '../../base/fault.ts';
import type { Answer } from '../sources/exchange.ts';
import { redacted } from '../sources/request.ts';
import { Interrupted, networkTrouble } from './ask.ts';

import { chunksOf } from './flow.ts';
import type { Slot } from './slot.ts';

export interface Receipt {
  readonly slot: Slot;
  /** Where the answer's first byte belongs. */
  readonly from: number;
  /** Bytes of the whole file at most. */
  readonly limit: number;
  readonly onBytes?: (done: number, total: number | null) => void;
}

/** Throws Interrupted when the body ends early (what came is kept), or the faults over_limit and disk_full. */
export async function receive(answer: Answer, receipt: Receipt): Promise<void> {
  const { slot, from, limit, onBytes } = receipt;
  const total = totalOf(answer, from);
  const tooLong = (): Fault =>
    new Fault('over_limit', { input: redacted(slot.url), problem: `it is longer than ${limit} bytes (limit downloadBytes)` });
  if (total !== null && total > limit) throw tooLong();
  const file = await open(slot.part, from > 0 ? 'r+' : 'w');
  let at = from;
  try {
    for await (const chunk of bodyOf(answer)) {
      if (at + chunk.length > limit) throw tooLong();
      await write(file, chunk, { at, folder: slot.folder });
      at += chunk.length;
      onBytes?.(at, total);
    }
  } finally {
    await file.close();
  }
  if (total !== null && at !== total) throw new Interrupted(`it ended after ${at} of ${total} bytes`);
}

/** Bytes of the whole file as the server says, or null. Throws Interrupted when it sends another range than was asked for. */
function totalOf(answer: Answer, from: number): number | null {
  if (answer.status !== 206) {
    const length = answer.header('content-length');
    return length !== null && /^\d+$/.test(length) ? Number(length) : null;
  }
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.header('content-range') ?? '');
  if (!range || Number(range[1]) !== from) throw new Interrupted('the server sent another range than was asked for');
  return range[2] === '*' ? null : Number(range[2]);
}

async function* bodyOf(answer: Answer): AsyncGenerator<Uint8Array> {
  try {
    yield* chunksOf(answer.body);
  } catch (failure) {
    throw networkTrouble(failure, { begun: true }) ?? failure;
  }
}

async function write(file: FileHandle, chunk: Uint8Array, to: { at: number; folder: string }): Promise<void> {
  try {
    for (let done = 0; done < chunk.length; )
      done += (await file.write(chunk, done, chunk.length - done, to.at + done)).bytesWritten;
  } catch (failure) {
    if (codeOf(failure) === 'ENOSPC') throw new Fault('disk_full', { home: to.folder });
    throw failure;
  }
}
