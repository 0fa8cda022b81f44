/** The table: a report for a terminal: verdict first, then clickable evidence, what to do, what was seen and what was not. */
import { formatPlace } from '../../model/place.ts';
import type { Evidence, Report } from '../../model/report.ts';
import type { View } from '../tool.ts';
import { findingsWithin } from './findings-text.ts';
import { reportLabels } from './labels.ts';
import { bulleted, type Entry, indented, lineTable, type Sight } from './line-table.ts';
import { type Ink, painted } from './paint.ts';
import { cells, elided, oneLine, padded, wrapped } from './safe.ts';
import * as story from './story.ts';
import { clock } from './words.ts';

const WIDEST = 140;
const NARROWEST = 40;
const EVIDENCE = 8;
const FURTHER = 5;
const TESTS = 10;
const REQUEST = 10;
const GAPS = 12;
const LEGEND = 12;

/** Any width; no line exceeds it, but for places in full, which a person copies. */
export function reportText(report: Report, view: View): string {
  const width = Math.max(NARROWEST, Math.min(WIDEST, view.width));
  const sight: Sight = { ...view, width, labels: reportLabels(report) };
  const parts = [
    head(report, sight),
    ...report.hypotheses.map((_, index) => hypothesis(report, index, sight)),
    decisive(report, sight),
    request(report, sight),
    further(report, sight),
    actions(report, sight),
    ...(report.findings ? findingsWithin(report.findings, sight) : []),
    reading(report, sight),
    tests(report, sight),
    seen(report, sight),
    foot(report, sight),
  ];
  const filled = parts.filter(part => part.length > 0);
  return `${filled.map(part => part.join('\n')).join('\n\n')}\n`;
}

function head(report: Report, view: Sight): string[] {
  const ink = report.insufficient_evidence ? 'yellow' : 'red';
  const under = story.underline(report);
  return [
    painted(view, 'dim', elided(oneLine(`${report.run.title} · ${story.runWords(report)}`), view.width)),
    ...told(report, view).map(line => painted(view, 'dim', line)),
    '',
    ...wrapped(oneLine(report.summary), view.width).map(line => painted(view, 'bold', painted(view, ink, line))),
    ...(under ? wrapped(oneLine(under), view.width).map(line => painted(view, 'dim', line)) : []),
  ];
}

/** What the system says that the run was fetched from, and its page there. */
function told(report: Report, view: Sight): string[] {
  const words = story.remoteWords(report);
  return [...(words ? wrapped(oneLine(words), view.width) : []), ...(report.run.remote?.url ? [report.run.remote.url] : [])];
}

function hypothesis(report: Report, index: number, view: Sight): string[] {
  const one = report.hypotheses[index];
  const label = `${one.confidence} confidence`;
  const title = elided(`${index + 1} · ${oneLine(one.title)}`, view.width - cells(label) - 2);
  const found = story.evidenceOf(report, one);
  const more = found.length - EVIDENCE;
  return [
    `${painted(view, 'bold', title)}  ${painted(view, 'dim', label)}`,
    ...evidenceTable(found.slice(0, EVIDENCE), view),
    ...(more > 0 ? [painted(view, 'dim', `  … and ${more} more`)] : []),
    ...indented(one.description, view, '  '),
    ...(one.verification_steps.length ? [painted(view, 'dim', '  To be sure')] : []),
    ...one.verification_steps.flatMap(step => bulleted(step, view, '  - ')),
  ];
}

function evidenceTable(evidence: readonly Evidence[], view: Sight): string[] {
  const entries = evidence.map(one => ({
    role: story.roleOf(one),
    part: story.partWords(one),
    place: one.place,
    text: one.title,
  }));
  return lineTable(entries, view);
}

function decisive(report: Report, view: Sight): string[] {
  const step = report.decisive_step;
  if (!step) return [];
  const role = report.insufficient_evidence ? 'context' : 'cause';
  return [
    painted(view, 'bold', story.decisiveTitle(report)),
    ...lineTable([{ role, part: role, place: step.place, text: step.title }], view),
    ...indented(story.decisiveWords(step), view, '    '),
  ];
}

function further(report: Report, view: Sight): string[] {
  const lines = story.furtherLines(report, FURTHER);
  return lines.length ? [painted(view, 'bold', 'Other telling lines'), ...lineTable(lines.map(entryOf), view)] : [];
}

function entryOf({ line, title }: story.Further): Entry {
  return { role: line.role, part: story.partOf(line), place: line.place, text: title };
}

function request({ request: same }: Report, view: Sight): string[] {
  if (!same) return [];
  const entries = same.lines.slice(0, REQUEST).map(({ place, at, level, title }) => {
    const role = level === 'error' || level === 'fatal' ? 'echo' : 'context';
    return { role, part: at === null ? '' : clock(at).slice(0, 12), place: { ...place, end_line: place.line }, text: title };
  });
  const more = same.in_all - entries.length;
  return [
    `${painted(view, 'bold', 'The same request')}  ${painted(view, 'dim', oneLine(story.requestWords(same)))}`,
    ...lineTable(entries, view),
    ...(more > 0 ? [painted(view, 'dim', `  … and ${more} more: investigator search --query '"${oneLine(same.id)}"'`)] : []),
  ];
}

function actions(report: Report, view: Sight): string[] {
  if (report.action_items.length === 0) return [];
  const items = report.action_items.flatMap((item, at) => [
    ...bulleted(oneLine(item.title), view, `  ${at + 1} `),
    ...indented(item.description, view, '    ').map(line => painted(view, 'dim', line)),
  ]);
  return [painted(view, 'bold', 'What to do'), ...items];
}

/** Documents of knowledge: advice, no evidence. */
function reading({ documents = [] }: Report, view: Sight): string[] {
  if (documents.length === 0) return [];
  const rows = documents.flatMap(one => [
    ...bulleted(oneLine(one.title), view, '  - '),
    ...indented(story.readingWords(one), view, '    ').map(line => painted(view, 'dim', line)),
  ]);
  return [painted(view, 'bold', 'What to read'), ...rows];
}

function tests(report: Report, view: Sight): string[] {
  if (!report.tests || !story.knowsTests(report.tests)) return [];
  const { failures, frameworks } = report.tests;
  const entries = failures.slice(0, TESTS).flatMap(test => {
    const place = test.place && { ...test.place, end_line: test.end_line ?? test.line };
    return place
      ? [{ role: 'cause', part: 'failed', place, text: `${test.name}${test.message ? `: ${test.message}` : ''}` }]
      : [];
  });
  const more = failures.length - entries.length;
  const tools = frameworks.length ? ` (${frameworks.join(', ')})` : '';
  return [
    painted(view, 'bold', 'Tests'),
    ...indented(`${story.testCounts(report.tests)}${tools}`, view, '  '),
    ...lineTable(entries, view),
    ...(more > 0 ? [painted(view, 'dim', `  … and ${more} more`)] : []),
  ];
}

function seen(report: Report, view: Sight): string[] {
  const patterns = story.patternCounts(report);
  const { missing, doubtful } = story.gapWords(report, view.labels);
  return [
    painted(view, 'bold', 'What was seen'),
    ...indented(`${story.seenWords(report)}${patterns ? ` Patterns: ${patterns}.` : ''}`, view, '  '),
    ...indented(story.quietWords(report, view.labels), view, '  '),
    ...capped(doubtful, view, { bullet: '  ~ ', ink: 'dim' }),
    ...(missing.length ? [painted(view, 'bold', 'What was not seen')] : ['  Nothing is known to be missing.']),
    ...capped(missing, view, { bullet: '  ! ', ink: 'yellow' }),
  ];
}

function capped(all: readonly string[], view: Sight, look: { bullet: string; ink: Ink }): string[] {
  const more = all.length - GAPS;
  return [
    ...all.slice(0, GAPS).flatMap(words => bulleted(words, view, look.bullet).map(line => painted(view, look.ink, line))),
    ...(more > 0 ? [painted(view, 'dim', `  … and ${more} more`)] : []),
  ];
}

/** Who made it, and what the short names of members stand for. */
function foot(report: Report, view: Sight): string[] {
  const { legend } = view.labels;
  const width = Math.max(0, ...legend.map(([label]) => cells(label)));
  const [first] = report.evidence_index;
  const lines = [
    ...legend.slice(0, LEGEND).map(([label, path]) => `${padded(oneLine(label), width)}  ${oneLine(path)}`),
    ...(legend.length > LEGEND ? [`… and ${legend.length - LEGEND} more members`] : []),
    ...(first ? [`A line and its surroundings: investigator lines '${oneLine(formatPlace(first.place))}'`] : []),
    ...wrapped(story.madeBy(report), view.width),
  ];
  return lines.map(line => painted(view, 'dim', line));
}
