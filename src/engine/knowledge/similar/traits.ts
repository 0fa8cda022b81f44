/** The knowledge: a failure as what is compared of it: its category, its messages and its words, each with how much it tells. */
import type { Place } from '../../../model/place.ts';
import type { Role } from '../../../model/report.ts';
import type { Sketch } from '../../../model/similar.ts';
import { wordsOf } from '../words.ts';
import { messageOf } from './message.ts';

/** What a line tells by its part in the story; lines of agents, tests and plain texts have none. */
const BY_ROLE: Readonly<Record<Role, number>> = { cause: 3, precursor: 1.5, trigger: 1, echo: 1, context: 0.4 };
const WITHOUT_ROLE = 2;
const BY_SUMMARY = 2;

interface Trait {
  readonly strength: number;
  /** As it stands there. */
  readonly text: string;
  readonly place: Place | null;
}

export type Traits = Readonly<Record<'category' | 'message' | 'word', ReadonlyMap<string, Trait>>>;
export type Kind = keyof Traits;

export function traitsOf({ category, summary, lines }: Sketch): Traits {
  const message = new Map<string, Trait>();
  const word = new Map<string, Trait>();
  const said = [
    { text: summary, strength: BY_SUMMARY, place: null },
    ...lines.map(({ text, role, place }) => ({ text, place, strength: role ? BY_ROLE[role] : WITHOUT_ROLE })),
  ];
  for (const { text, strength, place } of said) {
    for (const one of wordsOf(text)) if (!one.placeholder) raise(word, one.stem, { strength, place, text: one.text });
    const constant = text === summary ? null : messageOf(text);
    if (constant) raise(message, constant.key, { strength, place, text: constant.text });
  }
  const known = category !== null && category !== 'unknown';
  return { category: new Map(known ? [[category, { strength: 1, text: category, place: null }]] : []), message, word };
}

function raise(traits: Map<string, Trait>, key: string, trait: Trait): void {
  if ((traits.get(key)?.strength ?? 0) < trait.strength) traits.set(key, trait);
}
