/** The report: the whole of it, made from opinions alone; nothing leaves that was not read again. */
import type { Category } from '../../model/category.ts';
import type { PatternChange, Report, Role, SuspectLine } from '../../model/report.ts';
import type { Suspect } from '../analyze/opinions.ts';
import { type Case, memberId, memberPath } from './case.ts';
import { collect } from './collect.ts';
import { type Context, chainOf, mainContext } from './context.ts';
import { hypothesize, triggersOf } from './hypothesize.ts';
import { phraseOf } from './phrase.ts';
import { recommend } from './recommend.ts';
import { rolesOf } from './roles.ts';
import { judge, type Sufficiency } from './sufficiency.ts';
import { passing, summarise } from './summary.ts';
import { timelineOf } from './timeline.ts';
import { type Verified, verify } from './verify.ts';

export type { Case } from './case.ts';

const SUSPECTS = 50;
const PATTERNS = 200;
/** A line this suspicious is no longer normal. */
const ABNORMAL = 0.3;

/** The report of one run; complete without any language model. The same case gives the same report. */
export function makeReport(c: Case): Report {
  const judged = judge(c);
  const context = judged.sufficient && c.verdicts.length > 0 ? mainContext(c) : null;
  const roles = rolesOf(c, context);
  const gathered = collect(c, { triggers: triggersOf(c), roles, root: context?.root ?? null });
  const hypotheses = judged.sufficient ? hypothesize(c, context, gathered) : [];
  const verified = verify({ evidence: gathered.all, hypotheses }, rereader(c));
  return assemble(c, { ...settled(c, { judged, context, verified }), verified, roles });
}

interface Settled {
  readonly judged: Sufficiency;
  readonly context: Context | null;
}

/** No evidence, no hypothesis: when nothing verified is left, the report says so. */
function settled(c: Case, made: { judged: Sufficiency; context: Context | null; verified: Verified }): Settled {
  if (!made.judged.sufficient || made.verified.hypotheses.length > 0) return made;
  const reason =
    made.verified.removed > 0
      ? 'The lines that spoke for a cause no longer match the stored bytes.'
      : `No line of ${c.corpus.lines.toLocaleString('en-US')} tells of a cause.`;
  return { judged: { sufficient: false, reason }, context: null };
}

function assemble(c: Case, made: Settled & { verified: Verified; roles: readonly Role[] }): Report {
  const { judged, context, verified, roles } = made;
  const shown = c.suspects.slice(0, SUSPECTS).map((suspect, index) => suspectLine(c, suspect, roles[index]));
  const lines = shown.reduce((sum, one) => sum + one.place.end_line - one.place.line + 1, 0);
  const alike = shown.reduce((sum, one) => sum + one.alike, 0);
  return {
    run: { run_id: c.run.run_id, title: c.run.title, from: c.run.from, to: c.run.to },
    category: categoryOf(c, context, judged),
    insufficient_evidence: !judged.sufficient,
    insufficient_reason: judged.reason,
    summary: summarise(c, context, judged),
    chain: context ? chainOf(context) : [],
    evidence_index: verified.evidence,
    hypotheses: verified.hypotheses,
    action_items: recommend(c, context, judged),
    suspect_lines: shown,
    tests: testsWithPlaces(c),
    timeline: timelineOf(c, context),
    patterns: patternsOf(c),
    changes: changesOf(c),
    first_abnormal: firstAbnormal(c),
    members: c.corpus.members.length,
    coverage: { scanned: c.corpus.lines, matched: lines + alike, shown: lines, dropped: alike },
    gaps: [...c.gaps],
    engine: {
      version: c.version,
      mode: c.mode,
      made_by: ['rules', 'statistics', ...(c.good.length > 0 ? [`comparison with ${passing(c)}`] : [])],
      compared_with: c.good.length,
      removed_claims: verified.removed,
      took_ms: c.tookMs,
    },
  };
}

function categoryOf(c: Case, context: Context | null, judged: Sufficiency): Category {
  if (!judged.sufficient) return 'unknown';
  return context?.verdict.category ?? (c.tests?.failures.length ? 'assertion' : 'unknown');
}

function rereader(c: Case) {
  return {
    bytes: (place: { member: string; line: number; end_line: number }) => {
      const member = memberId(c.corpus, place.member);
      return member === undefined ? null : c.bytes(member, place.line, place.end_line);
    },
    sha256: c.sha256,
  };
}

function suspectLine(c: Case, suspect: Suspect, role: Role): SuspectLine {
  const { member, line, endLine, at, score, why, alike } = suspect;
  const [row] = c.corpus.rows(member, line, line);
  const place = { source: c.run.source, member: memberPath(c.corpus, member), line, end_line: endLine };
  const text = row?.text ?? '';
  return { place, at, text, title: phraseOf(text), score, role, why: [...why], alike };
}

function testsWithPlaces(c: Case): Report['tests'] {
  if (!c.tests) return null;
  const failures = c.tests.failures.map(test => ({
    ...test,
    place: test.place ?? { source: c.run.source, member: test.member, line: test.line },
  }));
  return { ...c.tests, failures };
}

function patternsOf(c: Case): PatternChange[] {
  const stats = new Map(c.corpus.templates.map(template => [template.id, template]));
  return c.differences.slice(0, PATTERNS).map(({ change, template, text, count, passing: mean }) => {
    const stat = change === 'gone' ? undefined : stats.get(template);
    const place = stat && { source: c.run.source, member: memberPath(c.corpus, stat.firstMember), line: stat.firstLine };
    return { change, template: text, count, passing: mean, place: place ?? null };
  });
}

function changesOf(c: Case): Report['changes'] {
  const counts = { new: 0, gone: 0, more_often: 0, less_often: 0 };
  for (const { change } of c.differences) counts[change]++;
  return counts;
}

/** The earliest precursor, trigger or cause, by stamp, else by rank. */
function firstAbnormal(c: Case): Report['first_abnormal'] {
  const telling = c.suspects.filter(one => one.score >= ABNORMAL && one.role !== 'echo' && one.role !== 'context');
  const stamped = telling.filter(one => one.at !== null).sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const first = stamped[0] ?? telling[0];
  if (!first) return null;
  return { at: first.at, place: { source: c.run.source, member: memberPath(c.corpus, first.member), line: first.line } };
}
