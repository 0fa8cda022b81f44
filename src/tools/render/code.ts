/** The table: where in the source a line was written, as text. */
import type {
  SeenStatement,
  SeenStatements,
  SourceCandidate,
  SourceFinding,
  SourceText,
  ToolDefinitions,
} from '../../model/code.ts';
import { formatPlace } from '../../model/place.ts';
import type { View } from '../tool.ts';
import { levelInk, linked, painted } from './paint.ts';
import { elided, manyLines, oneLine } from './safe.ts';
import { count, counted, lasting } from './words.ts';

const GAPS = 5;

/** The line, then each candidate with its reason and the code that stands there. */
export function findingText(finding: SourceFinding, view: View): string {
  const head = [
    linked(view, finding.place, formatPlace(finding.place)),
    elided(oneLine(finding.text), Math.max(60, view.width)),
    '',
  ];
  const found = finding.candidates.flatMap(candidate => candidateLines(candidate, view));
  const notes = [...outcomeNotes(finding), ...gapNotes(finding.gaps)].map(note => painted(view, 'dim', note));
  return [...head, ...found, ...(found.length ? [''] : []), ...notes].join('\n');
}

function candidateLines(candidate: SourceCandidate, view: View): string[] {
  const { file, line, column, at_commit: then } = candidate;
  const where = `${oneLine(file)}${line === null ? '' : `:${line}${column === null ? '' : `:${column}`}`}`;
  const commit = then ? `; line ${count(then.line)} as of ${then.commit.slice(0, 10)}` : '';
  const snippet = candidate.snippet.trim();
  return [
    where,
    `  ${painted(view, 'dim', elided(`${candidate.score.toFixed(2)}  ${oneLine(candidate.reason)}${commit}`, Math.max(60, view.width - 2)))}`,
    ...(snippet ? [`  ${elided(oneLine(snippet), Math.max(60, view.width - 2))}`] : []),
  ];
}

function outcomeNotes({ candidates, named, ambiguous, indexed, commit }: SourceFinding): string[] {
  const looked = `${counted(indexed.files, 'file')} looked at${indexed.statements ? `, ${counted(indexed.statements, 'statement')} known` : ''}, ${lasting(indexed.took_ms)}`;
  return [
    ...(candidates.length ? [] : [nothing(named.length)]),
    ...(ambiguous ? ['Several places fit equally well.'] : []),
    ...(commit ? [`Commit of the run: ${commit}`] : []),
    looked,
  ];
}

function nothing(named: number): string {
  return named
    ? 'The files that the record names are not in these folders; a mapping FROM=TO (--mappings) may lead there.'
    : 'No source is sure enough for this line.';
}

function gapNotes(gaps: SourceFinding['gaps']): string[] {
  const notes = gaps.slice(0, GAPS).map(gap => `Note: ${gap.member ? `${oneLine(gap.member)}: ` : ''}${oneLine(gap.words)}`);
  return gaps.length > GAPS ? [...notes, `… and ${count(gaps.length - GAPS)} more gaps`] : notes;
}

/** Each candidate with its reason and the code that stands there; then what was looked at. */
export function toolDefinitionsText(told: ToolDefinitions, view: View): string {
  const { candidates, in_all, looked_at, gaps } = told;
  const found = candidates.flatMap(one => candidateLines({ ...one, how: 'named', names: null }, view));
  const seen = `${counted(looked_at.files, 'file')} looked at in ${looked_at.folders.map(oneLine).join(', ')}, ${lasting(looked_at.took_ms)}`;
  const notes = [
    ...(in_all === 0 ? [`Nothing defines a tool ${oneLine(told.tool)} here.`] : []),
    ...(in_all > candidates.length ? [`${count(candidates.length)} of ${counted(in_all, 'place')} shown`] : []),
    seen,
    ...gapNotes(gaps),
  ].map(note => painted(view, 'dim', note));
  return [...found, ...(found.length ? [''] : []), ...notes].join('\n');
}

const RUNS = 5;

/** Each log statement that was seen, with its runs; then how many were not. */
export function seenText(seen: SeenStatements, view: View): string {
  const found = seen.statements.filter(one => one.runs.length > 0);
  const rest = seen.statements.length - found.length;
  const notes = [
    ...(seen.statements.length ? [] : ['There is no log statement here.']),
    ...(rest > 0 ? [`${counted(rest, 'statement')} ${rest === 1 ? 'was' : 'were'} seen in no run.`] : []),
    `${counted(seen.runs_looked_at, 'run')} looked at.`,
    ...gapNotes(seen.gaps),
  ].map(note => painted(view, 'dim', note));
  return [oneLine(seen.file), ...found.flatMap(one => ['', ...statementLines(one, view)]), '', ...notes].join('\n');
}

function statementLines({ line, level, text, runs, failed_runs }: SeenStatement, view: View): string[] {
  const failed = failed_runs ? `, ${counted(failed_runs, 'failed run')}` : '';
  const head = `${line}  ${painted(view, levelInk(level), elided(oneLine(text), Math.max(60, view.width - 8)))}`;
  const rows = runs.slice(0, RUNS).map(run => {
    const words = `${counted(run.lines, 'line')}  ${oneLine(run.title)}  ${run.outcome}`;
    return `    ${linked(view, run.first, words)}  ${painted(view, 'dim', oneLine(formatPlace(run.first)))}`;
  });
  const more = runs.length > RUNS ? [`    … and ${counted(runs.length - RUNS, 'more run')}`] : [];
  return [head, `    ${painted(view, 'dim', `seen in ${counted(runs.length, 'run')}${failed}`)}`, ...rows, ...more];
}

/** The file's text; what was left out is told first. */
export function sourceText({ text, gaps }: SourceText): string {
  return [...gapNotes(gaps), manyLines(text)].join('\n');
}
