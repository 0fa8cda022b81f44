/** The store: where the packed text of a block is had from: the index itself, or a log server by way of the spool. */
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';
import type { Kept, KeptBlock, TextReader } from '../../model/kept.ts';
import { type Columns, unpackLayout } from './codec.ts';
import { packText } from './frames.ts';
import type { Database } from './open.ts';
import type { BlockInfo } from './seal.ts';
import { pinTexts, Spool } from './spool.ts';

export interface Texts {
  /** Packed bytes. Throws TextAway. */
  whole(block: BlockInfo): Uint8Array;
  /** Some of them. Throws TextAway. */
  part(block: BlockInfo, at: number, length: number): Uint8Array;
  /** Throws TextAway unless all of these are at hand. */
  need(blocks: readonly BlockInfo[]): void;
  /** Brings what is not at hand; null when nothing has to be brought. Throws lines_lost, the source_ faults, `not_connected`, `cancelled`. */
  bring(blocks: readonly BlockInfo[], signal: AbortSignal): Promise<void> | null;
}

/** A text that a pass needs now has to be brought first: `withTexts` does that and begins the pass again. */
export class TextAway extends Error {
  readonly bring: (misses: number, signal: AbortSignal) => Promise<void>;
  readonly home: string;

  constructor(home: string, bring: TextAway['bring']) {
    super('a text has to be brought from a log server first');
    this.name = 'TextAway';
    this.home = home;
    this.bring = bring;
  }
}

/** Runs a pass that reads texts without waiting, as often as it lacks some; it must do nothing that cannot be done twice. */
export async function withTexts<T>(work: () => T | Promise<T>, signal: AbortSignal): Promise<T> {
  let unpin = () => undefined as unknown;
  try {
    for (let misses = 0; ; misses++) {
      try {
        return await work();
      } catch (failure) {
        if (!(failure instanceof TextAway)) throw failure;
        if (misses === 0) unpin = pinTexts(failure.home);
        stopIfCancelled(signal);
        await failure.bring(misses, signal);
      }
    }
  } finally {
    unpin();
  }
}

export function textsHere(db: Database): Texts {
  const whole = db.prepare('SELECT text FROM packed WHERE id = CAST(? AS INT)').pluck();
  const part = db.prepare('SELECT substr(text, CAST(? AS INT), CAST(? AS INT)) FROM packed WHERE id = CAST(? AS INT)').pluck();
  return {
    whole: block => whole.get(block.id) as Uint8Array,
    part: (block, at, length) => part.get(at + 1, length, block.id) as Uint8Array,
    need: () => undefined,
    bring: () => null,
  };
}

/** What is known of texts that a server keeps. */
export interface Far {
  readonly home: string;
  readonly source: string;
  readonly kept: Kept;
  readonly blocks: ReadonlyMap<number, KeptBlock>;
  /** In the order of their ids. */
  readonly infos: readonly BlockInfo[];
  readonly columns: (block: BlockInfo) => Columns;
  /** Null for an index in the making, whose texts all are in the spool. */
  readonly read: TextReader | null;
}

/** A server knows an ingestion; people know the source. */
function named(failure: unknown, { source }: Far): unknown {
  if (!(failure instanceof Fault) || failure.code !== 'lines_lost') return failure;
  return new Fault('lines_lost', { ...failure.details, source });
}

/** Blocks brought at a time. */
const AT_ONCE = 4;

export function textsFar(far: Far): Texts {
  const spool = new Spool(far.home, far.kept.ingestion);
  const underWay = new Map<number, Promise<void>>();
  const isMissing = (block: BlockInfo) => !spool.has(block.id);

  function whole(block: BlockInfo): Uint8Array {
    return spool.get(block.id) ?? away([block]);
  }

  /** Each miss of a pass brings four times as much as the one before, so that scattered lines cost a few rounds and not one each. */
  function away(needed: readonly BlockInfo[]): never {
    throw new TextAway(far.home, async (misses, signal) => {
      const { id } = needed[0];
      const beside = far.infos.slice(id, id + 4 ** Math.min(misses, 10));
      await bring([...new Set([...needed, ...beside])], signal);
    });
  }

  function bring(blocks: readonly BlockInfo[], signal: AbortSignal): Promise<void> | null {
    const missing = blocks.filter(isMissing);
    return missing.length ? bringAll(missing, signal) : null;
  }

  async function bringAll(missing: readonly BlockInfo[], signal: AbortSignal): Promise<void> {
    const left = [...missing];
    const turns = Array.from({ length: Math.min(AT_ONCE, left.length) }, async () => {
      for (let block = left.shift(); block; block = left.shift()) {
        stopIfCancelled(signal);
        await once(block, signal);
      }
    });
    await Promise.all(turns);
  }

  /** Several questions may want the same text; one whose asker cancelled is asked for again by who still wants it. */
  async function once(block: BlockInfo, signal: AbortSignal): Promise<void> {
    const begun = underWay.get(block.id);
    if (begun) {
      await begun.catch(() => undefined);
      if (!isMissing(block)) return;
    }
    const bringing = fetchOne(block, signal).finally(() => underWay.delete(block.id));
    underWay.set(block.id, bringing);
    await bringing;
  }

  async function fetchOne(block: BlockInfo, signal: AbortSignal): Promise<void> {
    const kept = far.blocks.get(block.id);
    if (!far.read || !kept) throw new Fault('index_damaged', { source: far.source, problem: 'a text of it is missing' });
    const text = Buffer.from(await far.read(far.kept, kept, signal).catch(failure => Promise.reject(named(failure, far))));
    const layout = unpackLayout(far.columns(block), text, { from: 0, to: block.count, count: block.count });
    spool.put(block.id, await packText(text, layout.starts, block.count));
  }

  return {
    whole,
    part: (block, at, length) => whole(block).subarray(at, at + length),
    need: blocks => {
      const missing = blocks.filter(isMissing);
      if (missing.length) away(missing);
    },
    bring,
  };
}
