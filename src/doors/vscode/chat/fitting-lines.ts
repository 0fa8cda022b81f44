/** The editor's chat: the lines of a run that fit the words of a question best: those with the most words, where a rare one counts more. */
import type { Line } from '../../../model/line.ts';
import type { Engine } from '../../../tools/table.ts';

/** Lines that are weighed; of a word that more lines hold, the first ones. */
const WEIGHED = 1000;

export interface Search {
  readonly run_id: string;
  readonly signal: AbortSignal;
  readonly words: readonly string[];
}

export interface Found {
  /** The words that were searched; commoner ones only weigh. */
  readonly words: readonly string[];
  readonly absent: readonly string[];
  /** The best first. */
  readonly lines: readonly Line[];
  readonly matched: number;
}

interface Counted {
  readonly word: string;
  readonly n: number;
}

export async function linesWith(engine: Engine, { run_id, signal, words }: Search): Promise<Found> {
  const ask = (all: readonly string[], limit: number) =>
    engine.search_logs({ run_id, query: all.map(word => `"${word}"`).join(' OR '), limit }, { signal });
  const counts = await Promise.all(words.map(async word => ({ word, n: (await ask([word], 1)).coverage.matched })));
  const absent = counts.filter(one => one.n === 0).map(one => one.word);
  const present = counts.filter(one => one.n > 0).sort((a, b) => a.n - b.n);
  const searched = rarest(present);
  if (searched.length === 0) return { words: [], absent, lines: [], matched: 0 };
  const { lines, coverage } = await ask(searched, WEIGHED);
  return { words: searched, absent, lines: ranked(lines, present), matched: coverage.matched };
}

/** As many as can be weighed together; one at least. */
function rarest(present: readonly Counted[]): string[] {
  let sum = 0;
  return present.filter((one, at) => (sum += one.n) <= WEIGHED || at === 0).map(one => one.word);
}

/** In the order given where two weigh the same. */
function ranked(lines: readonly Line[], present: readonly Counted[]): Line[] {
  const weighing = present.map(({ word, n }) => ({ hold: wordIn(word), weight: 1 / Math.log2(1 + n) }));
  const weighed = lines.map(line => ({
    line,
    weight: weighing.reduce((sum, one) => sum + (one.hold.test(line.text) ? one.weight : 0), 0),
  }));
  return weighed.sort((a, b) => b.weight - a.weight).map(one => one.line);
}

function wordIn(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_])`, 'iu');
}
