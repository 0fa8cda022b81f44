/** The reader: one ingestion under way: members come in, their lines are cut, parsed, given templates, sealed and handed to the index. */
import type { Member } from '../../model/corpus.ts';
import type { Gap } from '../../model/coverage.ts';
import type { SentBlock } from '../../model/kept.ts';
import { levels } from '../../model/level.ts';
import { type Miner, Sealer } from '../store/seal.ts';
import type { Survey } from '../store/survey.ts';
import type { IndexWriter } from '../store/writer.ts';
import { type Block, LINE_BYTES } from './block.ts';
import { BlockPool, Cutter } from './cut.ts';
import { asUtf8, encodingOf, lineEndOf, lookAhead, sampleOf } from './encoding.ts';
import type { Format, FormatReader } from './formats/format.ts';

/** A member as the walk finds it. */
export interface FoundMember {
  readonly path: string;
  /** Milliseconds UTC. */
  readonly modified: number | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What an ingestion works with. */
export interface Parts {
  readonly writer: IndexWriter;
  readonly miner: Miner;
  readonly recognise: (path: string, sample: readonly string[]) => Format;
  /** What is to be found out of the whole source before it is shown. */
  readonly survey: Survey['look'];
  /** Called between two blocks: lets other work in, hears the cancel. */
  readonly pause: () => Promise<void> | undefined;
}

export class Ingestion {
  readonly gaps: Gap[] = [];
  lines = 0;
  bytes = 0;
  member = '';
  readonly #parts: Parts;
  readonly #sealer: Sealer;
  readonly #pool = new BlockPool();
  readonly #members: Member[] = [];
  readonly #paths = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#sealer = new Sealer(parts.miner);
  }

  async add(found: FoundMember): Promise<void> {
    const path = this.#unique(found.path);
    this.member = path;
    const ahead = await lookAhead(found.bytes);
    const encoding = encodingOf(ahead.head);
    const start = await lookAhead(asUtf8(ahead.all, encoding));
    if (encoding !== 'utf-8') {
      this.gaps.push({ kind: 'encoding', member: path, words: `The file is ${encoding.toUpperCase()}; it was read as UTF-8.` });
    }
    if (start.head.length === 0) {
      this.gaps.push({ kind: 'empty', member: path, words: 'The file is empty.' });
      return;
    }
    const sample = sampleOf(start.head, start.whole);
    const format = this.#parts.recognise(path, sample);
    const reader = format.reader({ path, modified: found.modified, sample });
    const cutter = new Cutter(this.#pool, lineEndOf(start.head));
    await this.#read(start.all, cutter, { path, format: format.name, reader });
  }

  /** Writes the end of the index and shows it. */
  async finish(title: string): Promise<void> {
    const { writer, survey: look, pause } = this.#parts;
    await writer.finish(this.#sealer, { title, members: this.#members, gaps: this.gaps }, { look, pause });
    this.#pool.end();
  }

  async #read(
    chunks: AsyncIterable<Uint8Array>,
    cutter: Cutter,
    as: { path: string; format: string; reader: FormatReader },
  ): Promise<void> {
    const member = {
      id: this.#members.length,
      path: as.path,
      format: as.format,
      lines: 0,
      bytes: 0,
      firstAt: Infinity,
      lastAt: -Infinity,
    };
    const take = async (block: Block) => {
      as.reader.read(block);
      member.lines += block.count;
      this.lines += block.count;
      const sealed = this.#sealer.seal(block, member.id);
      member.firstAt = Math.min(member.firstAt, sealed.info.minAt ?? Infinity);
      member.lastAt = Math.max(member.lastAt, sealed.info.maxAt ?? -Infinity);
      const rows = () => sentBlock(block, { id: sealed.info.id, member: as.path });
      await this.#parts.writer.add(sealed, () => this.#pool.give(block), rows);
      await this.#parts.pause();
    };
    for await (const chunk of chunks) {
      member.bytes += chunk.length;
      this.bytes += chunk.length;
      for (const block of cutter.push(chunk)) await take(block);
      await this.#parts.pause();
    }
    for (const block of cutter.finish()) await take(block);
    const { firstAt, lastAt } = member;
    const bounds = firstAt <= lastAt ? { firstAt, lastAt } : { firstAt: null, lastAt: null };
    this.#members.push({ ...member, ...bounds, zone: as.reader.zone() });
    this.gaps.push(...as.reader.gaps(), ...longLines(as.path, cutter));
  }

  /** Several inputs may hold files of one name; their places must differ. */
  #unique(path: string): string {
    let name = path;
    for (let nth = 2; this.#paths.has(name); nth++) name = `${path} (${nth})`;
    this.#paths.add(name);
    return name;
  }
}

/** The rows for a log server that is to keep them. */
function sentBlock(block: Block, { id, member }: { id: number; member: string }): SentBlock {
  const { firstLine, count, bytes, starts, ends, at, level } = block;
  const rows = Array.from({ length: count }, (_, row) => ({
    line: firstLine + row,
    at: Number.isNaN(at[row]) ? null : at[row],
    level: levels[level[row]],
    bytes: bytes.subarray(starts[row], starts[row + 1]),
    end: starts[row + 1] - ends[row],
  }));
  return { id, member, firstLine, rows };
}

function longLines(path: string, cutter: Cutter): Gap[] {
  if (cutter.longLines === 0) return [];
  const more = cutter.longLines > 1 ? ` and ${cutter.longLines - 1} further lines` : '';
  const words = `Line ${cutter.firstLong}${more} of this file ran beyond ${LINE_BYTES / 1024} KiB; only the beginning was kept.`;
  return [{ kind: 'long_line', member: path, line: cutter.firstLong, words }];
}
