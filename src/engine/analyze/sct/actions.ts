/** Analysis: actions.log of a Scylla Cluster Test: scopes that start and finish, and errors told once per subscriber. */
import type { Corpus, Row } from '../../../model/corpus.ts';
import { severityNumber } from './event.ts';
import { membersLike } from './members.ts';

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

/** Lines of all actions.log members, in file order; error lines of one event once. */
export function readActions(corpus: Corpus): Action[] {
  const actions: Action[] = [];
  const told = new Set<string>();
  for (const member of membersLike(corpus, 'sct-actions', looksLikeAction)) {
    for (const row of corpus.rows(member.id, 1, member.lines)) {
      const action = readAction(row);
      const id = action && reportedEvent(action)?.id;
      if (!action || (id && told.has(id))) continue;
      if (id) told.add(id);
      actions.push(action);
    }
  }
  return actions;
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
    node: node === 'None' ? null : node,
  };
}

function looksLikeAction(text: string): boolean {
  return text.startsWith('{') && text.includes('"action"') && text.includes('"datetime"');
}

function readAction(row: Row): Action | null {
  if (!looksLikeAction(row.text)) return null;
  const fields = parse(row.text);
  if (typeof fields?.action !== 'string' || typeof fields.source !== 'string' || typeof fields.datetime !== 'string') return null;
  // Newer runs write an offset and a Z behind it, which no parser of dates takes.
  const at = Date.parse(fields.datetime.replace(/\+00:00Z$/, 'Z'));
  if (Number.isNaN(at)) return null;
  const status = typeof fields.status === 'string' ? fields.status : 'info';
  return { at, status, source: fields.source, action: fields.action, member: row.member, line: row.line };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
