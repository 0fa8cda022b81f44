/** The table: a report's timeline as a small inline picture: what was going on, when the cause stands, what came after. */
import type { Report, TimelineEntry } from '../../model/report.ts';
import { line } from './escape.ts';
import { elided, oneLine } from './safe.ts';
import { clock, counted, stamp } from './words.ts';

const WIDTH = 280;
const HEIGHT = 104;
const AXIS = 36;
const SPANS = 40;
const DOTS = 60;

/** Empty when fewer than two moments have a time. */
export function timelineSvg(report: Report): string {
  const entries = report.timeline;
  const cause = entries.find(entry => entry.kind === 'cause') ?? null;
  const ends = entries.flatMap(entry => [entry.at, entry.until ?? entry.at]);
  const from = Math.min(report.run.from ?? Number.POSITIVE_INFINITY, ...ends);
  const to = Math.max(report.run.to ?? Number.NEGATIVE_INFINITY, ...ends);
  if (!(to > from)) return '';
  const x = (at: number) => Math.round((((at - from) / (to - from)) * (WIDTH - 12) + 6) * 10) / 10;
  const words = `Timeline from ${stamp(from).slice(0, 19)} to ${stamp(to).slice(0, 19)} UTC${cause ? `; the cause stands at ${clock(cause.at)}` : ''}.`;
  const parts = [
    `<path d="M0 ${AXIS}H${WIDTH}" class="axis"/>`,
    ...entries
      .filter(isSpan)
      .slice(0, SPANS)
      .map(entry => spanBox(entry, cause, { x, to })),
    ...entries
      .filter(isDot)
      .slice(0, DOTS)
      .map(entry => dot(entry, x)),
    cause ? causeMark(report, cause, { x, from, to }) : '',
    `<text x="0" y="${HEIGHT - 4}">${clock(from).slice(0, 8)}</text>`,
    `<text x="${WIDTH}" y="${HEIGHT - 4}" text-anchor="end">${clock(to).slice(0, 8)} UTC</text>`,
  ];
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${line(words)}"><title>${line(words)}</title>${parts.join('')}</svg>`;
}

interface Scale {
  readonly x: (at: number) => number;
  readonly from?: number;
  readonly to: number;
}

function isSpan(entry: TimelineEntry): boolean {
  return entry.kind === 'nemesis' || (entry.kind === 'step' && entry.until !== null);
}

function isDot(entry: TimelineEntry): boolean {
  return entry.kind === 'error' || entry.kind === 'event' || entry.kind === 'test';
}

/** A nemesis or step; the one that holds the cause bears its name. */
function spanBox(entry: TimelineEntry, cause: TimelineEntry | null, { x, to }: Scale): string {
  const until = entry.until ?? to;
  const left = x(entry.at);
  const width = Math.max(3, Math.round((x(until) - left) * 10) / 10);
  const nemesis = entry.kind === 'nemesis';
  const holds = cause !== null && nemesis && entry.at <= cause.at && cause.at <= until + 60_000;
  const ink = nemesis ? 'new' : 'link';
  const box = `<rect x="${left}" y="${nemesis ? AXIS - 9 : AXIS - 3}" width="${width}" height="${nemesis ? 18 : 6}" rx="2" class="${ink}" opacity="${holds ? 0.45 : 0.18}"><title>${line(`${clock(entry.at)} ${entry.title}`)}</title></rect>`;
  return holds ? box + label(nameOnly(entry.title), { at: left + width / 2, y: AXIS - 18, ink }) : box;
}

function dot(entry: TimelineEntry, x: Scale['x']): string {
  const ink = entry.level === 'error' || entry.level === 'fatal' ? 'err' : 'warn';
  return `<circle cx="${x(entry.at)}" cy="${AXIS}" r="2.5" class="${ink}" opacity=".55"><title>${line(`${clock(entry.at)} ${entry.title}`)}</title></circle>`;
}

function causeMark(report: Report, cause: TimelineEntry, { x, to }: Scale): string {
  const at = x(cause.at);
  const cited = report.evidence_index.find(one => one.place.member === cause.place.member && one.place.line === cause.place.line);
  const mark = `<circle cx="${at}" cy="${AXIS}" r="5.5" class="err"><title>${line(`${clock(cause.at)} ${cause.title}`)}</title></circle>`;
  const errors = report.timeline.filter(entry => isDot(entry) && entry.at > cause.at).length;
  const words = label(`cause ${clock(cause.at).slice(0, 8)}`, { at, y: AXIS + 24, ink: 'err' });
  const after = errors > 0 ? label(`then ${counted(errors, 'error')}`, { at, y: AXIS + 39, ink: 'dim' }) : '';
  const tail = errors > 0 ? `<path d="M${at + 8} ${AXIS}H${x(to)}" class="tail" stroke-width="2" opacity=".35"/>` : '';
  return tail + (cited ? `<a href="#${cited.evidence_id}">${mark}</a>` : mark) + words + after;
}

/** Text around a point, kept inside the picture; `text` is about 6.4 units a letter. */
function label(text: string, where: { at: number; y: number; ink: string }): string {
  const half = text.length * 3.2 + 2;
  const x = Math.min(WIDTH - half, Math.max(half, where.at));
  return `<text x="${Math.round(x * 10) / 10}" y="${where.y}" text-anchor="middle" class="${where.ink}">${line(text)}</text>`;
}

function nameOnly(title: string): string {
  return elided(oneLine(title).replace(/ on .*$/, ''), 34);
}
