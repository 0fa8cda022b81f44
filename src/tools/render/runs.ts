/** The table: runs, one run in detail, ingestions and the state of the house as text. */
import { categories } from '../../model/category.ts';
import type { Ingestion, ReportHead, Run, RunInfo } from '../../model/run.ts';
import type { View } from '../tool.ts';
import { type Ink, levelInk, painted } from './paint.ts';
import { cells, elided, elidedLeft, oneLine, padded, paddedLeft } from './safe.ts';
import { testCounts } from './story.ts';
import { count, counted, size, span, stamp } from './words.ts';

const OUTCOME: Readonly<Record<Run['outcome'], Ink>> = { failed: 'red', passed: 'green', unknown: 'dim' };
const GAPS = 10;

/** One run in two lines: id, outcome, size, title; then the verdict of its newest report. */
export function runsText(page: { runs: readonly Run[]; in_all: number; next: string | null }, view: View): string {
  if (page.runs.length === 0) return 'No run fits. Bring one in: investigator ingest PATH';
  const sizeWidth = Math.max(...page.runs.map(run => counted(run.lines, 'line').length));
  const rows = page.runs.flatMap(run => {
    const head = `${painted(view, 'blue', run.run_id)}  ${painted(view, OUTCOME[run.outcome], padded(run.outcome, 7))}  ${paddedLeft(counted(run.lines, 'line'), sizeWidth)}  ${painted(view, 'dim', stamp(run.ingested_at).slice(0, 16))}`;
    const used = run.run_id.length + 7 + sizeWidth + 16 + 8;
    const title = elided(oneLine(run.title), Math.max(20, view.width - used));
    const verdict = run.summary ? [`  ${elided(oneLine(run.summary), view.width - 2)}`] : [];
    return [`${head}  ${title}`, ...verdict];
  });
  const foot = `${counted(page.runs.length, 'run')} of ${count(page.in_all)}${page.next ? `. More: --cursor ${page.next}` : '.'}`;
  return [...rows, '', painted(view, 'dim', foot)].join('\n');
}

/** One report in two lines: its run, category, confidence and time; then what it found. */
export function reportsText(page: { reports: readonly ReportHead[]; in_all: number; next: string | null }, view: View): string {
  if (page.reports.length === 0) return 'No report fits. Make one: investigator investigate RUN';
  const verdict = (head: ReportHead) => `${categories[head.category]}${head.confidence ? `, ${head.confidence} confidence` : ''}`;
  const verdictWidth = Math.max(...page.reports.map(head => cells(verdict(head))));
  const rows = page.reports.flatMap(head => {
    const when = painted(view, 'dim', stamp(head.made_at).slice(0, 16));
    const title = elided(oneLine(head.title), Math.max(20, view.width - head.run_id.length - verdictWidth - 22));
    const found = head.evidence > 0 ? painted(view, 'dim', ` (${counted(head.evidence, 'line')} of evidence)`) : '';
    return [
      `${painted(view, 'blue', head.run_id)}  ${when}  ${padded(verdict(head), verdictWidth)}  ${title}`,
      `  ${elided(oneLine(head.summary), view.width - 30)}${found}`,
    ];
  });
  const foot = `${counted(page.reports.length, 'report')} of ${count(page.in_all)}${page.next ? `. More: --cursor ${page.next}` : '.'}`;
  return [...rows, '', painted(view, 'dim', foot)].join('\n');
}

/** What a run consists of. */
export function runInfoText(info: RunInfo, view: View): string {
  const { run } = info;
  const levels = Object.entries(info.levels)
    .filter(([, lines]) => lines > 0)
    .map(([level, lines]) => painted(view, levelInk(level), `${level} ${count(lines)}`));
  const parts = [
    `${painted(view, 'bold', oneLine(run.title))}  ${painted(view, OUTCOME[run.outcome], run.outcome)}  ${painted(view, 'dim', `${run.run_id}, job ${oneLine(run.job)}`)}`,
    `${span(run.from, run.to)}, ${counted(run.lines, 'line')}`,
    ...(run.summary ? [oneLine(run.summary)] : []),
    ...facts(run, view),
    ...(levels.length ? [`Levels: ${levels.join(', ')}`] : []),
    ...(info.tests && (info.tests.frameworks.length || info.tests.failures.length) ? [`Tests: ${testCounts(info.tests)}`] : []),
    '',
    ...members(info, view),
    ...gaps(info, view),
  ];
  return parts.join('\n');
}

/** What the outside system says: one line each, its page last. */
function facts({ remote }: Run, view: View): string[] {
  if (!remote) return [];
  const rows = remote.facts.map(
    ({ label, value }) => `${oneLine(label)}: ${elided(oneLine(value), view.width - label.length - 2)}`,
  );
  return [
    ...rows,
    ...(remote.url ? [painted(view, 'dim', remote.url)] : []),
    ...(remote.finished ? [] : ['It may still change: asking for it again fetches it anew.']),
  ];
}

function members(info: RunInfo, view: View): string[] {
  const lineWidth = Math.max(0, ...info.members.map(member => count(member.lines).length));
  const formatWidth = Math.max(0, ...info.members.map(member => member.format.length));
  const room = Math.max(24, view.width - lineWidth - formatWidth - 34);
  const pathWidth = Math.min(room, Math.max(0, ...info.members.map(member => cells(oneLine(member.path)))));
  const rows = info.members.map(member => {
    const path = padded(elidedLeft(oneLine(member.path), pathWidth), pathWidth);
    const time =
      member.from === null
        ? 'no stamps'
        : `${stamp(member.from).slice(0, 19)}${member.zone === 'assumed' ? ' zone assumed' : ''}`;
    return `  ${painted(view, 'blue', path)}  ${paddedLeft(count(member.lines), lineWidth)}  ${padded(member.format, formatWidth)}  ${painted(view, 'dim', `${time}  ${size(member.bytes)}`)}`;
  });
  const more = info.members_in_all - info.members.length;
  return [
    `Members (${count(info.members_in_all)}): lines, format, first stamp, size`,
    ...rows,
    ...(more > 0 ? [`  … and ${count(more)} more: --limit`] : []),
  ];
}

function gaps(info: RunInfo, view: View): string[] {
  if (info.gaps.length === 0) return ['', 'Nothing is known to be missing.'];
  const rows = info.gaps
    .slice(0, GAPS)
    .map(gap => painted(view, 'yellow', `  ! ${gap.member ? `${oneLine(gap.member)}: ` : ''}${oneLine(gap.words)}`));
  const more = info.gaps.length - GAPS;
  return ['', 'Not seen', ...rows, ...(more > 0 ? [`  … and ${count(more)} more`] : [])];
}

export function ingestionText(ingestion: Ingestion, view: View): string {
  const ink: Ink | null = ingestion.state === 'failed' ? 'red' : ingestion.state === 'done' ? 'green' : null;
  const amount = ingestion.lines > 0 ? `, ${counted(ingestion.lines, 'line')}` : '';
  const bytes = ingestion.bytes > 0 ? `, ${size(ingestion.bytes)}` : '';
  return `${painted(view, 'blue', ingestion.run_id)}  ${oneLine(ingestion.title)}  ${painted(view, ink, ingestion.state)}${amount}${bytes}: ${oneLine(ingestion.words)}`;
}

export interface Status {
  readonly version: string;
  readonly home: string;
  readonly runs: number;
  readonly index_bytes: number;
  readonly ingestions: readonly Ingestion[];
}

export function statusText(status: Status, view: View): string {
  const under = status.ingestions.map(one => `  ${ingestionText(one, view)}`);
  return [
    `Version ${status.version}. ${counted(status.runs, 'run')} known, ${size(status.index_bytes)} of indexes in ${oneLine(status.home)}`,
    ...(under.length ? ['Ingestions', ...under] : ['No ingestion is under way.']),
  ].join('\n');
}
