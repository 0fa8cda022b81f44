/** Analysis: what a failing run says more, less, for the first time or no longer, against passing runs of the same job. */
import type { Corpus } from '../../../model/corpus.ts';
import type { Difference } from '../opinions.ts';

/** Templates are one when they agree after values, blanks and runs of wildcards are levelled. */
export function levelled(template: string): string {
  const tokens = template.split(/\s+/).map(token => (/<\*>|\d/.test(token) ? WILDCARD : token));
  return tokens.filter((token, i) => token !== '' && !(token === WILDCARD && tokens[i - 1] === WILDCARD)).join(' ');
}

const WILDCARD = '<*>';

interface Tally {
  readonly templates: number[];
  readonly text: string;
  count: number;
}

/** Differences of `corpus` against the mean of `good`, strongest first; none when `good` is empty. */
export function compareRuns(corpus: Corpus, good: readonly Corpus[]): Difference[] {
  if (good.length === 0) return [];
  const own = tally([corpus]);
  const passing = tally(good);
  const found: { difference: Difference; strength: number }[] = [];
  for (const key of new Set([...own.keys(), ...passing.keys()])) {
    const here = own.get(key);
    const there = passing.get(key);
    const count = here?.count ?? 0;
    const mean = (there?.count ?? 0) / good.length;
    const change = changeOf(count, mean);
    if (!change) continue;
    const text = (here ?? there)?.text ?? key;
    const templates = here?.templates ?? [];
    const difference = { change, template: templates[0] ?? -1, templates, text, count, passing: mean };
    found.push({ difference, strength: strengthOf(count, mean) });
  }
  return found
    .sort((a, b) => b.strength - a.strength || (a.difference.text < b.difference.text ? -1 : 1))
    .map(one => one.difference);
}

function tally(runs: readonly Corpus[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const run of runs) {
    for (const { id, text, count } of run.templates) {
      const key = levelled(text);
      const known = tallies.get(key);
      if (known) {
        known.count += count;
        known.templates.push(id);
      } else tallies.set(key, { templates: [id], text, count });
    }
  }
  return tallies;
}

function changeOf(count: number, mean: number): Difference['change'] | null {
  if (mean === 0) return 'new';
  if (count === 0) return 'gone';
  if (strengthOf(count, mean) < SURPRISE) return null;
  return count > mean ? 'more_often' : 'less_often';
}

/** Differences of counts below this are chance: about three standard deviations. */
const SURPRISE = 9;

/** Squared standard score of a count against a Poisson mean, on the variance-stabilising square-root scale (Anscombe 1948). */
function strengthOf(count: number, mean: number): number {
  return 4 * (Math.sqrt(count + 3 / 8) - Math.sqrt(mean + 3 / 8)) ** 2;
}
