/** The reader: a Block is up to 4,096 lines of one member as bytes and columns, the unit from the cut to the store. */

export const BLOCK_LINES = 4096;
/** A block is closed early when its text reaches this many bytes. */
export const BLOCK_BYTES = 1 << 20;
/** Longer lines are kept up to here and reported as a gap. */
export const LINE_BYTES = 1 << 18;

/** `flags` bit: the line continues the record above it. */
export const CONTINUED = 1;

export interface Block {
  /** 1-based number of the line in row 0: with the row it is the line's Place. */
  firstLine: number;
  /** Rows in use; the columns may be longer. */
  count: number;
  /** The raw bytes of all rows, line ends included. */
  bytes: Uint8Array;
  /** Row r occupies bytes[starts[r] .. starts[r + 1]); its text ends at ends[r], before CR, LF. */
  starts: Uint32Array;
  ends: Uint32Array;
  /** Milliseconds UTC; NaN where the line states no time. */
  at: Float64Array;
  /** Numbers of model/level. */
  level: Uint8Array;
  /** Offset into bytes where the message begins, behind stamp, level, logger. */
  body: Uint32Array;
  flags: Uint8Array;
  /** Template id of each row. */
  template: Uint32Array;
}
