/** The report: whether there is enough evidence to name a cause; generic last words such as "exit code 1" are not. */

import { ERROR, WARN } from '../../model/level.ts';
import { isInnocent } from '../analyze/classify/innocent.ts';
import { cleanText, plainText } from '../analyze/results/clean.ts';
import { type Case, textOf } from './case.ts';
import { tellsOfTrouble } from './phrase.ts';

/** Lines that say that something failed, but not what. */
const GENERIC = [
  /^(?:##\[error\])?Process completed with exit code \d+\.?$/i,
  /(?:script|command|build|job|step|task|process|program|container|shell)\b.{0,80}\b(?:exit(?:ed)?|returned|failed|finished|terminated)\b.{0,30}\b(?:code|status|with)\b[ :=]*-?\d+\.?$/i,
  /^(?:error|fatal|failed|failure|exited?)\W*(?:exit )?(?:code|status)?\W*\d*\.?$/i,
  /^exit (?:code|status)[ :=]*\d+$/i,
  /^make(?:\[\d+\])?: \*\*\* .*(?:Error \d+|Stop\.?)$/,
  /^(?:Finished|Build|Result|Status|Conclusion): ?(?:FAILURE|FAILED|ERROR|UNSTABLE)$/i,
  /^(?:BUILD|Build step|Build|Job|Pipeline|Workflow|The build|The job|Tests?) ?(?:FAILED|failed|'.*' marked build as failure)\W*$/i,
  /^npm (?:ERR!|error) (?:errno|code ELIFECYCLE|Failed at|This is probably not|A complete log|.*Exit status).*/i,
  /^(?:Internal Server Error|Something went wrong|An? (?:unknown|unexpected|internal) error (?:has )?occurr?ed)\W*$/i,
  /^(?:\[ERROR\] )?(?:Re-run Maven|To see the full stack trace|For more information|\[Help \d+\])/,
  /^(?:\* )?(?:Try|Run) (?:with|again with)? ?--/,
  /^Error: Process completed/i,
];

/** A warning below this score is one that runs have anyway. */
const NOTABLE = 0.1;
/** A line that tells of no trouble is believed from this score on, where the run says that it failed. */
const STANDS_OUT = 0.3;

export interface Sufficiency {
  readonly sufficient: boolean;
  /** Why not; null when there is enough. */
  readonly reason: string | null;
}

/** Whether a line says only that something failed. */
export function isGeneric(line: string): boolean {
  const words = plainText(cleanText(line))
    .replace(/^##\[error\]/, '')
    .trim();
  return words === '' || GENERIC.some(pattern => pattern.test(words));
}

/**
 * The first suspect that says more than that something failed: by its words, its level, or since no passing run has it; where other
 * lines say that the run failed, the first that says anything. -1 when there is none.
 */
export function firstTelling(c: Case): number {
  const fresh = new Set(c.differences.filter(one => one.change === 'new').map(one => one.template));
  const said = c.suspects.map(suspect => {
    const rows = [...c.corpus.rows(suspect.member, suspect.line, suspect.endLine)];
    return { suspect, rows: rows.filter(row => !isGeneric(row.text) && !isInnocent(cleanText(row.text))) };
  });
  const telling = said.findIndex(
    ({ suspect, rows }) =>
      rows.some(row => row.level >= ERROR || (row.level === WARN && suspect.score >= NOTABLE) || tellsOfTrouble(row.text)) ||
      (rows.length > 0 && fresh.has(suspect.template)),
  );
  if (telling >= 0 || !saysItFailed(c)) return telling;
  return said.findIndex(({ suspect, rows }) => rows.length > 0 && suspect.score >= STANDS_OUT);
}

/** Whether a suspect's line is one of the generic last words. */
function saysItFailed(c: Case): boolean {
  const lines = c.suspects.flatMap(suspect => textOf(c.corpus, suspect).split('\n'));
  return lines.some(line => line.trim() !== '' && isGeneric(line));
}

export function judge(c: Case): Sufficiency {
  if (c.corpus.lines === 0) return lacking('The run has no log lines.');
  if (c.verdicts.length > 0 || (c.tests?.failures.length ?? 0) > 0) return { sufficient: true, reason: null };
  if (c.suspects.length === 0) return lacking(`None of ${count(c.corpus.lines)} lines tells of a failure.`);
  if (firstTelling(c) >= 0) return { sufficient: true, reason: null };
  if (!saysItFailed(c)) return lacking(`None of ${count(c.corpus.lines)} lines tells of a failure.`);
  return lacking(
    'The log says that the run failed, but no line says why: there are only generic last words such as an exit code.',
  );
}

function lacking(reason: string): Sufficiency {
  return { sufficient: false, reason };
}

function count(lines: number): string {
  return lines.toLocaleString('en-US');
}
