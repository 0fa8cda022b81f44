/** The sources: lines of a log server on their way into files, one a stream, so that every one of them has a place that opens tomorrow. */
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../base/failure-code.ts';
import type { LogRange } from './log-address.ts';

/** More streams than this are no log files but a field that differs from line to line: they share one file. */
const MOST_FILES = 200;
const FLUSH_BYTES = 1 << 20;
const LINES = 'lines';

/** Files in the making; nothing of them is seen before `finish`. */
export class LogFiles {
  lines = 0;
  readonly #folder: string;
  readonly #names = new Map<string, string>();
  readonly #texts = new Map<string, string[]>();
  #bytes = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Begins anew: what an earlier fetch has finished stays until this one has. */
  static async begin(folder: string): Promise<LogFiles> {
    await rm(join(folder, `${LINES}.new`), { recursive: true, force: true });
    await mkdir(join(folder, `${LINES}.new`));
    return new LogFiles(folder);
  }

  /** Adds a record of a stream; records come in the order of their times. */
  async add(labels: Readonly<Record<string, string>>, record: Readonly<Record<string, unknown>>): Promise<void> {
    const text = `${JSON.stringify(record)}\n`;
    const name = this.#nameOf(labels);
    const waiting = this.#texts.get(name);
    if (waiting) waiting.push(text);
    else this.#texts.set(name, [text]);
    this.lines++;
    this.#bytes += text.length;
    if (this.#bytes > FLUSH_BYTES) await this.#flush();
  }

  /** The folder of what has come. */
  async finish(): Promise<string> {
    await this.#flush();
    const done = join(this.#folder, LINES);
    await rm(done, { recursive: true, force: true });
    await rename(`${done}.new`, done);
    return done;
  }

  async #flush(): Promise<void> {
    for (const [name, texts] of this.#texts) await appendFile(join(this.#folder, `${LINES}.new`, name), texts.join(''));
    this.#texts.clear();
    this.#bytes = 0;
  }

  #nameOf(labels: Readonly<Record<string, string>>): string {
    const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = this.#names.get(key);
    if (known) return known;
    const name = this.#names.size < MOST_FILES ? nameFor(labels, key) : 'more.jsonl';
    this.#names.set(key, name);
    return name;
  }
}

/** The values of the labels, made harmless as a file's name; what tells two alike apart is a digest of all of them. */
function nameFor(labels: Readonly<Record<string, string>>, key: string): string {
  const words = Object.values(labels)
    .join('-')
    .replace(/[^\w.-]+/g, '_')
    .replace(/^[._-]+/, '')
    .slice(0, 80);
  return `${words || 'lines'}.${createHash('sha256').update(key).digest('hex').slice(0, 6)}.jsonl`;
}

/** What was fetched first keeps its beginning, so that a query that goes on only grows at its end. */
export async function keptRange(folder: string, asked: LogRange): Promise<LogRange> {
  const file = join(folder, 'range.json');
  try {
    const { from } = JSON.parse(await readFile(file, 'utf8')) as LogRange;
    return { from, to: asked.to };
  } catch (failure) {
    if (codeOf(failure) !== 'ENOENT') throw failure;
    await writeFile(file, JSON.stringify(asked));
    return asked;
  }
}
