/** Sample: log statements and stack frames are looked up in the source tree, so that every file:line in the logs is true. */
import { readFileSync } from 'node:fs';

const tree = new URL('../source/', import.meta.url);
const texts = new Map<string, string[]>();

/** A frame or statement that the logs name; `line` is 1-based. */
export interface Reference {
  readonly file: string;
  readonly line: number;
  readonly needle: string;
}

/** Every statement and frame asked for so far; the test holds them against the files. */
export const references = new Map<string, Reference>();

/** The statement behind each message that was said; what finds statements by messages is held against it. */
export const said = new Map<string, Reference>();

/** The line of `file` (below media/sample/source) that holds `needle`. Throws when there is none: then the sample would lie. */
export function locate(file: string, needle: string): Reference {
  const key = `${file}\n${needle}`;
  const known = references.get(key);
  if (known) return known;
  if (!texts.has(file)) texts.set(file, readFileSync(new URL(file, tree), 'utf8').split('\n'));
  const row = texts.get(file)!.findIndex(line => line.includes(needle));
  if (row < 0) throw new Error(`${file} has no statement ${needle}`);
  const found = { file, line: row + 1, needle };
  references.set(key, found);
  return found;
}

/** Fills `{}`, `%s`, `%d`, `%.1f` and template literals of a format text with the values in order. */
export function fill(format: string, values: readonly (string | number)[]): string {
  let next = 0;
  return format.replaceAll('\\"', '"').replace(/\{\}|%s|%d|%\.\df|\$\{[^}]*\}/g, () => String(values[next++]));
}

/** `File ".../sdcm/x.py", line 12, in f` and the statement itself, as Python prints a frame. */
export function pythonFrame(file: string, needle: string, inside: string): string[] {
  const { line } = locate(file, needle);
  return [
    `  File "/home/ubuntu/scylla-cluster-tests/${file}", line ${line}, in ${inside}`,
    `    ${texts.get(file)![line - 1].trim()}`,
  ];
}

/** ` function at /jenkins/build/scylla/x.cc:12`, as a decoded backtrace prints a frame. */
export function cppFrame(file: string, needle: string, inside: string): string {
  return `${inside} at /jenkins/build/${file}:${locate(file, needle).line}`;
}
