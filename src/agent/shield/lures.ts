/** The shield: texts that read like instructions to a model, and whether a sentence was taken from one. */
import type { Flagged } from '../../model/findings.ts';
import type { Line } from '../../model/line.ts';
import { flaggedIn, heldIn, isNext } from '../../tools/flagged.ts';
import { suspicionIn } from '../../tools/suspicious.ts';
import { readings } from '../../tools/unveil.ts';
import type { CitedPlace } from '../ledger.ts';

/** Kept at most, so that a flood of them stays readable. */
const MOST = 50;
/** Words that a sentence shares with nothing but a lure, and their part of all its words, from which on it was taken from there. */
const LEAST_WORDS = 2;
const LEAST_PART = 0.5;
/** Letters by which a word is known in its other forms. */
const STEM = 4;

export interface Lures {
  /** Looks through an answer that a model is about to see, and gives what it found there. */
  see(data: unknown): Flagged[];
  all(): Flagged[];
  /** Why the cited lines cannot carry a claim; null where they can. */
  suspicionOf(place: CitedPlace, lines: readonly Line[]): string | null;
  /** Whether the sentence says what a lure says and the evidence does not. */
  lured(sentence: string, evidence: readonly string[]): boolean;
}

export function newLures(): Lures {
  const seen = new Map<string, Flagged>();
  /** With the lines behind them, in which a text may go on. */
  const said: string[] = [];

  function see(data: unknown): Flagged[] {
    const found = flaggedIn(data);
    const all = found.length ? heldIn(data) : [];
    for (const one of found) {
      const key = JSON.stringify([one.where, one.text]);
      if (seen.has(key) || seen.size >= MOST) continue;
      seen.set(key, one);
      said.push(readings(one.text).join('\n'));
    }
    const ends = new Set(found.map(one => JSON.stringify(one.where)));
    for (const [at, held] of all.entries())
      if (at > 0 && ends.has(JSON.stringify(all[at - 1].where)) && isNext(all[at - 1], held) && said.length < MOST)
        said.push(readings(held.text).join('\n'));
    return found;
  }

  function suspicionOf(place: CitedPlace, lines: readonly Line[]): string | null {
    const flagged = [...seen.values()].find(({ where }) => typeof where === 'object' && holds(place, where));
    return flagged?.why ?? lines.map(line => suspicionIn(line.text)).find(why => why !== null) ?? null;
  }

  function lured(sentence: string, evidence: readonly string[]): boolean {
    if (said.length === 0) return false;
    const own = evidence.map(text => text.toLowerCase()).join('\n');
    const words = wordsOf(sentence);
    return said.some(text => {
      const taken = words.filter(word => text.includes(word) && !own.includes(word));
      const enough = Math.min(LEAST_WORDS, words.length);
      return taken.length >= Math.max(1, enough) && taken.length >= words.length * LEAST_PART;
    });
  }

  return { see, all: () => [...seen.values()], suspicionOf, lured };
}

function holds(place: CitedPlace, { source, member, line }: Exclude<Flagged['where'], string>): boolean {
  return place.source === source && place.member === member && place.line <= line && line <= place.end_line;
}

const SMALL = new Set(
  'this that these those with from have been were will they them their then than there what when which into'.split(' '),
);

/** Stems of what a sentence says; scripts without blanks give runs of letters. */
function wordsOf(sentence: string): string[] {
  const plain = readings(sentence)[0];
  const words = plain.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const telling = words.filter(word => (/[\u3000-\u9fff]/.test(word) || word.length >= STEM) && !SMALL.has(word));
  return [...new Set(telling.map(word => word.slice(0, Math.max(STEM, word.length - 2))))];
}
