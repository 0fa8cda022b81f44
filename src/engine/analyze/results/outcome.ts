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
  { pattern: /^##\[error\]/, strength: STEP, sticky: true, status: failed },
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
    pattern: /^npm (?:ERR!|error) (?:Test failed|code E|errno|Exit status)|^error Command failed with exit code [1-9]/,
    strength: HINT,
    status: failed,
  },
  { pattern: /^g?make(?:\[\d+\])?: \*\*\* .*Error [1-9]/, strength: HINT, status: failed },
];

/** Every line that can be a mark begins with one of these. */
export const OUTCOME_CUE =
  /^(?:Done\. Your build|Your build has|No output has been|The command |" ?exited|exited with|##\[|Cleaning up orphan|Finished: |Job succeeded|ERROR: Job|Exited with|Build success|Command exited|(?:\S+ )?Error: The command|BUILD |npm (?:ERR!|error) |error Command failed|g?make(?:\[\d+\])?: \*\*\*)/;

export class Outcome {
  private strength = 0;
  private sticky = false;
  private known: Status | 'cancelled' = 'unknown';

  feed({ plain }: Cleaned): void {
    if (!OUTCOME_CUE.test(plain)) return;
    for (const mark of marks) {
      if (mark.strength < this.strength) continue;
      const match = mark.pattern.exec(plain);
      if (!match) continue;
      if (mark.strength === this.strength && this.sticky && !mark.sticky) return;
      this.strength = mark.strength;
      this.sticky = mark.sticky === true;
      this.known = mark.status(match);
      return;
    }
  }

  get status(): Status {
    return this.known === 'cancelled' ? 'unknown' : this.known;
  }

  get cancelled(): boolean {
    return this.known === 'cancelled';
  }
}
