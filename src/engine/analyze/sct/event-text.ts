/** Analysis: events.log and its copies per severity: a head line for each event, followed by lines of its text. */
import type { Row } from '../../../model/corpus.ts';
import { gist, nodeName, type SctEvent, severityNumber } from './event.ts';
import { periodOf } from './raw-event.ts';

const head =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3})(?: <([^>]+)>)?: \((\w+) Severity\.(\w+)\)(?: period_type=(\S+?))? event_id=([0-9a-f-]{36})(.*)$/;

/** Tracebacks are long, and what was raised stands last. */
const MOST_LINES = 300;

export function isEventHead(text: string): boolean {
  return head.test(text);
}

/** The events of a member, each with its continuation lines (at most 300 of them). */
export function* readEventTexts(rows: Iterable<Row>): Generator<SctEvent> {
  let open: { match: RegExpExecArray; row: Row; more: string[] } | null = null;
  for (const row of rows) {
    const match = /^\d/.test(row.text) ? head.exec(row.text) : null;
    // An event whose time cannot be printed begins so; it is left out, and its text is not the one's before it.
    if (row.text.startsWith('0000-00-00 <')) {
      if (open) yield eventOf(open.match, open.more, open.row);
      open = null;
      continue;
    }
    if (!match) {
      if (open && open.more.length < MOST_LINES) open.more.push(row.text);
      continue;
    }
    if (open) yield eventOf(open.match, open.more, open.row);
    open = { match, row, more: [] };
  }
  if (open) yield eventOf(open.match, open.more, open.row);
}

function eventOf(match: RegExpExecArray, more: readonly string[], row: Row): SctEvent {
  const [, time, source, base, severity, period, id, rest] = match;
  const at = milliseconds(time) ?? 0;
  const whole = [rest, ...more].join('\n');
  const lasted = duration(rest);
  const errors = /\berrors[=:]\s*([\s\S]+)/.exec(whole)?.[1];
  const last = periodOf(period);
  return {
    id,
    base,
    type: field(rest, 'type'),
    subtype: field(rest, 'subtype'),
    severity: severityNumber(severity),
    period: last,
    at,
    sourceAt: source === undefined ? null : milliseconds(source),
    begin: last === 'begin' ? at : lasted === null ? null : at - lasted,
    end: last === 'end' ? at : null,
    node: nodeOf(rest),
    nemesis: field(rest, 'nemesis_name'),
    skipped: /\bskipped skip_reason=/.test(rest),
    errors: errors ? [errors] : [],
    text: telling(rest, more, errors),
    during: field(rest, 'during_nemesis')?.replace(/[:,]$/, '').split(',') ?? [],
    filtered: false,
    member: row.member,
    line: row.line,
  };
}

function telling(rest: string, more: readonly string[], errors: string | undefined): string {
  if (errors) return gist(errors);
  const said = /\b(?:exception|error|message|skip_reason)=([\s\S]+)/.exec([rest, ...more].join('\n'))?.[1];
  if (said) return gist(said);
  return gist(more.find(line => line.trim() !== '') ?? rest.replace(/^[^:]*:\s*/, ''));
}

function field(rest: string, name: string): string | null {
  return new RegExp(`(?:^|[ :,])${name}=(\\S+)`).exec(rest)?.[1] ?? null;
}

function nodeOf(rest: string): string | null {
  const node = /(?:^|[ :,])(?:target_)?node=((?:Node )?\S+)|\bon node (\S+)/.exec(rest)?.slice(1).find(Boolean);
  return node ? nodeName(node) : null;
}

/** `1d2h3m4s` in ms. */
function duration(rest: string): number | null {
  const parts = /\bduration=(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?/.exec(rest);
  if (!parts) return null;
  const [d, h, m, s] = parts.slice(1).map(part => Number(part ?? 0));
  return (((d * 24 + h) * 60 + m) * 60 + s) * 1000;
}

function milliseconds(text: string): number | null {
  const at = Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? null : at;
}
