/** The tests of the reader: a folder for one test's inputs, and a look at all that a walk of them finds. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { resolveInput } from '../../../src/engine/read/inputs.ts';
import { defaultLimits, type Limits } from '../../../src/engine/read/limits.ts';
import { walk } from '../../../src/engine/read/walk.ts';
import type { Gap } from '../../../src/model/coverage.ts';
import { logText, type Piece } from './archives.ts';

export interface Seen {
  /** Content by path, one character per byte. */
  readonly members: Record<string, string>;
  readonly gaps: Gap[];
  /** The last figure of the progress. */
  readonly packed: number;
}

export class Desk {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Desk> {
    return new Desk(await mkdtemp(join(tmpdir(), 'walk-test-')));
  }

  async put(name: string, bytes: Buffer | string): Promise<string> {
    const path = join(this.folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    return path;
  }

  async look(path: string, limits: Partial<Limits> = {}): Promise<Seen> {
    const signal = new AbortController().signal;
    const all = { ...defaultLimits, ...limits };
    const members: Record<string, string> = {};
    const gaps: Gap[] = [];
    let packed = 0;
    for (const input of await resolveInput(path, { cwd: this.folder, cacheFolder: this.folder, limits: all, signal })) {
      for await (const found of walk(input, { limits: all, signal, onBytes: bytes => (packed = bytes) })) {
        if (found.kind === 'gap') {
          gaps.push(found.gap);
          continue;
        }
        const chunks: Uint8Array[] = [];
        for await (const chunk of found.bytes) chunks.push(chunk);
        assert.ok(!(found.path in members), `${found.path} came twice`);
        members[found.path] = Buffer.concat(chunks).toString('latin1');
      }
    }
    return { members, gaps, packed };
  }

  clear(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** A few lines of a log. */
export const text = logText(50);

export const kinds = (gaps: readonly Gap[]): string[] => gaps.map(gap => gap.kind);

export const asText = (bytes: Buffer): string => bytes.toString('latin1');

export const piece = (name: string, bytes: Buffer | string = text, header?: Piece['header']): Piece => ({
  name,
  bytes: Buffer.from(bytes),
  header,
});
