/** Analysis: which members of a run are a given file of a Scylla Cluster Test. */
import type { Corpus, Member } from '../../../model/corpus.ts';

/** Members read as one of these say nothing about what they are. */
const unknown = new Set(['text', 'plain', 'json-lines', 'stamped']);
const HEAD = 5;

/** Members read as `format`, and those of no particular format of which one of the first lines looks like it. */
export function membersLike(corpus: Corpus, format: string, looks: (text: string) => boolean): Member[] {
  return corpus.members.filter(member => {
    if (member.format === format) return true;
    if (!unknown.has(member.format)) return false;
    for (const row of corpus.rows(member.id, 1, HEAD)) if (looks(row.text)) return true;
    return false;
  });
}
