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
  readonly node?: string | null;
  readonly outcome?: string | null;
}

/** The same over reloads, as long as the run is. */
export function keyOf(entry: Entry): string {
  return `${entry.kind} ${entry.at} ${formatPlace(entry.place)}`;
}

export type Outcome = 'failed' | 'skipped' | 'open' | 'done';

/** What lasts, but has no end in the log, is open: it was still going on, or nobody told of its end. */
export function outcomeOf(entry: Entry): Outcome {
  const { outcome } = entry;
  if (outcome === 'failed' || outcome === 'skipped') return outcome;
  if (isGrave(entry)) return 'failed';
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
  if (isGrave(entry)) return 'error';
  return entry.level === 'warn' ? 'warning' : 'plain';
}

const tones: readonly Tone[] = ['cause', 'error', 'warning', 'plain'];

export function worstTone(entries: readonly Entry[]): Tone {
  return tones.find(tone => entries.some(entry => toneOf(entry) === tone)) ?? 'plain';
}

/** Its title without what the node and the outcome tell already. */
export function nameOf(entry: Entry): string {
  const title = oneLine(entry.title);
  if (!lasts(entry)) return title;
  const node = entry.node ? title.indexOf(` on ${oneLine(entry.node)}`) : -1;
  return node > 0 ? title.slice(0, node) : title;
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
