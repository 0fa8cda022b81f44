/** The table: a report for a terminal: verdict first, then clickable evidence, what to do, what was seen and what was not. */
import type { Evidence, Report, SuspectLine } from '../../model/report.ts';
import type { View } from '../tool.ts';
import { linked, painted, ROLES, shortPlace } from './paint.ts';
import { cells, elided, elidedLeft, oneLine, padded, paddedLeft, wrapped } from './safe.ts';
import {
  descriptionOf,
  evidenceOf,
  furtherLines,
  gapWords,
  madeBy,
  partWords,
  patternCounts,
  roleOf,
  runWords,
  seenWords,
  testCounts,
  underline,
} from './story.ts';

const WIDEST = 140;
const NARROWEST = 40;
const EVIDENCE = 8;
const FURTHER = 5;
const TESTS = 10;
const GAPS = 12;

/** Any width; lines never exceed it, unless a single place does. */
export function reportText(report: Report, view: View): string {
  const sight = { ...view, width: Math.max(NARROWEST, Math.min(WIDEST, view.width)) };
  const parts = [
    head(report, sight),
    ...report.hypotheses.map((_, index) => hypothesis(report, index, sight)),
    further(report, sight),
    actions(report, sight),
    tests(report, sight),
    seen(report, sight),
    foot(report, sight),
  ];
  return `${parts
    .filter(part => part.length > 0)
    .map(part => part.join('\n'))
    .join('\n\n')}\n`;
}

function head(report: Report, view: View): string[] {
  const ink = report.insufficient_evidence ? 'yellow' : 'red';
  const under = underline(report);
  return [
    painted(view, 'dim', elided(oneLine(`${report.run.title} · ${runWords(report)}`), view.width)),
    '',
    ...wrapped(oneLine(report.summary), view.width).map(line => painted(view, 'bold', painted(view, ink, line))),
    ...(under ? wrapped(oneLine(under), view.width).map(line => painted(view, 'dim', line)) : []),
  ];
}

function hypothesis(report: Report, index: number, view: View): string[] {
  const one = report.hypotheses[index];
  const label = `${one.confidence} confidence`;
  const title = elided(`${index + 1} · ${oneLine(one.title)}`, view.width - cells(label) - 2);
  const found = evidenceOf(report, one);
  const more = found.length - EVIDENCE;
  return [
    `${painted(view, 'bold', title)}  ${painted(view, 'dim', label)}`,
    ...evidenceTable(found.slice(0, EVIDENCE), view),
    ...(more > 0 ? [painted(view, 'dim', `  … and ${more} more`)] : []),
    ...indented(descriptionOf(one), view, '  '),
    ...one.verification_steps.flatMap(step => bulleted(step, view, '  ? ')),
  ];
}

interface Entry {
  readonly role: string;
  readonly part: string;
  readonly place: Evidence['place'];
  readonly text: string;
}

function evidenceTable(evidence: readonly Evidence[], view: View): string[] {
  return table(
    evidence.map(one => ({ role: roleOf(one), part: partWords(one), place: one.place, text: one.title })),
    view,
  );
}

/** One look for every line: mark, member:line, text, the part it plays. */
function table(entries: readonly Entry[], view: View): string[] {
  if (entries.length === 0) return [];
  const widest = (texts: string[]) => Math.max(...texts.map(cells));
  const placeWidth = Math.min(Math.floor(view.width * 0.38), widest(entries.map(one => oneLine(shortPlace(one.place)))));
  const partWidth = Math.min(Math.floor(view.width * 0.28), widest(entries.map(one => one.part)));
  const textWidth = Math.max(8, view.width - placeWidth - partWidth - 8);
  return entries.map(({ role, part, place, text }) => {
    const look = ROLES[role] ?? ROLES.context;
    const where = elidedLeft(oneLine(shortPlace(place)), placeWidth);
    const gap = ' '.repeat(placeWidth - cells(where));
    const words = padded(elided(oneLine(text), textWidth), textWidth);
    const last = painted(view, look.ink, paddedLeft(elided(part, partWidth), partWidth));
    return `  ${painted(view, look.ink, look.mark)} ${linked(view, place, where)}${gap}  ${words}  ${last}`;
  });
}

function further(report: Report, view: View): string[] {
  const lines = furtherLines(report, FURTHER);
  if (lines.length === 0) return [];
  return [painted(view, 'bold', 'Other telling lines'), ...table(lines.map(entryOf), view)];
}

function entryOf(line: SuspectLine): Entry {
  return {
    role: line.role,
    part: line.alike > 0 ? `+${line.alike} alike` : line.role,
    place: line.place,
    text: line.text.trim(),
  };
}

function actions(report: Report, view: View): string[] {
  if (report.action_items.length === 0) return [];
  const items = report.action_items.flatMap((item, at) => [
    ...bulleted(oneLine(item.title), view, `  ${at + 1} `),
    ...indented(item.description, view, '    ').map(line => painted(view, 'dim', line)),
  ]);
  return [painted(view, 'bold', 'What to do'), ...items];
}

function tests(report: Report, view: View): string[] {
  if (!report.tests || (report.tests.frameworks.length === 0 && report.tests.failures.length === 0)) return [];
  const { failures, frameworks } = report.tests;
  const entries = failures.slice(0, TESTS).flatMap(test => {
    const place = test.place && { ...test.place, end_line: test.end_line ?? test.line };
    return place
      ? [{ role: 'cause', part: 'failed', place, text: `${test.name}${test.message ? `: ${test.message}` : ''}` }]
      : [];
  });
  const more = failures.length - entries.length;
  return [
    `${painted(view, 'bold', 'Tests')}  ${testCounts(report.tests)}${frameworks.length ? painted(view, 'dim', `  ${frameworks.join(', ')}`) : ''}`,
    ...table(entries, view),
    ...(more > 0 ? [painted(view, 'dim', `  … and ${more} more`)] : []),
  ];
}

function seen(report: Report, view: View): string[] {
  const patterns = patternCounts(report);
  const gaps = gapWords(report);
  const more = gaps.length - GAPS;
  return [
    painted(view, 'bold', 'What was seen'),
    ...indented(`${seenWords(report)}${patterns ? ` Patterns: ${patterns}.` : ''}`, view, '  '),
    ...(gaps.length ? [painted(view, 'bold', 'What was not seen')] : ['  Nothing is known to be missing.']),
    ...gaps.slice(0, GAPS).flatMap(words => bulleted(words, view, '  ! ').map(line => painted(view, 'yellow', line))),
    ...(more > 0 ? [painted(view, 'dim', `  … and ${more} more`)] : []),
  ];
}

function foot(report: Report, view: View): string[] {
  const first = report.evidence_index[0];
  const open = first
    ? [`Open a line: investigator lines '${first.place.source}:${oneLine(first.place.member)}:${first.place.line}'`]
    : [];
  return [...wrapped(madeBy(report), view.width), ...open].map(line => painted(view, 'dim', line));
}

function indented(text: string, view: View, indent: string): string[] {
  return text ? wrapped(oneLine(text), view.width - indent.length).map(line => indent + line) : [];
}

function bulleted(text: string, view: View, bullet: string): string[] {
  const indent = ' '.repeat(bullet.length);
  return wrapped(oneLine(text), view.width - bullet.length).map((line, at) => (at === 0 ? bullet : indent) + line);
}
