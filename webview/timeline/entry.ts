/** The window, timeline: an entry: what it is called, how it went, how long it took. Pure. */
import { formatPlace, type Place } from '../../src/model/place.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { clock, lasting } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';

/** As the timeline tells it; `kind` is any word, so that a kind of a later engine has a lane of its own. */
export interface Entry {
  readonly at: number;
  readonly until: number | null;
  readonly kind: string;
  readonly level: string;
  readonly title: string;
  readonly place: Place;
  /** The machine it is about. */
  readonly node?: string;
  readonly failed?: boolean;
  readonly skipped?: boolean;
}

/** The same over reloads, as long as the run is. */
export function keyOf(entry: Entry): string {
  return `${entry.kind} ${entry.at} ${formatPlace(entry.place)}`;
}

export type Outcome = 'failed' | 'skipped' | 'open' | 'done';

/** What lasts, but has no end in the log, is open: it was still going on, or nobody told of its end. */
export function outcomeOf(entry: Entry): Outcome {
  if (entry.failed || (entry.until !== null && isGrave(entry))) return 'failed';
  if (entry.skipped) return 'skipped';
  return lasts(entry) && entry.until === null ? 'open' : 'done';
}

export function outcomeWords(outcome: Outcome): string {
  return { failed: t('failed'), skipped: t('skipped'), open: t('no end seen'), done: t('done') }[outcome];
}

export const outcomeSigns: Readonly<Record<Outcome, string>> = { failed: '✗', skipped: '○', open: '○', done: '✓' };

/** Steps, nemeses and the like have an outcome; events and lines only a level. */
export function lasts(entry: Entry): boolean {
  return entry.until !== null || entry.kind === 'step' || entry.kind === 'nemesis';
}

export function isGrave(entry: Entry): boolean {
  return entry.level === 'error' || entry.level === 'fatal';
}

export type Tone = 'cause' | 'error' | 'warning' | 'plain';

export function toneOf(entry: Entry): Tone {
  if (entry.kind === 'cause') return 'cause';
  if (entry.failed || isGrave(entry)) return 'error';
  return entry.level === 'warn' ? 'warning' : 'plain';
}

const tones: readonly Tone[] = ['cause', 'error', 'warning', 'plain'];

export function worstTone(entries: readonly Entry[]): Tone {
  return tones.find(tone => entries.some(entry => toneOf(entry) === tone)) ?? 'plain';
}

/** Its title without the node, and without what comes behind it where the outcome tells that already. */
export function nameOf(entry: Entry): string {
  const title = oneLine(entry.title);
  const node = entry.node ? ` on ${oneLine(entry.node)}` : '';
  const at = node ? title.indexOf(node) : -1;
  if (at <= 0) return title;
  return lasts(entry) ? title.slice(0, at) : title.slice(0, at) + title.slice(at + node.length);
}

/** `a.b.test_x` reads `test_x`; names with blanks or slashes stay. */
export function testName(name: string): string {
  return /^[\w.$:]+$/.test(name) ? (name.split(/[.:]+/).findLast(part => part !== '') ?? name) : oneLine(name);
}

/** `10:50:00.000 – 11:13:40.812 · 24 min`; the days where they are not the same. */
export function timeWords(entry: Entry): string {
  if (entry.until === null) return clock(entry.at);
  const days = Math.floor(entry.until / 86_400_000) - Math.floor(entry.at / 86_400_000);
  const end = days > 0 ? `${clock(entry.until)} +${days} d` : clock(entry.until);
  return `${clock(entry.at)} – ${end} · ${lasting(entry.until - entry.at)}`;
}

/** What it is in a word: the singular of its lane. */
export function kindWords(kind: string): string {
  const known: Record<string, string> = {
    step: t('step'),
    nemesis: t('nemesis'),
    test: t('test'),
    event: t('event'),
    cause: t('cause'),
    error: t('telling line'),
    agent: t('agent step'),
    agent_step: t('agent step'),
    alert: t('alert'),
    metric: t('change of a metric'),
  };
  return known[kind] ?? oneLine(kind).replaceAll('_', ' ');
}

/** `nemesis · failed · 24 min`: why an entry stands in a list. */
export function whyOf(entry: Entry): string {
  const parts = [kindWords(entry.kind)];
  if (lasts(entry)) parts.push(outcomeWords(outcomeOf(entry)));
  if (entry.until !== null) parts.push(lasting(entry.until - entry.at));
  return parts.join(' · ');
}
