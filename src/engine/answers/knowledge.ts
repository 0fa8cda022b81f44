/** The answers: documents of knowledge that fit a question, and all of them when nothing is asked. */
import type { KnowledgeAnswer, KnowledgeHit } from '../../model/knowledge.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { placeOf } from '../knowledge/document.ts';
import type { Shelf } from '../knowledge/library.ts';
import type { Found } from '../knowledge/search.ts';
import type { CallLife, Workshop } from '../workshop.ts';

/** Characters of a section that a hit shows. */
const SHOWN = 600;

export async function searchKnowledge(
  shop: Workshop,
  { query, category, limit }: Proved<typeof table.search_knowledge>,
  life: CallLife,
): Promise<KnowledgeAnswer> {
  const { index, folders, problems, by, alike } = await shop.library.open(life.signal);
  const found = query.trim() ? index.search(query, await alike(query)) : index.all();
  const fitting = category ? found.filter(one => one.document.head.categories.includes(category)) : found;
  return {
    query,
    hits: fitting.slice(0, limit).map(hitOf),
    in_all: fitting.length,
    searched: { documents: index.documents.length, sections: index.sections, folders: [...folders], by: [...by] },
    problems: toldProblems(problems),
  };
}

export function toldProblems(problems: Shelf['problems']): KnowledgeAnswer['problems'] {
  return problems.slice(0, 100).map(problem => ({ ...problem }));
}

function hitOf({ document, section, score, why }: Found): KnowledgeHit {
  return {
    place: placeOf(document, section),
    title: document.title,
    text: section.text.slice(0, SHOWN),
    score: Number(score.toFixed(4)),
    why: [...why],
    symptoms: [...document.head.symptoms],
    streams: [...document.head.streams],
    queries: [...document.head.queries],
    tags: [...document.head.tags],
  };
}
