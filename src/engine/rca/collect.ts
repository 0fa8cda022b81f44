/** The report: opinions become evidence: a line, its text, its checksum and the part it plays. */
import type { Evidence, Role } from '../../model/report.ts';
import type { Moment } from '../analyze/opinions.ts';
import { type Case, memberId, memberPath, textOf } from './case.ts';
import { phraseAround, phraseOf } from './phrase.ts';
import { type Site, siteOf } from './site.ts';

/** Lines of one piece of evidence, at most; longer blocks are cut at their end. */
const LINES = 60;
/** Suspects that become evidence although no verdict cites them. */
const UNCITED = 8;
const TESTS = 5;
const PATTERNS = 5;
const MONITORED = 6;

/** Evidence by what it came from; the ids are those of `all`. */
export interface Gathered {
  readonly all: readonly Evidence[];
  /** By index into the suspects. */
  readonly ofSuspect: ReadonlyMap<number, string>;
  readonly root: string | null;
  readonly ofTests: readonly string[];
  readonly ofMoment: ReadonlyMap<Moment, string>;
  readonly ofPatterns: readonly string[];
}

interface Draft {
  readonly kind: Evidence['kind'];
  readonly title?: string;
  readonly refId?: string;
  readonly at: { readonly member: number; readonly line: number; readonly endLine: number };
  readonly attributes: Evidence['attributes'];
}

export interface Story {
  /** The cause's line where it is no suspect. */
  readonly root: Site | null;
  /** The moments (a nemesis, a step) during which causes stand. */
  readonly triggers: readonly Moment[];
  /** By index into the suspects. */
  readonly roles: readonly Role[];
}

/** Ids count in the order in which a reader meets the evidence: that of the verdicts first. */
export function collect(c: Case, story: Story): Gathered {
  const all: Evidence[] = [];
  const ids = new Map<string, string>();
  const add = (draft: Draft): string => {
    const key = `${draft.at.member}:${draft.at.line}`;
    const known = ids.get(key);
    if (known) return known;
    const id = `ev_${all.length + 1}`;
    ids.set(key, id);
    all.push(evidenceOf(c, id, draft));
    return id;
  };
  const root = story.root && add(rootDraft(story.root));
  const chosen = new Set([...c.verdicts.flatMap(verdict => verdict.evidence), ...c.suspects.slice(0, UNCITED).keys()]);
  const ofSuspect = new Map([...chosen].map(index => [index, add(suspectDraft(c, index, story.roles[index]))]));
  const ofMoment = new Map(story.triggers.map(moment => [moment, add(momentDraft(moment))]));
  const ofTests = testDrafts(c).map(add);
  for (const draft of monitoredDrafts(c)) add(draft);
  const ofPatterns = patternDrafts(c).map(add);
  return { all, root, ofSuspect, ofTests, ofMoment, ofPatterns };
}

function evidenceOf(c: Case, id: string, draft: Draft): Evidence {
  const { member, line } = draft.at;
  const endLine = Math.min(draft.at.endLine, line + LINES - 1);
  const snippet = textOf(c.corpus, { member, line, endLine });
  const place = { source: c.run.source, member: memberPath(c.corpus, member), line, end_line: endLine };
  return {
    evidence_id: id,
    kind: draft.kind,
    ref_id: draft.refId ?? `${place.source}:${place.member}:${line}`,
    title: draft.title ?? phraseOf(snippet),
    snippet,
    place,
    sha256: c.sha256(c.bytes(member, line, endLine)),
    attributes: draft.attributes,
  };
}

function suspectDraft(c: Case, index: number, role: Role): Draft {
  const suspect = c.suspects[index];
  const site = siteOf(c, index);
  const text = textOf(c.corpus, { ...site, endLine: site.line });
  const eventId = /"?event_id"?[=:] ?"?([0-9a-f-]{36})/.exec(text)?.[1];
  return {
    kind: eventId ? 'event' : kindOf(c, site.member),
    refId: eventId,
    // A structured line is told by its fields; of a block of lines the one that holds the sign is told.
    title: site.telling && !text.trimStart().startsWith('{') ? phraseAround(site.telling, site.column) : undefined,
    at: site,
    attributes: {
      role,
      at: site.at,
      score: Math.round(suspect.score * 1000) / 1000,
      alike: suspect.alike,
      why: suspect.why.join('; '),
    },
  };
}

function rootDraft(site: Site): Draft {
  const why = 'the plainest sign right above a suspect line';
  const title = site.telling ? phraseAround(site.telling, site.column) : undefined;
  return { kind: 'log', title, at: site, attributes: { role: 'cause' satisfies Role, at: site.at, alike: 0, why } };
}

function momentDraft(moment: Moment): Draft {
  return {
    kind: 'event',
    title: moment.title,
    refId: moment.attributes.event_id,
    at: { member: moment.member, line: moment.line, endLine: moment.line },
    attributes: { ...moment.attributes, role: 'trigger' satisfies Role, at: moment.at },
  };
}

function testDrafts(c: Case): Draft[] {
  return (c.tests?.failures ?? []).slice(0, TESTS).flatMap((test): Draft[] => {
    const member = memberId(c.corpus, test.member);
    if (member === undefined) return [];
    const title = `${test.name} failed${test.message ? `: ${phraseOf(test.message)}` : ''}`;
    const at = { member, line: test.line, endLine: test.end_line ?? test.line };
    return [{ kind: 'test', refId: test.name, title, at, attributes: { role: 'cause' satisfies Role, test: test.name } }];
  });
}

/** Monitoring tells by formats of its own. */
/** What the lines of a format are evidence of, where they are more than lines. */
const KINDS: Readonly<Record<string, Evidence['kind']>> = { metrics: 'metric', alerts: 'alert', 'sct-argus': 'event' };

function kindOf({ corpus }: Case, id: number): Evidence['kind'] {
  const format = corpus.members.find(member => member.id === id)?.format;
  return KINDS[format ?? ''] ?? 'log';
}

/** Alerts and lasting changes of metrics nearest to the most telling line, what comes before it first. */
function monitoredDrafts(c: Case): Draft[] {
  const about = c.suspects.find(one => one.at !== null)?.at ?? null;
  if (about === null) return [];
  const far = ({ at }: Moment) => (at <= about ? about - at : (at - about) * 2);
  const seen = c.moments.filter(one => one.kind === 'metric' || one.kind === 'alert').sort((a, b) => far(a) - far(b));
  return seen.slice(0, MONITORED).map(moment => ({
    kind: moment.kind as 'metric' | 'alert',
    title: moment.title,
    at: { member: moment.member, line: moment.line, endLine: moment.line },
    attributes: { ...moment.attributes, role: 'context' satisfies Role, at: moment.at },
  }));
}

/** New patterns of this run, as far as they are not suspects already. */
function patternDrafts(c: Case): Draft[] {
  const known = new Set(c.suspects.map(suspect => suspect.template));
  const stats = new Map(c.corpus.templates.map(template => [template.id, template]));
  const fresh = c.differences.filter(one => one.change === 'new' && !known.has(one.template)).slice(0, PATTERNS);
  return fresh.flatMap((one): Draft[] => {
    const stat = stats.get(one.template);
    if (!stat) return [];
    const at = { member: stat.firstMember, line: stat.firstLine, endLine: stat.firstLine };
    const attributes = { role: 'context' satisfies Role, change: one.change, count: one.count, passing: one.passing };
    return [{ kind: 'pattern', refId: `template:${one.template}`, at, attributes }];
  });
}
