/** The reader: finds every log in an input, opens archives in place, and says as gaps what it could not or would not read. */
import { basename } from 'node:path';
import { pacer, stopIfCancelled } from '../../base/pace.ts';
import type { Gap } from '../../model/coverage.ts';
import { Broken } from './broken.ts';
import { ByteReader } from './bytes.ts';
import { type Entry, printable, safeName } from './entry.ts';
import { filesUnder } from './folder.ts';
import { inflate } from './inflate.ts';
import type { Input } from './inputs.ts';
import { Budget, Gauge, type Limits } from './limits.ts';
import { fileBytes, type Hearer, type OpenFile, openFile } from './open-file.ts';
import { type Packing, recognise, SAMPLE_BYTES } from './recognise.ts';
import { spool } from './spool.ts';
import { Tally } from './tally.ts';
import { tarEntries } from './tar.ts';
import { zipEntries } from './zip.ts';

export type Found =
  | {
      readonly kind: 'member';
      readonly path: string;
      readonly modified: number | null;
      readonly bytes: AsyncIterable<Uint8Array>;
    }
  | { readonly kind: 'gap'; readonly gap: Gap };

export interface WalkOptions {
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** Hears the sum of packed bytes read so far; compare it with the input's `bytes`. */
  readonly onBytes?: (packed: number) => void;
}

/**
 * Every log file under the input, in a stable order, archives opened in place: paths read `a.tar.zst!/node1.tar.gz!/x.log.gz`.
 * A member's bytes must be consumed before the next one is asked for (unread rest is skipped). Memory does not grow with the input.
 * Throws the fault `cancelled`; whatever else is wrong with the input is a gap.
 */
export async function* walk(input: Input, options: WalkOptions): AsyncGenerator<Found> {
  const walker = new Walker(options);
  try {
    if (input.kind === 'file') yield* walker.file(input.path, basename(input.path));
    else yield* walker.folder(input.path);
  } catch (failure) {
    // The empty path: the whole walk has reached a limit.
    if (!(failure instanceof Broken) || failure.archive !== '') throw failure;
    yield { kind: 'gap', gap: failure.gap() };
  }
  for (const gap of walker.tally.gaps()) yield { kind: 'gap', gap };
}

/** Where some bytes stand. */
interface Spot {
  readonly path: string;
  readonly modified: number | null;
  /** Archives around these bytes. */
  readonly depth: number;
  /** The file that holds exactly these bytes, where there is one. */
  readonly file: OpenFile | null;
  /** The innermost inflation these bytes come from. */
  readonly gauge: Gauge | null;
  /** Whether the inflation is of this very file: a compressed tar counts as one archive. */
  readonly inflated: boolean;
}

class Walker {
  readonly tally = new Tally();
  readonly #options: WalkOptions;
  readonly #budget: Budget;
  /** Inflating may go on for long without a wait in which a cancel could be heard. */
  readonly #pause: () => Promise<void> | undefined;
  /** Paths given out, with the last number that keeps a path apart from others: two entries must not share their places. */
  readonly #paths = new Map<string, number>();
  /** Packed bytes read, and where they end with the file at hand. */
  #read = 0;
  #readEnd = 0;

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#budget = new Budget(options.limits);
    this.#pause = pacer(options.signal);
  }

  async *folder(root: string): AsyncGenerator<Found> {
    for await (const item of filesUnder(root, this.#options.signal)) {
      if (item.kind === 'file') yield* this.file(item.path, item.name);
      else if (item.kind === 'unsafe') this.tally.add('unsafe_path', printable(item.name));
      else this.tally.add('unreadable', printable(item.name), item.problem);
    }
    stopIfCancelled(this.#options.signal);
  }

  async *file(realPath: string, name: string): AsyncGenerator<Found> {
    stopIfCancelled(this.#options.signal);
    this.#budget.addMember();
    const path = this.#unique(printable(name));
    const file = await this.#openFile(realPath, path);
    if (!file) return;
    this.#readEnd = this.#read + file.size;
    this.#budget.beginFile(path, file.size);
    const hearer: Hearer = { signal: this.#options.signal, onRead: bytes => this.#hear(bytes) };
    const reader = new ByteReader(fileBytes(file, { start: 0, end: file.size, archive: path }, hearer));
    try {
      yield* this.#visit(reader, { path, modified: file.modified, depth: 0, file, gauge: null, inflated: false });
      this.#hear(file.size);
    } finally {
      await file.handle.close();
    }
  }

  async #openFile(realPath: string, path: string): Promise<OpenFile | null> {
    try {
      return await openFile(realPath, path);
    } catch (failure) {
      if (!(failure instanceof Broken)) throw failure;
      this.tally.add('unreadable', path, failure.message);
      return null;
    }
  }

  /** Opens one spot: when it breaks this becomes a gap, when an archive around it breaks that travels on. */
  async *#visit(reader: ByteReader, spot: Spot): AsyncGenerator<Found> {
    try {
      yield* this.#open(reader, spot);
    } catch (failure) {
      if (!(failure instanceof Broken) || failure.archive !== spot.path) throw failure;
      yield { kind: 'gap', gap: failure.gap() };
    } finally {
      await reader.close();
    }
  }

  async *#open(reader: ByteReader, spot: Spot): AsyncGenerator<Found> {
    const kind = recognise(await reader.peek(SAMPLE_BYTES), spot.path);
    if (kind === 'text') return yield* this.#member(reader, spot);
    if (kind === 'block') return this.tally.blocks.add(spot.path, await reader.peek(SAMPLE_BYTES));
    if (kind === 'zeros') return yield* this.#behindZeros(reader, spot);
    if (kind === 'binary' || kind === 'empty' || kind === 'unsupported') return this.tally.add(kind, spot.path);
    const depth = kind === 'tar' && spot.inflated ? spot.depth : spot.depth + 1;
    const limit = this.#budget.limits.depth;
    const problem = `is nested in more than ${limit} archives (limit depth = ${limit}) and was not opened`;
    if (depth > limit) throw new Broken('over_limit', spot.path, problem);
    const inside = { ...spot, depth, file: null, inflated: false };
    if (kind === 'tar') yield* this.#entries(tarEntries(reader, spot.path), inside);
    else if (kind === 'zip') yield* this.#zip(reader, { ...inside, file: spot.file });
    else yield* this.#packed(kind, reader, inside);
  }

  /** A log that was truncated while its writer went on begins with a hole, which reads as zeros. */
  async *#behindZeros(reader: ByteReader, spot: Spot): AsyncGenerator<Found> {
    const zeros = await reader.skipZeros();
    if (!(await reader.peek(1)).length) return this.tally.add('empty', spot.path, 'only zeros');
    yield {
      kind: 'gap',
      gap: { kind: 'empty', member: spot.path, words: `${spot.path} begins with ${zeros} zero bytes, which were skipped.` },
    };
    yield* this.#open(reader, { ...spot, file: null });
  }

  async *#member(reader: ByteReader, spot: Spot): AsyncGenerator<Found> {
    const { signal } = this.#options;
    let broken: Broken | null = null;
    async function* content(): AsyncGenerator<Uint8Array> {
      try {
        for (let chunk = await reader.some(Infinity); chunk; chunk = await reader.some(Infinity)) {
          stopIfCancelled(signal);
          yield chunk;
        }
      } catch (failure) {
        if (!(failure instanceof Broken)) throw failure;
        // The member ends with what could be read; the gap follows it.
        broken = failure;
      }
    }
    yield { kind: 'member', path: spot.path, modified: spot.modified, bytes: content() };
    if (broken) throw Object.assign(broken as Broken, { member: spot.path });
  }

  async *#packed(packing: Packing, reader: ByteReader, spot: Spot): AsyncGenerator<Found> {
    const gauge = new Gauge(this.#budget, spot.path, spot.gauge);
    const inner = new ByteReader(gauge.measure(inflate(packing, reader, spot.path), () => reader.offset, this.#pause));
    try {
      yield* this.#open(inner, { ...spot, gauge, inflated: true });
    } finally {
      await inner.close();
    }
  }

  /** A zip is read out of order, hence from a file; one that comes from inside another archive is copied to a temporary file first. */
  async *#zip(reader: ByteReader, spot: Spot): AsyncGenerator<Found> {
    const { signal } = this.#options;
    // Its bytes come from a file of their own now: what was read for the archives around it tells nothing of its entries.
    const inside = { ...spot, file: null, gauge: new Gauge(this.#budget, spot.path, null) };
    let read = 0;
    const packed = (): number => read;
    if (spot.file) {
      const onRead = (bytes: number): void => {
        read += bytes;
        this.#hear(bytes);
      };
      return yield* this.#entries(zipEntries(spot.file, spot.path, { signal, onRead }), inside, packed);
    }
    const copy = await spool(reader, spot.path, this.#budget.limits.downloadBytes);
    try {
      const onRead = (bytes: number): number => (read += bytes);
      yield* this.#entries(zipEntries(copy.file, spot.path, { signal, onRead }), inside, packed);
    } finally {
      await copy.end();
    }
  }

  /** `packed` is given where the entries' bytes are inflated on their way: how many bytes that took so far. */
  async *#entries(entries: AsyncGenerator<Entry>, spot: Spot, packed?: () => number): AsyncGenerator<Found> {
    for await (const entry of entries) {
      stopIfCancelled(this.#options.signal);
      this.#budget.addMember();
      const name = 'name' in entry ? safeName(entry.name) : null;
      if (entry.kind === 'folder') continue;
      if (entry.kind === 'damage') yield { kind: 'gap', gap: entry.broken.gap() };
      else if (entry.kind === 'unsafe' || name === null) this.tally.add('unsafe_path', `${spot.path}!/${printable(entry.name)}`);
      else if (entry.kind === 'unsupported') this.tally.add('unsupported', `${spot.path}!/${name}`, entry.problem);
      else yield* this.#entry(entry, this.#unique(`${spot.path}!/${name}`), { spot, packed });
    }
  }

  async *#entry(
    entry: Entry & { kind: 'file' },
    path: string,
    around: { spot: Spot; packed?: () => number },
  ): AsyncGenerator<Found> {
    const { spot, packed } = around;
    const bytes = entry.bytes(path);
    const source = packed && spot.gauge ? spot.gauge.measure(bytes, packed, this.#pause) : bytes;
    yield* this.#visit(new ByteReader(source), { ...spot, path, modified: entry.modified });
  }

  #unique(path: string): string {
    let unique = path;
    let number = this.#paths.get(path) ?? 1;
    while (this.#paths.has(unique)) unique = `${path}~${++number}`;
    this.#paths.set(path, number).set(unique, 1);
    return unique;
  }

  #hear(bytes: number): void {
    this.#read = Math.min(this.#read + bytes, this.#readEnd);
    this.#options.onBytes?.(this.#read);
  }
}
