/** The table: where in the source a line was written, as text. */
import type { SourceCandidate, SourceFinding } from '../../model/code.ts';
import { formatPlace } from '../../model/place.ts';
import type { View } from '../tool.ts';
import { painted } from './paint.ts';
import { elided, oneLine } from './safe.ts';
import { count, counted, lasting } from './words.ts';

const GAPS = 5;

/** The line, then each candidate with its reason and the code that stands there. */
export function findingText(finding: SourceFinding, view: View): string {
  const head = [painted(view, 'dim', formatPlace(finding.place)), elided(oneLine(finding.text), Math.max(60, view.width)), ''];
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
