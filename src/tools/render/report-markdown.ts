/** The table: a report as Markdown, to paste into an issue: the verdict, the evidence with its places, what to do, what was not seen. */
import { formatPlace } from '../../model/place.ts';
import type { Evidence, Report } from '../../model/report.ts';
import { findingsMarkdown } from './findings-markdown.ts';
import { type Labels, reportLabels } from './labels.ts';
import { cell, cellCode, code, prose } from './markdown.ts';
import { elided, manyLines, oneLine } from './safe.ts';
import {
  decisiveTitle,
  decisiveWords,
  evidenceOf,
  furtherLines,
  gapWords,
  knowsTests,
  madeBy,
  partWords,
  patternCounts,
  quietWords,
  readingWords,
  remoteWords,
  requestWords,
  runWords,
  seenWords,
  testCounts,
  underline,
} from './story.ts';
import { clock, count } from './words.ts';

const SNIPPET_LINES = 12;
const LINE = 400;
const TESTS = 20;
const FURTHER = 10;

export function reportMarkdown(report: Report): string {
  const labels = reportLabels(report);
  const under = underline(report);
  const parts = [
    `# ${prose(report.summary)}`,
    `${prose(report.run.title)} · ${runWords(report)}`,
    prose(remoteWords(report)),
    under && `*${prose(under)}*`,
    ...report.hypotheses.map((_, index) => hypothesis(report, index, labels)),
    decisive(report, labels),
    request(report, labels),
    further(report, labels),
    actions(report),
    report.findings ? findingsMarkdown(report.findings, labels) : '',
    reading(report),
    tests(report, labels),
    seen(report, labels),
    legend(labels),
    `---\n${prose(madeBy(report))}`,
  ];
  return `${parts.filter(part => part).join('\n\n')}\n`;
}

function hypothesis(report: Report, index: number, labels: Labels): string {
  const one = report.hypotheses[index];
  const found = evidenceOf(report, one);
  const rows = found.map(
    evidence => `| ${cellCode(labels.place(evidence.place))} | ${cell(evidence.title)} | ${cell(partWords(evidence))} |`,
  );
  const steps = one.verification_steps.map(step => `- [ ] ${stepText(step)}`);
  return [
    `## ${index + 1}. ${prose(one.title)} (${one.confidence} confidence)`,
    prose(one.description),
    ['| Place | Line | Part |', '| --- | --- | --- |', ...rows].join('\n'),
    found[0] ? snippet(found[0]) : '',
    steps.length ? `**To be sure**\n\n${steps.join('\n')}` : '',
  ]
    .filter(part => part)
    .join('\n\n');
}

/** A step keeps its own `code`; all else in it is prose. */
function stepText(step: string): string {
  return oneLine(step)
    .split('`')
    .map((part, at) => (at % 2 === 1 ? code(part) : prose(part)))
    .join('');
}

function snippet(evidence: Evidence): string {
  const lines = manyLines(evidence.snippet).split('\n');
  const shown = lines.slice(0, SNIPPET_LINES).map(line => elided(line, LINE));
  if (lines.length > SNIPPET_LINES) shown.push(`… ${lines.length - SNIPPET_LINES} more lines`);
  const fence = fenceFor(shown.join('\n'));
  return `${fence}text\n${shown.join('\n')}\n${fence}`;
}

function decisive(report: Report, labels: Labels): string {
  const step = report.decisive_step;
  if (!step) return '';
  const row = `| ${cellCode(labels.place(step.place))} | ${cell(elided(step.title, LINE))} |`;
  return [`## ${decisiveTitle(report)}`, `| Place | Line |\n| --- | --- |\n${row}`, prose(decisiveWords(step))].join('\n\n');
}

function further(report: Report, labels: Labels): string {
  const lines = furtherLines(report, FURTHER);
  if (lines.length === 0) return '';
  const rows = lines.map(({ line, title }) => {
    const text = elided(title, LINE);
    return `| ${cellCode(labels.place(line.place))} | ${cell(text)} | ${cell(line.why.join('; '))} |`;
  });
  return ['## Other telling lines\n', '| Place | Line | Why |', '| --- | --- | --- |', ...rows].join('\n');
}

function request({ request: same }: Report, labels: Labels): string {
  if (!same) return '';
  const rows = same.lines.map(
    ({ place, at, title }) =>
      `| ${at === null ? '' : cell(clock(at))} | ${cellCode(labels.place(place))} | ${cell(elided(title, LINE))} |`,
  );
  return [
    `## The same request\n\n${prose(requestWords(same))}\n`,
    '| Time (UTC) | Place | Line |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function actions(report: Report): string {
  if (report.action_items.length === 0) return '';
  const items = report.action_items.map(
    (item, at) => `${at + 1}. **${prose(item.title)}** (${item.priority}). ${prose(item.description)}`,
  );
  return `## What to do\n\n${items.join('\n')}`;
}

/** Named, not linked: the documents lie on the machine that made the report. */
function reading({ documents = [] }: Report): string {
  const rows = documents.map(one => `- ${prose(one.title)}: ${prose(readingWords(one))}`);
  return rows.length ? `## What to read\n\n${rows.join('\n')}` : '';
}

function tests(report: Report, labels: Labels): string {
  if (!report.tests || !knowsTests(report.tests)) return '';
  const rows = report.tests.failures
    .slice(0, TESTS)
    .map(
      test => `- ${code(test.name)}${test.message ? `: ${prose(elided(test.message, LINE))}` : ''} (${code(labels.place(test))})`,
    );
  const more = report.tests.failures.length - TESTS;
  if (more > 0) rows.push(`- … and ${count(more)} more`);
  return [`## Tests`, testCounts(report.tests), rows.join('\n')].filter(part => part).join('\n\n');
}

function seen(report: Report, labels: Labels): string {
  const patterns = patternCounts(report);
  const { missing, doubtful } = gapWords(report, labels);
  const list = (all: readonly string[]) => all.map(words => `- ${prose(words)}`).join('\n');
  const first = report.evidence_index[0];
  return [
    '## What was seen, and what was not',
    `${seenWords(report)}${patterns ? ` Patterns: ${patterns}.` : ''}${first ? ` A place in full: ${code(formatPlace(first.place))}.` : ''}`,
    missing.length ? `Not seen:\n\n${list(missing)}` : 'Nothing is known to be missing.',
    quietWords(report, labels) && prose(quietWords(report, labels)),
    ...(doubtful.length ? [`To be taken with care:\n\n${list(doubtful)}`] : []),
  ]
    .filter(part => part)
    .join('\n\n');
}

/** What the short names of members stand for. */
function legend(labels: Labels): string {
  if (labels.legend.length === 0) return '';
  const rows = labels.legend.map(([label, path]) => `- ${code(label)} is ${code(path)}`);
  return `<details><summary>Full paths</summary>\n\n${rows.join('\n')}\n\n</details>`;
}

function fenceFor(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`{3,}/g), match => match[0].length));
  return '`'.repeat(longest + 1);
}
