/** The report: the main verdict with what surrounds it: its specifics, its consequences, and what was going on at that time. */
import type { Category } from '../../model/category.ts';
import { consequences, firstOf } from '../analyze/classify/explains.ts';
import { shortNode } from '../analyze/classify/host.ts';
import { blockOf, readBlock } from '../analyze/classify/reading.ts';
import type { Found } from '../analyze/classify/rule.ts';
import { ruleOf } from '../analyze/classify/rules.ts';
import { sentenceCase } from '../analyze/classify/wording.ts';
import type { Moment, Suspect, Verdict } from '../analyze/opinions.ts';
import { type Case, memberPath, textOf } from './case.ts';
import { type Site, siteOf } from './site.ts';

/** A cause may stand this long (ms) after the end of what triggered it. */
const AFTERMATH = 60_000;
/** Links of a chain, at most. */
const LINKS = 4;

export interface Context {
  readonly verdict: Verdict;
  readonly found: Found;
  /** The strongest line that speaks for it. */
  readonly suspect: Suspect;
  readonly site: Site;
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
  const followed = consequences(verdict, c.verdicts, c.suspects);
  const site = siteOf(c, verdict.evidence[0], verdict);
  return { verdict, found: foundOf(c, verdict), suspect, site, during: duringOf(c, site.at), followed };
}

/** The nemesis that was going on, the latest begun first; else the innermost step. */
export function duringOf(c: Case, at: number | null): Moment | null {
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
  return (
    moment.attributes.nemesis?.split(',')[0] ?? shortNode(moment.title.replace(/^Disruption (\w+) on .*$/, '$1')).slice(0, 80)
  );
}

/** `Out of memory → node down → timeouts`, the gravest links in order of time; empty when nothing followed. */
export function chainOf(context: Context): string {
  if (context.followed.length === 0) return '';
  const gravest = [...context.followed].sort((a, b) => gravity(a) - gravity(b)).slice(0, LINKS - 1);
  const links = [context.verdict, ...context.followed.filter(one => gravest.includes(one))].map(one => shortOf(one.category));
  return sentenceCase(links.join(' → '));
}

/** The gravest consequences first; those that say little last. */
const GRAVE: readonly Category[] = [
  'quorum_lost',
  'node_down',
  'crash',
  'data_consistency',
  'stress_command',
  'test_timeout',
  'nemesis',
  'assertion',
  'connection_refused',
];

export function gravity(verdict: Verdict): number {
  const rank = GRAVE.indexOf(verdict.category);
  return rank < 0 ? GRAVE.length : rank;
}

function shortOf(category: Category): string {
  return ruleOf(category)?.short ?? category;
}

/** When the verdict's first line stands, or null. */
export function startOf(c: Case, verdict: Verdict): number | null {
  return siteOf(c, c.suspects.indexOf(firstOf(verdict, c.suspects)), verdict).at;
}
