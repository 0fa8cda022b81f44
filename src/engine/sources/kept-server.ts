/** The sources: what a log server must do to keep the text of ingested lines. */
import type { Kept, KeptBlock } from '../../model/kept.ts';
import type { CallSignal } from './client.ts';
import type { KeptRecord } from './kept-records.ts';
import type { Link } from './outside.ts';

/** An entry on its way; its stream is that of its source, member and ingestion. */
export interface Entry extends KeptRecord {
  readonly ns: bigint;
  readonly member: string;
}

/** Whose entries they are. */
export interface Keeping {
  readonly link: Link;
  readonly source: string;
  readonly kept: Kept;
}

export interface KeptServer {
  /** Bytes of text in one request. */
  readonly batchBytes: number;
  /** Milliseconds by which an entry may be behind the newest of its stream; null: as far as it likes. */
  readonly behind: number | null;
  /** `times`: some were refused for their times, and are not there. Throws the source_ faults. */
  send(keeping: Keeping, entries: readonly Entry[], life: CallSignal): Promise<'taken' | 'times'>;
  /** Makes what was sent seen; whether it surely is. */
  show(link: Link, life: CallSignal): Promise<boolean>;
  /** Entries of each block that are there, each once as far as the server can tell. */
  count(
    keeping: Pick<Keeping, 'link' | 'kept'>,
    blocks: readonly KeptBlock[],
    life: CallSignal,
  ): Promise<ReadonlyMap<number, number>>;
  /** The entries of a block, in any order, some perhaps twice. */
  read(keeping: Pick<Keeping, 'link' | 'kept'>, block: KeptBlock, life: CallSignal): Promise<readonly KeptRecord[]>;
  /** Whether they are deleted or going to be; false where the server deletes nothing before its time. */
  remove(keeping: Pick<Keeping, 'link' | 'kept'>, span: { from: number; to: number }, life: CallSignal): Promise<boolean>;
}

/** What all streams of ours have, so that they can be told from others. */
export const APP = 'test-run-investigator';
