/** Sample: the answer key is collected while the story is told, and its line numbers are looked up in what was written. */
import { nodeFile, type Run } from './cast.ts';

type Part = 'cause' | 'precursor' | 'trigger';
const told = new Map<Run, { part: Part; text: string; path?: string }[]>();

export interface AnswerLine {
  readonly member: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** Remembers that this line, which stands in the system.log of some node or in `path`, is part of the answer. */
export function answer(run: Run, part: Part, line: { text: string; path?: string }): void {
  told.set(run, [...(told.get(run) ?? []), { part, ...line }]);
}

/** The files of a run by path, and what turns a path into a member of the packed archives. */
interface Files {
  readonly texts: ReadonlyMap<string, string>;
  name(path: string): string;
}

export function answerKey(run: Run, files: Files): Record<string, unknown> {
  const parts = (part: Part) => (told.get(run) ?? []).filter(one => one.part === part).map(one => find(run, files, one));
  const node = run.nodes[2];
  const echoes = ['messages.log', 'dmesg.log'].flatMap(file => kills(files, nodeFile(run, node, file)));
  return {
    category: 'out_of_memory',
    cause: parts('cause')[0],
    also: echoes,
    precursors: parts('precursor'),
    trigger: parts('trigger')[0],
    story: `The kernel killed the database on ${node.name} because memory ran out during MajorCompactionMonkey`,
  };
}

function find(run: Run, { texts, name }: Files, one: { text: string; path?: string }): AnswerLine {
  const paths = one.path ? [one.path] : run.nodes.map(node => nodeFile(run, node, 'system.log'));
  for (const path of paths) {
    const row = (texts.get(path) ?? '').split('\n').indexOf(one.text);
    if (row >= 0) return { member: name(path), line: row + 1, text: one.text };
  }
  throw new Error(`the sample has no line ${one.text}`);
}

/** Where else a file tells of the kill. */
function kills({ texts, name }: Files, path: string): AnswerLine[] {
  const rows = (texts.get(path) ?? '').split('\n');
  return rows.flatMap((text, row) =>
    text.includes('Out of memory: Killed process') ? [{ member: name(path), line: row + 1, text }] : [],
  );
}
