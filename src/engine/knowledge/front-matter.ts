/** The knowledge: the head of a Markdown document, YAML between two lines of dashes, and what follows it. */
import { JSON_SCHEMA, load, YAMLException } from 'js-yaml';
import { refusalOf } from '../../base/refusal.ts';
import { DocumentHead } from '../../model/knowledge.ts';

export interface Split {
  readonly head: DocumentHead;
  readonly body: string;
  /** Line of the file that the body begins at, 1-based. */
  readonly from: number;
  /** Why the head cannot be read as it is; its document is searched by its body then. */
  readonly problem: { readonly line: number; readonly words: string } | null;
}

/** Longer heads are no heads, and aliases of YAML could swell them. */
const MOST = 64 * 1024;

export function splitDocument(text: string): Split {
  const plain = text.replace(/^\ufeff/, '');
  const opened = /^---[ \t]*\r?\n/.exec(plain);
  if (!opened) return { head: DocumentHead.parse({}), body: plain, from: 1, problem: null };
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m;
  const rest = plain.slice(opened[0].length);
  const closed = closing.exec(rest);
  if (!closed) return broken({ body: plain, from: 1 }, 1, 'the head is opened with --- and never closed');
  const yaml = rest.slice(0, closed.index);
  const body = rest.slice(closed.index + closed[0].length);
  const from = 2 + linesIn(yaml) + 1;
  if (yaml.length > MOST) return broken({ body, from }, 1, 'the head is too long');
  return { ...readHead(yaml, body, from), from };
}

function readHead(yaml: string, body: string, from: number): Split {
  let raw: unknown;
  try {
    raw = yaml.trim() ? load(yaml, { schema: JSON_SCHEMA }) : {};
  } catch (failure) {
    if (!(failure instanceof YAMLException)) throw failure;
    return broken({ body, from }, 2 + (failure.mark?.line ?? 0), `the head is not YAML: ${failure.reason}`);
  }
  const read = DocumentHead.safeParse(raw ?? {});
  if (read.success) return { head: read.data, body, from, problem: null };
  const { path, words } = refusalOf(read.error, raw);
  return broken({ body, from }, lineOf(yaml, String(path[0] ?? '')), `${path.length ? String(path[0]) : 'the head'} ${words}`);
}

function broken(rest: Pick<Split, 'body' | 'from'>, line: number, words: string): Split {
  return { head: DocumentHead.parse({}), ...rest, problem: { line, words } };
}

function lineOf(yaml: string, key: string): number {
  const at = yaml.split('\n').findIndex(line => line.startsWith(`${key}:`));
  return at < 0 ? 1 : at + 2;
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
