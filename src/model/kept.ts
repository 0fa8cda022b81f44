/** The nouns: the text of a source's lines that a log server keeps, and what the store and such a server ask of each other. */
import { z } from 'zod';
import { LogServer } from './log-answer.ts';

/** Where the text of lines goes when a run is ingested. */
export const LogStore = z.enum(['embedded', 'victoriaLogs', 'loki']);
export type LogStore = z.infer<typeof LogStore>;

/** Which server keeps a source's text, and under which name there: each ingestion has its own, so that rows of one that broke off never mix in. */
export const Kept = z.object({ system: LogServer, name: z.string().describe('of the connection'), ingestion: z.string() });
export type Kept = z.infer<typeof Kept>;

/** A block of rows as the server has it. */
export interface KeptBlock {
  readonly id: number;
  /** Line number of its first row. */
  readonly firstLine: number;
  readonly count: number;
  /** Milliseconds UTC between which its rows were sent, both inclusive: those of the rows, or of the sending where the server takes none so old. */
  readonly from: number;
  readonly to: number;
  /** Entries at the server; a row that is long or no text takes several. */
  readonly records: number;
  readonly bytes: number;
  /** CRC-32 of the text. */
  readonly crc: number;
}

export interface SentRow {
  readonly line: number;
  /** Milliseconds UTC; null without a stamp. */
  readonly at: number | null;
  /** Name of the level; `none` without one. */
  readonly level: string;
  /** With its line end, which has `end` bytes. */
  readonly bytes: Uint8Array;
  readonly end: number;
}

export interface SentBlock {
  readonly id: number;
  /** Path of its member. */
  readonly member: string;
  readonly firstLine: number;
  readonly rows: readonly SentRow[];
}

/** One ingestion on its way to a server. */
export interface TextSender {
  readonly kept: Kept;
  /** Takes a block over; its bytes may be reused afterwards. Throws the source_ faults, `not_connected`, `cancelled`. */
  put(block: SentBlock): Promise<void>;
  /**
   * Counts what is there, sends again what is not (`again` gives a block once more), and tells what is kept, once all of it is.
   * Throws `lines_lost` when the server keeps less than it was sent.
   */
  finish(again: (id: number) => SentBlock): Promise<readonly KeptBlock[]>;
}

/** Reads the text of a block back. Throws `lines_lost`, the source_ faults, `not_connected`, `cancelled`. */
export type TextReader = (kept: Kept, block: KeptBlock, signal: AbortSignal) => Promise<Uint8Array>;
