/** The report: the main verdict with what surrounds it: its specifics, its consequences, and what was going on at that time. */
import type { Category } from '../../model/category.ts';
import { consequences, firstOf } from '../analyze/classify/explains.ts';
import { shortNode } from '../analyze/classify/host.ts';
import { blockOf, readBlock } from '../analyze/classify/reading.ts';
import type { Found } from '../analyze/classify/rule.ts';
import { ruleOf } from '../analyze/classify/rules.ts';
import type { Moment, Suspect, Verdict } from '../analyze/opinions.ts';
import { type Case, memberPath, textOf } from './case.ts';

/** A cause may stand this long (ms) after the end of what triggered it. */
const AFTERMATH = 60_000;
/** Links of a chain, at most. */
const LINKS = 4;

export interface Context {
  readonly verdict: Verdict;
  readonly found: Found;
  /** The strongest line that speaks for it. */
  readonly suspect: Suspect;
  /** The nemesis, else the step, during which it stands. */
  readonly during: Moment | null;
  /** What it explains, in order of time. */
  readonly followed: readonly Verdict[];
}

/** The specifics that a verdict's strongest line states. */
export function foundOf(c: Case, verdict: Verdict): Found {
  const rule = ruleOf(verdict.category);
  const suspect = c.suspects[verdict.evidence[0]];
  if (!rule || !suspect) return {};
  const block = blockOf(textOf(c.corpus, suspect), memberPath(c.corpus, suspect.member));
  return readBlock(rule, block)?.found ?? {};
}

export function contextOf(c: Case, verdict: Verdict): Context {
  const suspect = c.suspects[verdict.evidence[0]];
  const followed = consequences(verdict, c.verdicts, c.suspects).slice(0, LINKS - 1);
  return { verdict, found: foundOf(c, verdict), suspect, during: duringOf(c, suspect), followed };
}

/** The nemesis that was going on, the latest begun first; else the innermost step. */
export function duringOf(c: Case, suspect: Suspect): Moment | null {
  const { at } = suspect;
  if (at === null) return null;
  const covering = c.moments.filter(one => one.at <= at && one.until !== null && at <= one.until + graceOf(one));
  const open = c.moments.filter(one => one.kind === 'nemesis' && one.until === null && one.at <= at);
  const nemeses = [...covering, ...open].filter(one => one.kind === 'nemesis');
  return latest(nemeses) ?? latest(covering.filter(one => one.kind === 'step'));
}

function graceOf(moment: Moment): number {
  return moment.kind === 'nemesis' ? AFTERMATH : 0;
}

function latest(moments: readonly Moment[]): Moment | null {
  return moments.reduce<Moment | null>((best, one) => (best && best.at >= one.at ? best : one), null);
}

/** A moment's name in a sentence. */
export function nameOf(moment: Moment): string {
  return moment.attributes.nemesis?.split(',')[0] ?? shortNode(moment.title.replace(/^Disruption (\w+) on .*$/, '$1')).slice(0, 80);
}

/** `Out of memory → node down → timeouts`; empty when nothing followed. */
export function chainOf(context: Context): string {
  const links = [context.verdict, ...context.followed].map(one => shortOf(one.category));
  const text = links.filter((link, at) => links.indexOf(link) === at).join(' → ');
  return context.followed.length > 0 ? text.charAt(0).toUpperCase() + text.slice(1) : '';
}

function shortOf(category: Category): string {
  return ruleOf(category)?.short ?? category;
}

/** When the verdict's first line stands, or null. */
export function startOf(c: Case, verdict: Verdict): number | null {
  return firstOf(verdict, c.suspects).at;
}
