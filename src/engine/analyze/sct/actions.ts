/** Analysis: actions.log of a Scylla Cluster Test: scopes that start and finish, and errors told once per subscriber. */
import { objectIn } from '../../../base/lenient.ts';
import type { Corpus, Row } from '../../../model/corpus.ts';
import { ERROR } from '../../../model/level.ts';
import { nodeName, severityNumber } from './event.ts';
import { type Likeness, membersLike } from './members.ts';

export interface Action {
  /** Milliseconds UTC. */
  readonly at: number;
  readonly status: string;
  readonly source: string;
  readonly action: string;
  readonly member: number;
  readonly line: number;
}

/** `Started - X` to `Finished - X`; the end does not say that X went well. */
export interface Scope {
  readonly title: string;
  readonly source: string;
  readonly begin: Action;
  readonly end: Action | null;
}

/** An action that reports an event. */
export interface ReportedEvent {
  readonly id: string;
  readonly base: string;
  readonly type: string | null;
  readonly subtype: string | null;
  readonly severity: number;
  readonly node: string | null;
}

/** Lines of actions.log, or where it is missing their echoes in sct.log, in file order; error lines of one event once. */
export function readActions(corpus: Corpus): Action[] {
  const members = membersLike(corpus, file);
  const rows = members.flatMap(member => [...corpus.rows(member.id, 1, member.lines)]);
  const actions = rows.length ? rows.map(readAction) : [...echoes(corpus)].map(readEcho);
  const told = new Set<string>();
  return actions.filter(action => {
    const id = action && reportedEvent(action)?.id;
    return action !== null && (!id || (!told.has(id) && told.add(id)));
  }) as Action[];
}

const file: Likeness = { format: 'sct-actions', path: /actions/, looks: looksLikeAction };

/** Of each template this many lines: the start and finish of a nemesis are one each, or a few. */
const ECHOES = 2000;

function echoes(corpus: Corpus): Iterable<Row> {
  const said = corpus.templates.filter(template => /\bsource: .+?, action: /.test(template.text));
  return said.length ? corpus.rowsOf(new Set(said.map(template => template.id)), ECHOES) : [];
}

/** `source: X, action: Y, target: …`, as the runner's own log has it; its zone is the runner's. */
function readEcho(row: Row): Action | null {
  const match = /\bsource: (.+?), action: (.+?)(?:, (?:target|trace_id|metadata): .*)?$/.exec(row.text);
  if (!match || row.at === null) return null;
  const status = row.level >= ERROR ? 'error' : 'info';
  return { at: row.at, status, source: match[1], action: match[2], member: row.member, line: row.line };
}

/** Pairs by source and title; a second start before the end opens a second scope. */
export function scopesOf(actions: readonly Action[]): Scope[] {
  const scopes: { title: string; source: string; begin: Action; end: Action | null }[] = [];
  const open = new Map<string, typeof scopes>();
  for (const action of actions) {
    const [, word, title] = /^(Started|Finished) - (.+)$/.exec(action.action) ?? [];
    if (!title) continue;
    const key = `${action.source}\n${title}`;
    const waiting = open.get(key) ?? [];
    if (word === 'Finished') {
      const begun = waiting.pop();
      if (begun) begun.end = action;
      continue;
    }
    const scope = { title, source: action.source, begin: action, end: null };
    scopes.push(scope);
    open.set(key, [...waiting, scope]);
  }
  return scopes;
}

const reported = /^(\w+)(?:\.([\w-]+))?(?:\.([\w-]+))? (\w+) Event \(id=([0-9a-f-]{36})\) on node: (.+)$/;

export function reportedEvent(action: Action): ReportedEvent | null {
  const match = action.source === 'event' ? reported.exec(action.action) : null;
  if (!match) return null;
  const [, base, type, subtype, severity, id, node] = match;
  return {
    id,
    base,
    type: type ?? null,
    subtype: subtype ?? null,
    severity: severityNumber(severity),
    node: node === 'None' ? null : nodeName(node),
  };
}

function looksLikeAction(text: string): boolean {
  return text.startsWith('{') && text.includes('"action"') && text.includes('"datetime"');
}

function readAction(row: Row): Action | null {
  if (!looksLikeAction(row.text)) return null;
  const fields = objectIn(row.text);
  if (typeof fields?.action !== 'string' || typeof fields.source !== 'string' || typeof fields.datetime !== 'string') return null;
  // Newer runs write an offset and a Z behind it, which no parser of dates takes.
  const at = Date.parse(fields.datetime.replace(/\+00:00Z$/, 'Z'));
  if (Number.isNaN(at)) return null;
  const status = typeof fields.status === 'string' ? fields.status : 'info';
  return { at, status, source: fields.source, action: fields.action, member: row.member, line: row.line };
}
