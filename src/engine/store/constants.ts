/** The store: the words that a template or a head holds in every one of its rows. */
import { isWordUnit, words } from '../query/words.ts';

const HOLE = '<*>';

/** Runs of consecutive constant words; a run ends at every variable part, and a word that touches one is variable itself. */
export function constantRuns(template: string): string[][] {
  const parts = template.split(HOLE);
  return parts.map((part, i) => {
    const cutFront = i > 0 && part !== '' && isWordUnit(part.charCodeAt(0));
    const cutBack = i < parts.length - 1 && part !== '' && isWordUnit(part.charCodeAt(part.length - 1));
    const found = words(part);
    return found.slice(cutFront ? 1 : 0, cutBack ? found.length - 1 : found.length);
  });
}

export function constantWords(template: string): string[] {
  return constantRuns(template).flat();
}

const decoder = new TextDecoder();

/** The same of a head's mask, in which NUL stands for a word with a digit. */
export function headRuns(mask: Uint8Array): string[][] {
  return decoder.decode(mask).split('\0').map(words);
}
