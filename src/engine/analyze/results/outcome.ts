/** Analysis: how the run as a whole ended, by what CI services and build tools write at its end. */
import type { TestResults } from '../../../model/tests.ts';
import type { Cleaned } from './recogniser.ts';

type Status = TestResults['status'];

/** Stronger marks overrule weaker ones; among equals the last one counts, or the failed one where `sticky`. */
interface Mark {
  readonly pattern: RegExp;
  readonly strength: number;
  readonly sticky?: boolean;
  status(match: RegExpExecArray): Status | 'cancelled';
}

const VERDICT = 4;
const STEP = 3;
const BUILD = 2;
const HINT = 1;

const code = (match: RegExpExecArray): Status => (Number(match[1]) === 0 ? 'passed' : 'failed');
const failed = (): Status => 'failed';
const passed = (): Status => 'passed';

const marks: readonly Mark[] = [
  // Travis
  { pattern: /^Done\. Your build exited with (\d+)/, strength: VERDICT, status: code },
  {
    pattern: /^Your build has been stopped\.|^No output has been received in the last \d+ ?m/,
    strength: VERDICT,
    status: failed,
  },
  {
    pattern: /^The command .*(?:"|\S) (?:exited with|failed and exited with) ([1-9]\d*)( during |\.)/,
    strength: STEP,
    sticky: true,
    status: failed,
  },
  { pattern: /^(?:" )?exited with ([1-9]\d*)\.$/, strength: STEP, sticky: true, status: failed },
  { pattern: /^The command .* exited with 0\.$/, strength: STEP, status: passed },
  // GitHub Actions, Azure Pipelines
  {
    pattern: /^##\[error\](?:The operation was cancell?ed|The run was cancell?ed)/,
    strength: VERDICT,
    sticky: true,
    status: () => 'cancelled',
  },
  {
    pattern: /^(?:##\[error\]|Error: )(?:Process completed with exit code [1-9]|.*(?:failed with exit|exited with) code '?[1-9])/,
    strength: STEP,
    sticky: true,
    status: failed,
  },
  { pattern: /^(?:Cleaning up orphan processes|##\[section\]Finishing: )/, strength: STEP, status: passed },
  // Jenkins
  { pattern: /^Finished: SUCCESS$/, strength: VERDICT, status: passed },
  { pattern: /^Finished: (?:FAILURE|UNSTABLE)$/, strength: VERDICT, status: failed },
  { pattern: /^Finished: (?:ABORTED|NOT_BUILT)$/, strength: VERDICT, status: () => 'cancelled' },
  // GitLab, CircleCI, AppVeyor, Buildkite
  { pattern: /^Job succeeded$/, strength: VERDICT, status: passed },
  { pattern: /^ERROR: Job failed/, strength: VERDICT, status: failed },
  { pattern: /^Exited with code (?:exit status )?[1-9]/, strength: VERDICT, status: failed },
  { pattern: /^Build success$/, strength: VERDICT, status: passed },
  { pattern: /^Command exited with code [1-9]/, strength: STEP, sticky: true, status: failed },
  { pattern: /^(?:\S+ )?Error: The command exited with status [1-9]/, strength: STEP, sticky: true, status: failed },
  // Build tools
  { pattern: /^BUILD (?:FAILURE|FAILED)\b/, strength: BUILD, status: failed },
  { pattern: /^BUILD SUCCESS(?:FUL)?\b/, strength: BUILD, status: passed },
  {
    pattern:
      /^npm (?:ERR!|error) (?:Test failed|code E|errno|Exit status)|^error Command failed with exit code [1-9]|^error: could not compile /,
    strength: HINT,
    status: failed,
  },
  { pattern: /^g?make(?:\[\d+\])?: \*\*\* .*Error [1-9]/, strength: HINT, status: failed },
];

/** Every line that can be a mark begins with one of these. */
export const OUTCOME_CUE =
  /^(?:Done\. Your build|Your build has|No output has been|The command |" ?exited|exited with|##\[|Error: Process|Post job cleanup|Cleaning up orphan|Finished: |Job succeeded|ERROR: Job|Exited with|Build success|Command exited|(?:\S+ )?Error: The command|BUILD |npm (?:ERR!|error) |error Command failed|error: could not compile |g?make(?:\[\d+\])?: \*\*\*)/;

/** GitHub marks lines that look like errors, too: an action has failed where the mark is the last thing its step says. */
const MARKED = /^##\[error\]/;
const STEP_ENDS = /^(?:Post job cleanup\.|##\[group\]Run |Cleaning up orphan processes)/;
/** Lines from the mark to the end of its step. */
const LAST_WITHIN = 2;

export class Outcome {
  private strength = 0;
  private sticky = false;
  private known: Status | 'cancelled' = 'unknown';
  /** Line of the last error mark. */
  private marked = Number.NEGATIVE_INFINITY;

  feed({ line, text, plain }: Cleaned): void {
    const said = text.startsWith('##[') ? text : plain;
    if (!OUTCOME_CUE.test(said)) return;
    if (STEP_ENDS.test(said) && line - this.marked <= LAST_WITHIN) this.settle(STEP, true, 'failed');
    if (MARKED.test(said)) this.marked = line;
    for (const mark of marks) {
      if (mark.strength < this.strength) continue;
      const match = mark.pattern.exec(said);
      if (!match) continue;
      this.settle(mark.strength, mark.sticky === true, mark.status(match));
      return;
    }
  }

  private settle(strength: number, sticky: boolean, status: Status | 'cancelled'): void {
    if (strength < this.strength || (strength === this.strength && this.sticky && !sticky)) return;
    this.strength = strength;
    this.sticky = sticky;
    this.known = status;
  }

  get status(): Status {
    return this.known === 'cancelled' ? 'unknown' : this.known;
  }

  get cancelled(): boolean {
    return this.known === 'cancelled';
  }
}
