/** The reader: blocks of Prometheus' database, which hold samples and no lines: what is in them is told from their meta.json, together with how to open them. */
import type { Gap } from '../../model/coverage.ts';

/** Folder of a block: a ULID; https://github.com/prometheus/prometheus/blob/main/tsdb/docs/format/README.md */
const BLOCK = /^(.*?)([0-9A-HJKMNP-TV-Z]{26})\/(meta\.json|index|tombstones|chunks\/\d{6})$/;
const MAGIC: readonly (readonly [name: RegExp, bytes: string])[] = [
  [/^index$/, '\xba\xaa\xd7\0'],
  [/^chunks\//, '\x85\xbd\x40\xdd'],
  [/^tombstones$/, '\x01\x30\xba\x30'],
];

/** Whether these are the first bytes of a part of a block. */
export function isBlockPart(head: Uint8Array, path: string): boolean {
  const [, , , part] = BLOCK.exec(path) ?? [];
  if (part === undefined) return false;
  const text = Buffer.from(head).toString('latin1');
  if (part === 'meta.json') return /"minTime":/.test(text) && /"maxTime":/.test(text);
  return MAGIC.some(([name, bytes]) => name.test(part) && text.startsWith(bytes));
}

interface Database {
  /** Of blocks that have no meta.json so far. */
  readonly bare: Set<string>;
  readonly told: Set<string>;
  from: number;
  to: number;
  /** Of the block with most; a series lives in many. */
  series: number;
  samples: number;
}

/** What a walk has met of such databases, one a folder. */
export class Blocks {
  readonly #databases = new Map<string, Database>();

  add(path: string, head: Uint8Array): void {
    const [, folder, block, part] = BLOCK.exec(path) as unknown as [string, string, string, string];
    const empty: Database = { bare: new Set(), told: new Set(), from: Infinity, to: -Infinity, series: 0, samples: 0 };
    const one = this.#databases.get(folder) ?? empty;
    this.#databases.set(folder, one);
    if (part !== 'meta.json') return void (one.told.has(block) || one.bare.add(block));
    const text = Buffer.from(head).toString('utf8');
    // Its beginning holds all of these, however many blocks it was compacted from.
    const number = (key: string) => Number(new RegExp(`"${key}":\\s*(-?\\d+)`).exec(text)?.[1] ?? 0);
    one.bare.delete(block);
    one.told.add(block);
    one.from = Math.min(one.from, number('minTime'));
    one.to = Math.max(one.to, number('maxTime'));
    one.series = Math.max(one.series, number('numSeries'));
    one.samples += number('numSamples');
  }

  gaps(): Gap[] {
    return [...this.#databases].map(([folder, one]) => gapOf(folder, one));
  }
}

function gapOf(folder: string, { bare, told, from, to, series, samples }: Database): Gap {
  const place = folder.replace(/(!\/|\/)$/, '') || 'the folder';
  const count = (number: number, word: string, plural = `${word}s`) =>
    `${number.toLocaleString('en-US')} ${number === 1 ? word : plural}`;
  const day = (at: number) =>
    Math.abs(at) < 8.64e15 ? new Date(at).toISOString().slice(0, 19).replace('T', ' ') : 'an unknown time';
  const torn = bare.size ? ` ${count(bare.size, 'block')} more without meta.json cannot be told.` : '';
  const held = told.size
    ? `${count(told.size, 'block')} of Prometheus data from ${day(from)} to ${day(to)} UTC, ${count(samples, 'sample')}, ${count(series, 'series', 'series')} at once or more.`
    : 'Prometheus data.';
  const how =
    'Its samples are no lines: unpack it, start `prometheus --storage.tsdb.path=FOLDER --storage.tsdb.retention.time=100y` on it, set PROMETHEUS_URL, and investigate with --metrics.';
  return { kind: 'unsupported', words: `${place} holds ${held}${torn} ${how}` };
}
