/** The table: parts of a report that all its renderings tell in the same words. */
import type { Gap } from '../../model/coverage.ts';
import type { DecisiveStep, Evidence, Hypothesis, Report, SameRequest, SuspectLine } from '../../model/report.ts';
import { type Labels, QUIET } from './labels.ts';
import { clock, count, counted, listed, span, stamp } from './words.ts';

type ReadingDocument = NonNullable<Report['documents']>[number];

/** What stands right under the verdict: the chain, when it began, what it was compared with. */
export function underline(report: Report): string {
  const parts = [report.chain.join(' → ')];
  const first = report.first_abnormal;
  if (first && first.at !== null) parts.push(`First abnormal moment ${clock(first.at)} UTC`);
  const fresh = changesOf(report, 'new');
  const compared = report.engine.compared_with;
  if (compared > 0)
    parts.push(`${fresh === 0 ? 'No pattern' : counted(fresh, 'pattern')} new against ${counted(compared, 'passing run')}`);
  const told = parts.filter(part => part);
  return told.length ? `${told.join('. ')}.` : '';
}

/** Evidence of a hypothesis in the order it is cited. */
export function evidenceOf(report: Report, hypothesis: Hypothesis): Evidence[] {
  const known = new Map(report.evidence_index.map(one => [one.evidence_id, one]));
  return hypothesis.evidence_ids.map(id => known.get(id)).filter(one => one !== undefined);
}

export function roleOf(evidence: Evidence): string {
  return String(evidence.attributes.role ?? 'context');
}

/** `cause`, `+60 alike`, `failed test`. */
export function partWords(evidence: Evidence): string {
  if (evidence.kind === 'test') return 'failed test';
  if (evidence.kind === 'pattern') return 'new pattern';
  return partOf({ role: roleOf(evidence), alike: Number(evidence.attributes.alike ?? 0) });
}

/** Of an echo it tells more how often it is repeated than that it is one. */
export function partOf({ role, alike }: { readonly role: string; readonly alike: number }): string {
  return alike > 0 && (role === 'echo' || role === 'context') ? `+${count(alike)} alike` : role;
}

/** `categories/disk-full.md:21 What to look at`, and why it is told. */
export function readingWords({ document, heading, line, why }: ReadingDocument): string {
  return `${document}.md:${line}${heading ? ` ${heading}` : ''} (${why})`;
}

/** Where too little is told to name a cause, it is only where a person looks first. */
export function decisiveTitle(report: Report): 'Decisive step' | 'Where to look first' {
  return report.insufficient_evidence ? 'Where to look first' : 'Decisive step';
}

const PARTS = { step: 'Step', tool_call: 'Tool call', guardrail: 'Guardrail event', message: 'Message' } as const;

/** `Message 56 of assistant: it says that there is no tracking number, though get_order_details had told tracking_id.` */
export function decisiveWords({ kind, ref_id, agent, why }: DecisiveStep): string {
  return `${PARTS[kind]} ${ref_id} of ${agent}: ${why.join('; ')}.`;
}

export interface Further {
  readonly line: SuspectLine;
  /** What it says, from where its message begins. */
  readonly title: string;
  /** Its evidence, where it has become one. */
  readonly evidence: Evidence | null;
}

/** Telling lines that no hypothesis cites, without the decisive step. */
export function furtherLines(report: Report, most: number): Further[] {
  const cited = new Set(report.hypotheses.flatMap(one => one.evidence_ids));
  const known = new Map(report.evidence_index.map(one => [`${one.place.member}:${one.place.line}`, one]));
  const decisive = report.decisive_step?.place;
  return report.suspect_lines
    .map(line => {
      const evidence = known.get(`${line.place.member}:${line.place.line}`) ?? null;
      return { line, title: evidence?.title ?? line.title ?? line.text.trim(), evidence };
    })
    .filter(({ line }) => line.place.member !== decisive?.member || line.place.line !== decisive.line)
    .filter(({ evidence }) => !evidence || !cited.has(evidence.evidence_id))
    .slice(0, most);
}

/** `The same request: req-…, 12 lines of 3 files.` */
export function requestWords({ id, lines, in_all }: SameRequest): string {
  const files = new Set(lines.map(one => one.place.member)).size;
  return `${id}, ${counted(in_all, 'line')} of ${in_all > lines.length ? 'at least ' : ''}${counted(files, 'file')}`;
}

/** `Quiet from 11:11:03 to 11:13:03 UTC: a.log, b.log and 3 more, with no warning among 1,204 lines.` */
export function quietWords(report: Report, labels: Labels): string {
  const { quiet } = report;
  if (!quiet) return '';
  const names = quiet.members.slice(0, QUIET).map(one => labels.member(one.member));
  const more = quiet.members.length - names.length;
  const lines = quiet.members.reduce((sum, one) => sum + one.lines, 0);
  const all = more > 0 ? [...names, `${count(more)} more`] : names;
  return `Quiet from ${clock(quiet.from).slice(0, 8)} to ${clock(quiet.to).slice(0, 8)} UTC: ${listed(all)}, with no warning among ${counted(lines, 'line')}.`;
}

export function runWords(report: Report): string {
  return `${span(report.run.from, report.run.to)} · ${counted(report.coverage.scanned, 'line')}`;
}

/** Facts of an outside system in the head of a report; its first ones are what a person asks for first. */
const FACTS = 6;

/** `Argus: Status: failed · Version: …`; empty for runs that were read from files. */
export function remoteWords({ run: { remote } }: Report): string {
  if (!remote) return '';
  const facts = remote.facts.slice(0, FACTS).map(({ label, value }) => `${label}: ${value}`);
  const more = remote.facts.length - facts.length;
  const parts = [...facts, more > 0 && `${more} more`, !remote.finished && 'it may still change'];
  return [remote.system, ...parts.filter(Boolean)].join(' · ');
}

/** Whether the log states anything of tests. */
export function knowsTests(tests: NonNullable<Report['tests']>): boolean {
  return tests.frameworks.length > 0 || tests.failures.length > 0;
}

/** `412 ran, 409 passed, 3 failed`, as far as the log states it. */
export function testCounts(tests: NonNullable<Report['tests']>): string {
  const parts = [
    tests.ran !== null && `${count(tests.ran)} ran`,
    tests.passed !== null && `${count(tests.passed)} passed`,
    tests.failed !== null && `${count(tests.failed)} failed`,
    tests.skipped ? `${count(tests.skipped)} skipped` : false,
  ].filter(part => part !== false);
  return parts.length ? parts.join(', ') : `${counted(tests.failures.length, 'failed test')}`;
}

/** `12 new, 3 gone` or nothing. */
export function patternCounts(report: Report): string {
  const names = { new: 'new', gone: 'gone', more_often: 'more often', less_often: 'less often' } as const;
  const parts = Object.entries(names).flatMap(([change, words]) => {
    const found = changesOf(report, change as keyof typeof names);
    return found ? [`${count(found)} ${words}`] : [];
  });
  return parts.join(', ');
}

/** How many patterns changed so; the list of them is cut. */
export function changesOf(report: Report, change: Report['patterns'][number]['change']): number {
  return report.changes?.[change] ?? report.patterns.filter(one => one.change === change).length;
}

export function seenWords(report: Report): string {
  const { scanned, shown, dropped } = report.coverage;
  const alike = dropped > 0 ? `; ${counted(dropped, 'further line')} tell the same` : '';
  return `${counted(scanned, 'line')} of ${counted(report.members, 'file')} read, ${counted(shown, 'telling line')} kept${alike}.`;
}

export function madeBy(report: Report): string {
  const { made_by, removed_claims, took_ms, version, mode } = report.engine;
  const model = made_by.some(one => /model/.test(one)) ? '' : ', without a language model';
  return `Made by ${listed(made_by)}${model}, in ${(took_ms / 1000).toFixed(1)} s (version ${version}, ${mode}).`.concat(
    ` ${counted(report.evidence_index.length, 'piece')} of evidence verified against the stored bytes, ${removed_claims} removed.`,
  );
}

/** Gaps after which nothing is missing, but times, letters or the verdict have to be taken with care. */
const DOUBTFUL: readonly Gap['kind'][] = ['no_stamps', 'zone_assumed', 'clock', 'encoding', 'outcome'];

export interface GapWords {
  /** What was not seen. */
  readonly missing: readonly string[];
  /** What was seen, but is to be taken with care. */
  readonly doubtful: readonly string[];
}

/** Gaps that repeat one another become one, with a count. */
export function gapWords(report: Report, labels: Labels): GapWords {
  const isDoubtful = (gap: Gap) => DOUBTFUL.includes(gap.kind);
  return {
    missing: grouped(report.gaps.filter(gap => !isDoubtful(gap)).map(gap => wordsOf(gap, labels))),
    doubtful: grouped(report.gaps.filter(isDoubtful).map(gap => wordsOf(gap, labels))),
  };
}

function wordsOf(gap: Gap, labels: Labels): string {
  // Some sentences name the file themselves.
  const where =
    gap.member && !gap.words.includes(gap.member) ? `${labels.member(gap.member)}${gap.line ? `:${gap.line}` : ''}: ` : '';
  return where + labels.legend.reduce((text, [label, path]) => text.replaceAll(path, label), gap.words);
}

function grouped(words: readonly string[]): string[] {
  return [...new Set(words)].map(one => {
    const times = words.filter(other => other === one).length;
    return times > 1 ? `${one} (${count(times)} times)` : one;
  });
}

export function when(at: unknown): string {
  return typeof at === 'number' ? stamp(at) : '';
}
