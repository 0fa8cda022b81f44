/** The code room: which templates of a run a log statement may have written; pure. */
import type { TemplateStat } from '../../model/corpus.ts';
import { HOLE } from './lex/pattern.ts';
import { fitOf, type Said } from './match.ts';
import { coveredOf } from './score.ts';
import type { Statement } from './statement.ts';
import { eachWord } from './words.ts';

/** Share of a template's plain words that the statement must say. */
const LEAST_COVERED = 0.7;
/** Signs without blanks that may stand before the statement's text: a logger's name, a thread. */
const MOST_BEFORE = 40;

/** The templates of a source by their words. */
export class SeenTemplates {
  readonly #templates: readonly TemplateStat[];
  readonly #said: readonly Said[];
  readonly #byWord = new Map<number, number[]>();

  constructor(templates: readonly TemplateStat[]) {
    this.#templates = templates;
    this.#said = templates.map(({ text }) => saidBy(text));
    for (const [at, { text }] of this.#said.entries()) {
      const bytes = Buffer.from(text, 'latin1');
      const met = new Set<number>();
      eachWord(bytes, 0, bytes.length, word => {
        if (met.has(word)) return;
        met.add(word);
        const kept = this.#byWord.get(word);
        if (kept) kept.push(at);
        else this.#byWord.set(word, [at]);
      });
    }
  }

  /** Templates that the statement's text fits and explains. */
  writtenBy(statement: Statement): TemplateStat[] {
    const pattern = steady(statement.pattern);
    const candidates = this.#candidates(pattern);
    return candidates.filter(at => explains(pattern, this.#said[at])).map(at => this.#templates[at]);
  }

  /** Those that hold the pattern's rarest word. */
  #candidates(pattern: string): readonly number[] {
    const bytes = Buffer.from(pattern, 'latin1');
    let fewest: readonly number[] | null = null;
    eachWord(bytes, 0, bytes.length, word => {
      const found = this.#byWord.get(word) ?? [];
      if (fewest === null || found.length < fewest.length) fewest = found;
    });
    return fewest ?? [];
  }
}

/** A template as a line whose variable parts are no words. */
function saidBy(template: string): Said {
  const text = Buffer.from(template.replaceAll('<*>', '\x01')).toString('latin1').trim();
  return { text, body: 0, end: text.length };
}

/** Words with digits may be variable parts to the template's miner. */
function steady(pattern: string): string {
  return pattern.replace(/[^\s\0]*\d[^\s\0]*/g, HOLE).replace(/\0{2,}/g, HOLE);
}

function explains(pattern: string, said: Said): boolean {
  const fit = fitOf(pattern, said);
  if (!fit || fit.before > MOST_BEFORE) return false;
  const [from] = fit.spans[0];
  // The statement itself, as tracebacks print it.
  if (/\([a-z]?["'`]$/.test(said.text.slice(0, from))) return false;
  const rest = { ...said, body: fit.before > 0 ? from : said.body };
  return coveredOf(rest, fit) >= LEAST_COVERED;
}
