/** The report: the main verdict with what surrounds it: its specifics, its consequences, and what was going on at that time. */
import type { Category } from '../../model/category.ts';
import { consequences, explains, firstOf } from '../analyze/classify/explains.ts';
import { shortNode } from '../analyze/classify/host.ts';
import { blockOf, readBlock } from '../analyze/classify/reading.ts';
import type { Found } from '../analyze/classify/rule.ts';
import { ruleOf } from '../analyze/classify/rules.ts';
import { clip, sentenceCase } from '../analyze/classify/wording.ts';
import type { Moment, Suspect, Verdict } from '../analyze/opinions.ts';
import { type Case, memberPath, textOf } from './case.ts';
import { phraseOf } from './phrase.ts';
import { rootAbove, type Site, siteOf } from './site.ts';

/** A cause may stand this long (ms) after the end of what triggered it. */
const AFTERMATH = 60_000;
/** Characters of a telling line in a title, at most. */
const DETAIL = 110;
/** Links of a chain, at most. */
const LINKS = 4;

/** A rival needs this share of the main verdict's score. */
const WORTH = 0.55;
/** The same where its strongest line is a precursor or an echo. */
const WORTH_OF_OTHERS = 0.8;

export interface Context {
  readonly verdict: Verdict;
  readonly found: Found;
  /** The verdict's title; with the telling line where it states nothing else. */
  readonly title: string;
  /** The strongest line that speaks for it. */
  readonly suspect: Suspect;
  readonly site: Site;
  /** The site again where it is no line of the suspect but one above it. */
  readonly root: Site | null;
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
  return around(c, verdict, { site: siteOf(c, verdict.evidence[0], verdict), found: foundOf(c, verdict), root: null });
}

/** That of the strongest verdict; where a plainer sign of it stands right above, that is the cause's line. */
export function mainContext(c: Case): Context {
  const [verdict] = c.verdicts;
  const site = siteOf(c, verdict.evidence[0], verdict);
  const root = rootAbove(c, verdict, site);
  return around(c, verdict, root ? { ...root, root: root.site } : { site, found: foundOf(c, verdict), root: null });
}

function around(c: Case, verdict: Verdict, at: { site: Site; found: Found; root: Site | null }): Context {
  const followed = consequences(verdict, c.verdicts, c.suspects);
  const suspect = c.suspects[verdict.evidence[0]];
  return { verdict, ...at, title: titleOf(verdict, at), suspect, during: duringOf(c, at.site), followed };
}

function titleOf(verdict: Verdict, { site, found }: { site: Site; found: Found }): string {
  const rule = ruleOf(verdict.category);
  const title = rule?.says(found) ?? verdict.title;
  const bare = rule?.says({ host: found.host }) === title;
  return site.telling && bare ? `${title}: ${clip(phraseOf(site.telling), DETAIL)}` : title;
}

/** Verdicts that could be the cause as well: neither explained by the main one nor another reading of its line. */
export function rivalsOf(c: Case, context: Context): Verdict[] {
  const { verdict, followed } = context;
  return c.verdicts.filter(one => {
    const worth = c.suspects[one.evidence[0]].role === 'cause' ? WORTH : WORTH_OF_OTHERS;
    return one !== verdict && !followed.includes(one) && one.score >= verdict.score * worth && !sharesLine(one, verdict);
  });
}

/** Two verdicts on one and the same line are one story. */
export function sharesLine(one: Verdict, other: Verdict): boolean {
  return one.evidence[0] === other.evidence[0];
}

/** The nemesis that was going on, the latest begun first; else the step of the same file. */
export function duringOf(c: Case, site: Site): Moment | null {
  const { at } = site;
  if (at === null) return null;
  const nemeses = c.moments.filter(one => one.kind === 'nemesis' && one.at <= at && at <= (one.until ?? at) + AFTERMATH);
  return latest(nemeses) ?? stepOf(c, site);
}

/** The step that began last above the line, unless it had ended by then: many lines of a CI log have no time of their own. */
function stepOf(c: Case, site: Site): Moment | null {
  const begun = c.moments.filter(one => one.kind === 'step' && one.member === site.member && one.line <= site.line);
  const last = begun.reduce<Moment | null>((best, one) => (best && best.line >= one.line ? best : one), null);
  const holds = last && site.at !== null && last.at <= site.at && (last.until === null || site.at < last.until);
  return holds && saysSomething(last.title) ? last : null;
}

/** A fragment of a script is no name for a step. */
function saysSomething(title: string): boolean {
  return (
    /\S\s*\S{2}/.test(title.replace(/^(?:\$|Run) /, '')) &&
    !/[{(\\]$|^(?:\$|Run) (?:if|for|while|export|set|true|source|\.|cd|[A-Z_]+=)\b/.test(title)
  );
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

/** `Out of memory`, `node down`, `timeouts`: the gravest links, causes before what they explain; empty when nothing followed. */
export function chainOf(context: Context): string[] {
  if (context.followed.length === 0) return [];
  const links = [...context.followed].sort((a, b) => gravity(a) - gravity(b)).slice(0, LINKS - 1);
  const depth = (link: Verdict) => links.filter(other => explains(other.category, link.category)).length;
  const ordered = context.followed.filter(link => links.includes(link)).sort((a, b) => depth(a) - depth(b));
  return [context.verdict, ...ordered].map((one, link) =>
    link === 0 ? sentenceCase(shortOf(one.category)) : shortOf(one.category),
  );
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

export function isGrave(verdict: Verdict): boolean {
  return GRAVE.includes(verdict.category);
}

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
