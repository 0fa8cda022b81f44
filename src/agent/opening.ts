/** The investigator: what a model is told first: the deterministic report of the run, every line with its id, and how to go about it. */
import type { Report } from '../model/report.ts';
import { type Labels, reportLabels } from '../tools/render/labels.ts';
import { elided, oneLine } from '../tools/render/safe.ts';
import * as story from '../tools/render/story.ts';
import { clock } from '../tools/render/words.ts';
import type { CitedPlace, Ledger } from './ledger.ts';

/** Of each line so much is shown; read_lines shows the rest. */
const TEXT = 200;
/** Of lines that say what they say behind much else. */
const BEGINNING = 60;
const NOTE = 120;
const EVIDENCE = 8;
const FURTHER = 3;
/** Characters at the beginning of a title by which it is found in its line. */
const LEAST = 12;
const TESTS = 5;
const GAPS = 3;

/** The id by which the report is cited for its numbers. */
export const REPORT = 'R0';

/** What models found before stays out of it: it is no evidence. */
export function reportForModel({ findings: _, ...report }: Report, ledger: Ledger): string {
  const labels = reportLabels(report);
  const sight = { ledger, labels };
  const { missing, doubtful } = story.gapWords(report, labels);
  const patterns = story.patternCounts(report);
  const parts = [
    `${REPORT}, the report of the run, made by rules and statistics`,
    oneLine(`${report.run.title} · ${story.runWords(report)}`),
    ...[story.remoteWords(report)].filter(Boolean).map(oneLine),
    `Category: ${report.category}. ${oneLine(report.summary)}`,
    ...[story.underline(report), report.insufficient_reason ?? ''].filter(Boolean).map(oneLine),
    ...report.hypotheses.flatMap((one, at) => [
      oneLine(`${at + 1}. ${one.title} (${one.confidence} confidence). ${one.description}`),
      ...story
        .evidenceOf(report, one)
        .slice(0, EVIDENCE)
        .map(evidence => evidenceLine(evidence, sight)),
    ]),
    ...decisiveLines(report, sight),
    ...furtherLines(report, sight),
    ...testLines(report, sight),
    ...(patterns ? [`Patterns: ${patterns}.`] : []),
    ...[story.quietWords(report, labels)].filter(Boolean).map(oneLine),
    ...[...missing.map(words => `Not seen: ${words}`), ...doubtful.map(words => `Note: ${elided(words, NOTE)}`)]
      .slice(0, GAPS)
      .map(oneLine),
    ...folders(report, labels),
  ];
  return parts.join('\n');
}

interface Sight {
  readonly ledger: Ledger;
  readonly labels: Labels;
}

function evidenceLine(evidence: Report['evidence_index'][number], sight: Sight): string {
  const at = evidence.attributes.at;
  return lineWords(
    {
      place: evidence.place,
      at: typeof at === 'number' ? at : null,
      part: story.partWords(evidence),
      title: evidence.title,
      text: evidence.snippet.split('\n', 1)[0],
    },
    sight,
  );
}

interface Told {
  readonly place: CitedPlace;
  readonly at: number | null;
  readonly part: string;
  readonly title: string;
  /** As it is stored: what is quoted is behind the bar. */
  readonly text: string;
}

/** The message where it is a piece of the line; else the line’s beginning, with what it says before it. */
function lineWords({ place, at, part, title, text }: Told, { ledger, labels }: Sight): string {
  const stem = spaced(title.replace(/…(?: \+\d+)?$/, ''));
  const begin = stem.length >= LEAST && spaced(text).includes(stem) ? text.indexOf(title.slice(0, LEAST)) : -1;
  const stands = begin >= 0;
  const shown = oneLine(text.slice(Math.max(0, begin)));
  const most = stands ? TEXT : BEGINNING;
  const cut = shown.length > most ? `${shown.slice(0, most)} … +${shown.length - most}` : shown;
  const said = stands ? '' : ` ${oneLine(title).slice(0, TEXT)}`;
  const head = [oneLine(labels.member(place.member)), clock(at), `(${part})`].filter(Boolean).join(' ');
  return `[${ledger.id(place)}] ${head}${said} | ${cut}`;
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function decisiveLines(report: Report, sight: Sight): string[] {
  const step = report.decisive_step;
  if (!step) return [];
  const cited = { place: step.place, at: null, part: story.decisiveTitle(report), title: step.title, text: step.text };
  return [oneLine(`${story.decisiveTitle(report)}: ${story.decisiveWords(step)}`), lineWords(cited, sight)];
}

function furtherLines(report: Report, sight: Sight): string[] {
  const further = story.furtherLines(report, FURTHER);
  if (further.length === 0) return [];
  const lines = further.map(({ line, title }) => lineWords({ ...line, part: story.partOf(line), title }, sight));
  return ['Other telling lines', ...lines];
}

function testLines({ tests }: Report, { ledger, labels }: Sight): string[] {
  if (!tests || !story.knowsTests(tests)) return [];
  const failures = tests.failures.slice(0, TESTS).map(test => {
    const id = test.place
      ? `[${ledger.id({ ...test.place, end_line: test.end_line ?? test.place.line })}] ${labels.member(test.place.member)} `
      : '';
    return oneLine(`${id}failed test ${test.name}${test.message ? `: ${test.message}` : ''}`).slice(0, TEXT);
  });
  const more = tests.failures.length - failures.length;
  return [`Tests: ${story.testCounts(tests)}.`, ...failures, ...(more > 0 ? [`… and ${more} more failed tests`] : [])];
}

/** What the short names of files stand for, as `member:*NAME*` finds them. */
function folders(report: Report, labels: Labels): string[] {
  const cited = [...report.evidence_index, ...report.suspect_lines].map(one => one.place.member);
  const known = new Map<string, string>();
  for (const member of cited) {
    const label = labels.member(member).split('/');
    const path = member.split('/').slice(-label.length);
    for (const [at, name] of label.entries()) if (path[at] && path[at] !== name) known.set(name, path[at]);
  }
  return known.size ? [`Names: ${[...known].map(([name, full]) => oneLine(`${name} is ${full}`)).join(', ')}.`] : [];
}
