/** Analysis: the events of a Scylla Cluster Test from its files: raw_events.log, corrected by events.log; else what there is. */
import type { Corpus, Member } from '../../../model/corpus.ts';
import { readActions, reportedEvent } from './actions.ts';
import { readArgusEvents } from './argus.ts';
import type { SctEvent } from './event.ts';
import { isEventHead, readEventTexts } from './event-text.ts';
import { type Likeness, membersLike } from './members.ts';
import { readRawEvent } from './raw-event.ts';

/** Events of the last moments may be missing from a torn events.log without having been filtered. */
const TAIL_MS = 1000;

/**
 * Events in order of time, each (class, id, period, moment) once. raw_events.log is written before filters and severity limits;
 * where events.log is there too its severities count, and events that it lacks are `filtered`. Torn lines are left out.
 */
export function readSctEvents(corpus: Corpus): SctEvent[] {
  const raw = once(membersLike(corpus, rawFile).flatMap(member => rawEvents(corpus, member)));
  const texts = once(textMembers(corpus).flatMap(member => [...readEventTexts(corpus.rows(member.id, 1, member.lines))]));
  const events = raw.length ? judged(raw, texts) : texts.length ? texts : told(corpus);
  return events.sort((one, other) => one.at - other.at);
}

const rawFile: Likeness = {
  format: 'sct-raw-events',
  path: /raw_events/,
  looks: text => text.startsWith('{') && text.includes('"event_timestamp"') && text.includes('"base"'),
};
const textFile: Likeness = {
  format: 'sct-events',
  path: /(?:events|critical|error|warning|normal)[^/]*\.log$/,
  looks: isEventHead,
};

function rawEvents(corpus: Corpus, member: Member): SctEvent[] {
  const events: SctEvent[] = [];
  for (const row of corpus.rows(member.id, 1, member.lines)) {
    const event = readRawEvent(row.text, row.member, row.line);
    if (event) events.push(event);
  }
  return events;
}

/** events.log itself, or the copies per severity where it is missing. */
function textMembers(corpus: Corpus): Member[] {
  const found = membersLike(corpus, textFile);
  const whole = found.filter(member => /(?:^|\/)events[^/]*\.log$/.test(member.path));
  return whole.length ? whole : found;
}

/** Stress and database log events share the id of the thing they belong to: only the moment tells them apart. */
function keyOf(event: SctEvent, at = Math.floor(event.at)): string {
  return `${event.base} ${event.id} ${event.period ?? ''} ${at}`;
}

/** Nearly all ids occur once: keys are made for the others only. */
function once(events: readonly SctEvent[]): SctEvent[] {
  const ids = new Set<string>();
  const again = new Set<string>();
  for (const { id } of events) {
    const before = ids.size;
    if (ids.add(id).size === before) again.add(id);
  }
  const met = new Set<string>();
  return events.filter(event => {
    if (!again.has(event.id)) return true;
    const key = keyOf(event);
    return !met.has(key) && met.add(key);
  });
}

function judged(raw: readonly SctEvent[], texts: readonly SctEvent[]): SctEvent[] {
  if (!texts.length) return [...raw];
  const ids = new Set(texts.map(text => text.id));
  const shown = new Map(texts.map(text => [keyOf(text), text]));
  const until = texts.reduce((last, text) => Math.max(last, text.at), Number.NEGATIVE_INFINITY);
  return raw.map(event => {
    const text = ids.has(event.id) && printed(shown, event);
    if (text) return text.severity === event.severity ? event : { ...event, severity: text.severity };
    return event.at > until + TAIL_MS || event.filtered ? event : { ...event, filtered: true };
  });
}

/** raw_events.log prints the moment in full, events.log in whole milliseconds, cut or rounded. */
function printed(shown: ReadonlyMap<string, SctEvent>, event: SctEvent): SctEvent | undefined {
  const at = Math.floor(event.at);
  return shown.get(keyOf(event, at)) ?? shown.get(keyOf(event, at + 1)) ?? shown.get(keyOf(event, at - 1));
}

/** By others than the test itself, which say less: Argus, else the actions. */
function told(corpus: Corpus): SctEvent[] {
  const argus = readArgusEvents(corpus);
  return argus.length ? argus : actionEvents(corpus);
}

/** Without event files: the errors that actions.log reports, which say less. */
function actionEvents(corpus: Corpus): SctEvent[] {
  return readActions(corpus).flatMap(action => {
    const told = reportedEvent(action);
    if (!told) return [];
    const { at, member, line } = action;
    const nothing = {
      sourceAt: null,
      begin: null,
      end: null,
      nemesis: null,
      skipped: false,
      errors: [],
      during: [],
      filtered: false,
    };
    return [{ ...told, ...nothing, period: null, at, text: '', member, line }];
  });
}
