/** The store: the templates as they stand behind the last line, joined where the miner found that two are one. */
import type { TemplateStat } from '../../model/corpus.ts';
import { constantWords } from './constants.ts';
import type { Sealer } from './seal.ts';
import { joinOccurrences, type Occurrence } from './tally.ts';

export interface FinalTemplate extends TemplateStat {
  /** Words that some of its lines hold although its text does not show them. */
  readonly former: readonly string[];
}

/** The final templates, and the final id of every id the miner gave out. */
export function finalTemplates(sealer: Sealer): { templates: FinalTemplate[]; finalId: (id: number) => number } {
  const { miner, tally, doubtful } = sealer;
  const texts = Array.from({ length: miner.size }, (_, id) => (tally.met(id) ? miner.text(id) : ''));
  const former = texts.map((_, id) => (tally.met(id) ? [...miner.formerWords(id), ...(doubtful.get(id) ?? [])] : []));
  const map = miner.finish?.();
  const finalId = (id: number) => map?.[id] ?? id;
  const joined = new Map<number, { occurrence: Occurrence; former: Set<string> }>();
  texts.forEach((text, id) => {
    if (!tally.met(id)) return;
    const final = finalId(id);
    const known = joined.get(final);
    const occurrence = known ? joinOccurrences(known.occurrence, tally.of(id)) : tally.of(id);
    const words = [...former[id], ...constantWords(text), ...miner.formerWords(final)];
    joined.set(final, { occurrence, former: new Set([...(known?.former ?? []), ...words]) });
  });
  const templates = [...joined].map(([id, { occurrence, former }]) =>
    finalTemplate({ id, text: miner.text(id) }, occurrence, former),
  );
  return { templates: templates.sort((a, b) => a.id - b.id), finalId };
}

function finalTemplate(known: { id: number; text: string }, met: Occurrence, former: Set<string>): FinalTemplate {
  for (const word of constantWords(known.text)) former.delete(word);
  return {
    ...known,
    count: met.count,
    level: met.level,
    firstAt: Number.isFinite(met.firstAt) ? met.firstAt : null,
    lastAt: Number.isFinite(met.lastAt) ? met.lastAt : null,
    firstMember: met.firstMember,
    firstLine: met.firstLine,
    former: [...former],
  };
}
