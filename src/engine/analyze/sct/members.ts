/** Analysis: which members of a run are a given file of a Scylla Cluster Test. */
import type { Corpus, Member } from '../../../model/corpus.ts';

/** Members read as one of these say nothing about what they are: a torn or short file. */
const unknown = new Set(['text', 'plain', 'json-lines', 'stamped']);
const HEAD = 5;

export interface Likeness {
  /** Name of the reader's format. */
  readonly format: string;
  /** Where the format was not recognised: how the file is called, and what one of its first lines looks like. */
  readonly path: RegExp;
  looks(text: string): boolean;
}

export function membersLike(corpus: Corpus, { format, path, looks }: Likeness): Member[] {
  return corpus.members.filter(member => {
    if (member.format === format) return true;
    if (!unknown.has(member.format) || !path.test(member.path)) return false;
    for (const row of corpus.rows(member.id, 1, HEAD)) if (looks(row.text)) return true;
    return false;
  });
}
