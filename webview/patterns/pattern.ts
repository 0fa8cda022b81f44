/** The window, patterns: one pattern: what changed, by how much, and its text with the wildcards told apart. Pure. */
import type { TemplatePage } from '../../src/model/page.ts';
import type { Place } from '../../src/model/place.ts';
import { elided, oneLine } from '../../src/tools/render/safe.ts';
import { count, counted } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';

export type Pattern = TemplatePage['templates'][number];
export type Change = keyof TemplatePage['in_each'];

export const changes: readonly Change[] = ['new', 'gone', 'more_often', 'less_often', 'all'];

/** The same over reloads. What is gone has no id in this run. */
export function keyOf(pattern: Pattern): string {
  return pattern.template >= 0 ? `${pattern.template}` : `gone ${pattern.text}`;
}

export function changeName(change: Change): string {
  return { all: t('All'), new: t('New'), gone: t('Gone'), more_often: t('More often'), less_often: t('Less often') }[change];
}

/** As it stands in a row; what did not change says nothing. */
export function changeWords(pattern: Pattern): string {
  return pattern.change === null ? '' : changeName(pattern.change).toLocaleLowerCase();
}

export function placeOf(pattern: Pattern, source: string): Place | null {
  return pattern.member !== null && pattern.line !== null ? { source, member: pattern.member, line: pattern.line } : null;
}

/** All its lines. */
export function queryOf({ templates }: Pattern): string {
  return `template:${templates.join(',')}`;
}

/** The mean per passing run, with a digit where it is small. */
export function meanWords(mean: number | null): string {
  if (mean === null) return '';
  return Number.isInteger(mean) || mean >= 100 ? count(Math.round(mean)) : String(Math.round(mean * 10) / 10);
}

/** `58 here, 0 in 1 passing run`: the numbers for who does not see the bars. */
export function ratioWords(pattern: Pattern, comparedWith: number): string {
  if (pattern.passing === null) return t('{0} here', count(pattern.count));
  const runs = counted(comparedWith, 'passing run');
  return comparedWith === 1
    ? t('{0} here, {1} in 1 passing run', count(pattern.count), meanWords(pattern.passing))
    : t('{0} here, {1} on average in {2}', count(pattern.count), meanWords(pattern.passing), runs);
}

/** Widths of the two bars as shares of the longer one; null without a comparison. */
export function barsOf({ count: here, passing }: Pattern): { here: number; passing: number } | null {
  if (passing === null) return null;
  const most = Math.max(here, passing, 1);
  return { here: here / most, passing: passing / most };
}

/** Characters of a pattern that are shown. */
const MOST = 2000;

export interface Piece {
  readonly wild: boolean;
  readonly text: string;
}

export function piecesOf(text: string): Piece[] {
  return elided(oneLine(text), MOST)
    .split(/(<\*>)/)
    .filter(piece => piece !== '')
    .map(piece => ({ wild: piece === '<*>', text: piece }));
}
