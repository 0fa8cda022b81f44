/** The window, report: the few moments that tell a failure's story, and where they stand on the axis of the run; pure. */
import type { Place } from '../../src/model/place.ts';
import type { Report, TimelineEntry } from '../../src/model/report.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { count } from '../../src/tools/render/words.ts';
import type { Tone } from '../tone.ts';
import { t } from '../words.ts';

/** A nemesis is still at work this long after its end, ms. */
const AFTER = 60_000;

export interface Moment {
  readonly at: number;
  readonly tone: Tone;
  readonly words: string;
  readonly place: Place;
}

export interface Axis {
  readonly from: number;
  readonly to: number;
  /** Share of the axis, 0 to 1. */
  readonly share: (at: number) => number;
}

/** Null when fewer than two moments have a time. */
export function axisOf(report: Report): Axis | null {
  const ends = report.timeline.flatMap(entry => [entry.at, entry.until ?? entry.at]);
  const from = Math.min(report.run.from ?? Number.POSITIVE_INFINITY, ...ends);
  const to = Math.max(report.run.to ?? Number.NEGATIVE_INFINITY, ...ends);
  return to > from ? { from, to, share: at => (at - from) / (to - from) } : null;
}

export function causeOf(report: Report): TimelineEntry | null {
  return report.timeline.find(entry => entry.kind === 'cause') ?? null;
}

/** Whether the cause stands within the nemesis, or right after it. */
export function holdsCause(entry: TimelineEntry, cause: TimelineEntry | null): boolean {
  return entry.kind === 'nemesis' && cause !== null && entry.at <= cause.at && cause.at <= (entry.until ?? cause.at) + AFTER;
}

/** In order of time: what was done to the system, the first sign, the cause, the first that followed. */
export function momentsOf(report: Report): Moment[] {
  const cause = causeOf(report);
  if (!cause) return [];
  const nemesis = report.timeline.find(entry => holdsCause(entry, cause));
  const moments: (Moment | null)[] = [
    nemesis ? { at: nemesis.at, tone: 'new', words: nameOf(nemesis), place: nemesis.place } : null,
    first(report, { role: 'precursor', tone: 'warning', words: t('first sign') }),
    { at: cause.at, tone: 'error', words: t('cause'), place: cause.place },
    first(report, { role: 'echo', tone: 'plain', words: followWords(alikeOf(report, 'echo')), since: cause.at }),
  ];
  return moments.filter(one => one !== null).sort((a, b) => a.at - b.at);
}

/** From when to when lines that followed from the cause are known. */
export function echoOf(report: Report): { from: number; to: number } | null {
  const cause = causeOf(report);
  const later = report.timeline.filter(
    entry => cause && entry.at > cause.at && entry.kind !== 'nemesis' && entry.kind !== 'step',
  );
  return cause && later.length > 0 ? { from: cause.at, to: Math.max(...later.map(entry => entry.at)) } : null;
}

/** `StopStartMonkey` of `StopStartMonkey on some-node`. */
export function nameOf(entry: TimelineEntry): string {
  return oneLine(entry.title).replace(/ on .*$/, '');
}

function first(report: Report, what: { role: string; tone: Tone; words: string; since?: number }): Moment | null {
  const { role, tone, words, since = 0 } = what;
  const found = report.suspect_lines
    .flatMap(line => (line.role === role && line.at !== null && line.at >= since ? [{ at: line.at, place: line.place }] : []))
    .sort((a, b) => a.at - b.at)[0];
  return found ? { at: found.at, tone, words, place: found.place } : null;
}

function alikeOf(report: Report, role: string): number {
  return report.suspect_lines.filter(line => line.role === role).reduce((sum, line) => sum + 1 + line.alike, 0);
}

function followWords(lines: number): string {
  return lines === 1 ? t('1 line follows') : t('{0} lines follow', count(lines));
}
