/** Analysis: the rule for an injected disruption (nemesis, chaos experiment) that itself failed. */
import { act, defineRule, type Found } from '../rule.ts';
import { because, on, search, term } from '../wording.ts';

export const nemesis = defineRule({
  category: 'nemesis',
  signs: [
    [
      0.92,
      /DisruptionEvent Severity\.(?:ERROR|CRITICAL)[^\n]*?nemesis_name=(?<nemesis>\w+)(?: target_node=(?:Node )?(?<host>[\w.-]+))?[^\n]*?(?: errors=(?!Killed by tearDown)(?<message>[^\n]+))?$/,
    ],
    [0.92, /"base": "DisruptionEvent"[^\n]*"nemesis_name": "(?<nemesis>\w+)"[^\n]*"severity": "(?:ERROR|CRITICAL)"/],
    [
      0.89,
      /Unhandled exception in method [^\n]*?(?<nemesis>disrupt_\w+|\w+(?:Monkey|Nemesis))[\s\S]{0,6000}?bad command exit code![\s\S]{0,80}?Command: '(?<command>[^'\n]+)'[\s\S]{0,80}?Exit code: (?<code>\d+)[\s\S]{0,1500}?Stderr:\s*(?<message>[^\n]+)/,
    ],
    [
      0.88,
      /Unhandled exception in method [^\n]*?(?<nemesis>disrupt_\w+|\w+(?:Monkey|Nemesis))(?:[\s\S]{0,6000}?\n[^\n]*?\b(?<message>(?:\w+\.)*\w*(?:Error|Exception|Exit|Failure|Timeout): [^\n]+))?/,
    ],
    [
      0.85,
      /(?:nemesis|disruption|chaos experiment|fault injection) (?<nemesis>\w+)?[^\n]{0,40}\b(?:failed|raised|aborted|error)\b(?:[^\n]*?: (?<message>[^\n]+))?/i,
    ],
    [0.8, /UnsupportedNemesis|NemesisSubTestFailure|LogContentNotFound|ThreadFailedEvent Severity\.(?:ERROR|CRITICAL)/],
  ],
  unless: /Killed by tearDown|skip_reason=\S/,
  short: 'nemesis failed',
  followed: found => `${found.nemesis ?? 'the nemesis'} failed`,
  says: found => `The nemesis ${found.nemesis ?? ''} failed${on(found)}${reasonOf(found)}`.replace(/ {2,}/g, ' '),
  describes: found =>
    `The disruption${found.nemesis ? ` ${found.nemesis}` : ''} did not reach its end. Either it found a fault of the product, or what it did is no longer right.`,
  steps: found => [
    search(
      found.nemesis ? term(found.nemesis) : 'DisruptionEvent level:error',
      'begin, target node and end of the disruption, with its traceback.',
    ),
    search('level:>=error', `errors${on(found)} between its begin and its end; the earliest is the first suspect.`),
  ],
  actions: found => [
    act(
      'high investigation',
      `Read the traceback of ${found.nemesis ?? 'the nemesis'}`,
      'Find the step of the disruption that failed and what the target node said at that moment.',
    ),
    act(
      'medium retry',
      'Run the disruption alone',
      'Repeat it on an idle cluster: if it passes there, load or another disruption is part of the cause.',
    ),
  ],
});

/** What a failed command says stands innermost, behind the words of those who passed it on. */
function reasonOf(found: Found): string {
  const [, command = found.command, code = found.code, words = found.message] = COMMAND.exec(found.message ?? '') ?? [];
  if (!command) return because(found);
  return `: ${command} exited with ${code}${because({ message: INNERMOST.exec(words ?? '')?.[1] ?? words })}`;
}

const COMMAND = /bad command exit code!.*?Command: '([^']+)'.*?Exit code: (\d+).*?Stderr: *(.+)$/;
const INNERMOST = /\b(?:std::\w+|\w+(?:Error|Exception))\b[: ]*\(?(.+?)\)?$/;
