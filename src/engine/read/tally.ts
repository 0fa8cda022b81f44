/** The reader: counts what was passed over, so that a thousand pictures become one gap and not a thousand. */
import type { Gap } from '../../model/coverage.ts';
import { Blocks } from './tsdb.ts';

const NAMES = 5;

const words = {
  binary: (n: number) => (n === 1 ? '1 file is not text and was skipped' : `${n} files are not text and were skipped`),
  empty: (n: number) => (n === 1 ? '1 file is empty' : `${n} files are empty`),
  unsafe_path: (n: number) =>
    n === 1
      ? '1 entry is a link or a device, or points outside, and was skipped'
      : `${n} entries are links or devices, or point outside, and were skipped`,
  unreadable: (n: number) => (n === 1 ? '1 file cannot be read' : `${n} files cannot be read`),
  unsupported: (n: number) =>
    n === 1
      ? '1 file is packed in a way that is not supported; unpack it and point at the folder'
      : `${n} files are packed in a way that is not supported; unpack them and point at the folder`,
} satisfies Partial<Record<Gap['kind'], (n: number) => string>>;

export type Skipped = keyof typeof words;

export class Tally {
  readonly #counts = new Map<Skipped, { count: number; names: string[] }>();

  readonly blocks = new Blocks();

  /** `note` says why, where the kind alone does not. */
  add(kind: Skipped, path: string, note?: string): void {
    const seen = this.#counts.get(kind) ?? { count: 0, names: [] };
    seen.count++;
    if (seen.names.length < NAMES) seen.names.push(note ? `${path} (${note})` : path);
    this.#counts.set(kind, seen);
  }

  /** One gap per kind, and one for each database. */
  gaps(): Gap[] {
    const skipped = [...this.#counts].map(([kind, { count, names }]) => ({
      kind,
      words: `${words[kind](count)}: ${names.join(', ')}${count > names.length ? ', …' : ''}.`,
    }));
    return [...skipped, ...this.blocks.gaps()];
  }
}
