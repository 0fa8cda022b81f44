/** Golden: the log of a job on GitHub's runners: stamps, groups, the runner's own beginning and end. */
import { iso, makeDice } from './book.ts';

const START = Date.UTC(2026, 4, 5, 6, 0, 0);

export interface Step {
  readonly command: string;
  readonly lines: readonly string[];
}

/** `seed` moves the stamps; a last step that ends in an error names its exit code. */
export function actionsLog(seed: number, steps: readonly Step[], end: string): string {
  const dice = makeDice(seed);
  let at = START + dice.int(0, 9_000_000);
  const lines: string[] = [];
  const say = (text: string): void => {
    at += dice.int(1, 90);
    lines.push(`${iso(at)}${dice.int(1000, 9999)}Z ${text}`);
  };
  for (const text of [
    "Current runner version: '2.319.1'",
    '##[group]Operating System',
    'Ubuntu',
    '22.04.5',
    'LTS',
    '##[endgroup]',
    'Prepare workflow directory',
    'Complete job name: build',
  ])
    say(text);
  for (const step of steps) {
    for (const text of [
      `##[group]Run ${step.command}`,
      `\u001b[36;1m${step.command}\u001b[0m`,
      'shell: /usr/bin/bash -e {0}',
      '##[endgroup]',
      ...step.lines,
    ])
      say(text);
  }
  say(end);
  for (const text of ['Post job cleanup.', '[command]/usr/bin/git version', 'git version 2.46.0', 'Cleaning up orphan processes'])
    say(text);
  return `${lines.join('\n')}\n`;
}

export const failed = '##[error]Process completed with exit code 1.';

/** Checkout and the like: lines that all jobs have. */
export function opening(seed: number): Step {
  const dice = makeDice(seed);
  const fetched = Array.from({ length: 420 }, (_, n) => ` * [new tag]  v1.${n}.${dice.int(0, 9)} -> v1.${n}.${dice.int(0, 9)}`);
  return {
    command: 'actions/checkout@v4',
    lines: [
      'Syncing repository: example/shop',
      'Fetching the repository',
      ...fetched,
      `HEAD is now at ${dice.hex(7)} Merge pull request #${dice.int(100, 999)}`,
    ],
  };
}

/** Modules being fetched or compiled, one a line. */
export function many(count: number, say: (number: number) => string): string[] {
  return Array.from({ length: count }, (_, number) => say(number + 1));
}
