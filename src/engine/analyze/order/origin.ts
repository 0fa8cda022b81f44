/** Analysis: finds the line that an event of a test runner was made from, in the log of the node where the thing happened. */
import { jsonIn } from '../../../base/lenient.ts';
import type { Corpus, Member, Row } from '../../../model/corpus.ts';
import { hostOf } from '../classify/host.ts';
import type { Moment } from '../opinions.ts';
import { SKEW } from './retold.ts';
import { type Telling, tell } from './telling.ts';

/** A runner without a stamp of the line's own may have noticed it so many milliseconds late. */
const NOTICED = 300_000;
/** Rows looked at for one line, and continuation lines shown. */
const ROWS = 3000;
const FOLD = 60;

/** What went through so many hands names the event only, not what it says. */
const MERE_NAME = 5;

/** Finds the same happening told where it happened, as far as the run has that log; else where the test runner wrote it down. */
export function originFinder(corpus: Corpus, moments: readonly Moment[]): (telling: Telling) => Telling {
  let hosts: Map<string | undefined, Member[]> | null = null;
  return telling => {
    const event = telling.hands >= MERE_NAME ? asEvent(corpus, telling, moments) : telling;
    const quote = quoteIn(event);
    if (!quote || event.host === undefined) return event;
    hosts ??= Map.groupBy(corpus.members, member => hostOf('', member.path));
    return inLogs(corpus, event, { quote, members: hosts.get(event.host) ?? [] });
  };
}

/** The record of the event itself, where only its name and id were told. */
function asEvent(corpus: Corpus, telling: Telling, moments: readonly Moment[]): Telling {
  const id = /\bid=([0-9a-f-]{36})/.exec(telling.text)?.[1];
  const moment = id && moments.find(one => one.attributes.event_id === id);
  const [row] = moment ? corpus.rows(moment.member, moment.line, moment.line) : [];
  return row ? movedTo(corpus, telling, row) : telling;
}

function movedTo(corpus: Corpus, telling: Telling, row: Row): Telling {
  const place = { member: row.member, line: row.line, endLine: foldEnd(corpus, row), at: row.at, template: row.template };
  const told = tell(corpus, { ...telling.suspect, ...place, alike: telling.suspect.alike + 1 });
  const { event, host } = telling;
  return {
    ...told,
    event,
    host: host ?? told.host,
    kind: told.kind ?? telling.kind,
    templates: [...telling.templates, row.template],
  };
}

function inLogs(corpus: Corpus, telling: Telling, where: { quote: Quote; members: readonly Member[] }): Telling {
  for (const member of where.members) {
    if (member.id === telling.suspect.member || member.firstAt === null) continue;
    const row = findRow(corpus, member, where.quote);
    if (row) return movedTo(corpus, telling, row);
  }
  return telling;
}

interface Quote {
  readonly line: string;
  /** When the line was written, ms UTC; earliest and latest. */
  readonly from: number;
  readonly to: number;
}

/** The line that an event quotes: a field of raw_events.log, the second line of a record of events.log. */
function quoteIn({ suspect, text, event }: Telling): Quote | null {
  if (event === null || suspect.at === null) return null;
  const head = text.slice(0, 8000);
  const field = /"line": ?("(?:[^"\\]|\\.)+")/.exec(head)?.[1];
  const source = Number(/"source_timestamp": ?(\d[\d.]*)/.exec(head)?.[1]) * 1000;
  const line = field ? unquoted(field) : text.split('\n')[1];
  if (!line || line.length < 20) return null;
  const written = source > 0 ? source : /<(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+)>/.exec(head)?.[1];
  const at = typeof written === 'string' ? Date.parse(`${written.replace(' ', 'T')}Z`) : written;
  return at ? { line, from: at - SKEW, to: at + SKEW } : { line, from: suspect.at - NOTICED, to: suspect.at + SKEW };
}

/** The text of a JSON string; null where it is torn or has escapes of its own. */
function unquoted(field: string): string | null {
  const value = jsonIn(field);
  return value === undefined ? null : String(value);
}

function findRow(corpus: Corpus, member: Member, quote: Quote): Row | null {
  const start = firstAfter(corpus, member, quote.from);
  const wanted = squeeze(quote.line.split('\n', 1)[0]);
  for (const row of corpus.rows(member.id, start, start + ROWS)) {
    if (row.at !== null && row.at > quote.to) return null;
    if (squeeze(row.text) === wanted) return row;
  }
  return null;
}

/** Bisects: the records of a log stand in order of time, but for a few. */
function firstAfter(corpus: Corpus, member: Member, at: number): number {
  let [low, high] = [1, member.lines];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [row] = corpus.rows(member.id, middle, middle);
    if (row && row.at !== null && row.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function foldEnd(corpus: Corpus, { member, line }: Row): number {
  let end = line;
  for (const row of corpus.rows(member, line + 1, line + FOLD)) {
    if (!row.continued) break;
    end = row.line;
  }
  return end;
}
