/** Analysis: everything with a time and a title that the run's own records state. */
import type { Corpus } from '../../model/corpus.ts';
import { ERROR, INFO } from '../../model/level.ts';
import type { FailedTest } from '../../model/tests.ts';
import { agentMoments } from './agents/moments.ts';
import { storedAgentRuns } from './agents/stored.ts';
import { monitoredMoments } from './metrics/moments.ts';
import type { Moment } from './opinions.ts';
import { readActions, scopesOf } from './sct/actions.ts';
import type { SctEvent } from './sct/event.ts';
import { readSctEvents } from './sct/events.ts';
import { named, type SctFailure, sctFailure } from './sct/failure.ts';
import { readSteps } from './steps.ts';

const MOST = 2000;
const TITLE = 200;

/**
 * Nemeses (begin to end), events of ERROR and worse (alike ones once, with their `count`), actions that start and finish, steps of
 * CI logs, failed tests, alerts and lasting changes of metrics, in order of time. Beyond `most` (2,000) the most severe are kept, among equals the earliest.
 */
export function readMoments(corpus: Corpus, most = MOST): Moment[] {
  const events = readSctEvents(corpus);
  const failure = sctFailure(events);
  const nemeses = nemesisMoments(events, failure);
  const found = [
    ...nemeses,
    ...errorMoments(events, failure),
    ...actionMoments(corpus, nemeses.length > 0),
    ...readSteps(corpus),
    ...testMoments(corpus),
    ...monitoredMoments(corpus),
    ...storedAgentRuns(corpus).flatMap(agentMoments),
  ];
  const kept = found.sort((one, other) => other.level - one.level || one.at - other.at).slice(0, most);
  return kept.sort((one, other) => one.at - other.at);
}

/** A nemesis stands where its end is told (that line has its beginning too), else where it began. */
function nemesisMoments(events: readonly SctEvent[], failure: SctFailure | null): Moment[] {
  const last = new Map<string, SctEvent>();
  for (const event of events) {
    if (event.base === 'DisruptionEvent' && event.nemesis && !event.filtered) last.set(event.id, event);
  }
  return [...last.values()].map(event => ({
    at: event.begin ?? event.at,
    until: event.period === 'end' ? event.at : null,
    kind: 'nemesis',
    level: Math.max(INFO, event.severity),
    title: short(`${event.nemesis}${event.node ? ` on ${event.node}` : ''}${outcome(event)}`),
    member: event.member,
    line: event.line,
    ...(event.errors.length > 0 && { failed: true }),
    ...(event.skipped && { skipped: true }),
    attributes: attributesOf(event, failure),
  }));
}

function outcome(event: SctEvent): string {
  if (event.skipped) return event.text ? `, skipped: ${event.text}` : ', skipped';
  if (event.errors.length) return `, failed: ${event.text}`;
  return event.period === 'end' ? '' : ', not ended';
}

/** Alike are events of one class and type whose texts differ in numbers and names only; the first stands for all. */
function errorMoments(events: readonly SctEvent[], failure: SctFailure | null): Moment[] {
  const groups = new Map<string, { first: SctEvent; count: number; last: number }>();
  for (const event of events) {
    if (event.filtered || event.severity < ERROR || (event.base === 'DisruptionEvent' && event.nemesis)) continue;
    const key = `${event.base} ${event.type} ${event.severity} ${event === failure?.killer} ${shape(event.text)}`;
    const known = groups.get(key);
    if (known) {
      known.count++;
      known.last = event.at;
    } else groups.set(key, { first: event, count: 1, last: event.at });
  }
  return [...groups.values()].map(group => errorMoment(group, failure));
}

function errorMoment(group: { first: SctEvent; count: number; last: number }, failure: SctFailure | null): Moment {
  const { first, count } = group;
  const times = count > 1 ? ` (${count} times)` : '';
  return {
    at: eventAt(first),
    until: null,
    kind: 'event',
    level: first.severity,
    title: short(`${named(first)}${times}${first.text && `: ${message(first.text)}`}`),
    member: first.member,
    line: first.line,
    attributes: { ...attributesOf(first, failure), count: String(count), last_at: new Date(group.last).toISOString() },
  };
}

/** The log line's own time, where there is one: the test notices late. A stamp after the event is of another clock or zone. */
function eventAt(event: SctEvent): number {
  return event.sourceAt !== null && event.sourceAt <= event.at ? event.sourceAt : event.at;
}

/** `part` says what the event is to the failure: its killer, or a mere consequence. */
function attributesOf(event: SctEvent, failure: SctFailure | null): Record<string, string> {
  const attributes: Record<string, string> = { event_id: event.id, base: event.base };
  if (event.type) attributes.type = event.type;
  if (event.node) attributes.node = event.node;
  const nemesis = event.nemesis ?? event.during.join(',');
  if (nemesis) attributes.nemesis = nemesis;
  if (event === failure?.killer) attributes.part = 'killer';
  else if (failure?.consequences.has(event)) attributes.part = 'consequence';
  return attributes;
}

/** Scopes of actions.log; those of nemeses are told by their events already, where there are any. */
function actionMoments(corpus: Corpus, nemesesKnown: boolean): Moment[] {
  return scopesOf(readActions(corpus)).flatMap(({ title, source, begin, end }) => {
    const [, nemesis, target] = /^Disruption (\S+)(?: on (.+))?$/.exec(title) ?? [];
    if (nemesis && nemesesKnown) return [];
    return {
      at: begin.at,
      until: end?.at ?? null,
      kind: nemesis ? 'nemesis' : 'step',
      level: INFO,
      title: short(title.replace(/^Disruption /, '')),
      member: begin.member,
      line: begin.line,
      attributes: { source, ...(nemesis && { nemesis }), ...(target && { node: target }) },
    };
  });
}

function testMoments(corpus: Corpus): Moment[] {
  const members = new Map(corpus.members.map(member => [member.path, member.id]));
  return (corpus.tests?.failures ?? []).slice(0, MOST).flatMap(test => testMoment(corpus, test, members.get(test.member)));
}

function testMoment(corpus: Corpus, test: FailedTest, member: number | undefined): Moment[] {
  if (member === undefined) return [];
  for (const row of corpus.rows(member, test.line, test.line)) {
    if (row.at === null) return [];
    const title = short(`${test.name} failed${test.message ? `: ${test.message}` : ''}`);
    return [
      {
        at: row.at,
        until: null,
        kind: 'test',
        level: ERROR,
        title,
        member,
        line: test.line,
        failed: true,
        attributes: { test: test.name },
      },
    ];
  }
  return [];
}

/** A log line without its stamp, node, process and shard. */
function message(text: string): string {
  return text
    .split('\n', 1)[0]
    .replace(/^\[?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?\]?\s+/, '')
    .replace(/^\S+\s+!\s*\w+\s*\|\s*/, '');
}

function shape(text: string): string {
  return message(text)
    .replace(/\b(?=[\w.:-]*\d)[\w.:-]+/g, '#')
    .slice(0, 120);
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > TITLE ? `${line.slice(0, TITLE - 1)}…` : line;
}
