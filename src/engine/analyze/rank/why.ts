/** Analysis: puts the features that speak for a line into short words for a person. */

/** Cues of the line itself and what a reader is told; cues that are not listed count, but are not worth words. */
const spoken: Readonly<Record<string, string>> = {
  error_tag: 'marked as an error',
  error_colon: 'states an error',
  fatal: 'marked as fatal',
  compile_error: 'a compiler error',
  npm_error: 'an error of the package manager',
  exception: 'names an exception',
  exception_head: 'an exception',
  caused_by: 'the cause of an exception',
  traceback: 'a stack trace begins',
  trace_head: 'a stack trace follows',
  frame: 'part of a stack trace',
  panic: 'an error that nothing caught',
  crash: 'a crash',
  memory: 'memory or disk ran out',
  timeout: 'something took too long',
  network: 'the network failed',
  not_found: 'something was not found',
  missing: 'something is missing',
  cannot: 'something could not be done',
  undefined: 'something is not defined',
  invalid: 'something is not valid',
  unexpected: 'something unexpected',
  denied: 'access was denied',
  syntax: 'a syntax error',
  violation: 'a rule was broken',
  assertion: 'an assertion',
  expected: 'states what was expected',
  actual: 'states what came instead',
  expected_head: 'expected against actual',
  diff_plus: 'part of a diff',
  diff_minus: 'part of a diff',
  caret: 'points into the code',
  test_failed: 'a failed test',
  numbered: 'an entry of a list of failures',
  fail_word: 'says that something failed',
  fail_caps: 'says that something failed',
  fail_heading: 'heads a list of failures',
  there_were: 'counts failures',
  fail_count: 'counts failures',
  file_line: 'names a place in the code',
  red: 'printed in red',
  goal_failed: 'the step that failed',
  failing_section: 'in the step that failed',
  strong_first: 'first error of its step',
  novel: 'not in the passing runs',
};

/** At most four different reasons, in the order of `features` (names, strongest first); what only names a neighbour comes last. */
export function explain(features: readonly string[]): string[] {
  const reasons = features.flatMap(name => spoken[name] ?? []);
  const nearby = features.flatMap(name => around(name) ?? []);
  const all = [...new Set([...reasons, ...nearby])];
  return all.length > 0 ? all.slice(0, 4) : ['stands where the run failed'];
}

function around(name: string): string | null {
  const match = /^(\w+) (above|below) \d+$/.exec(name);
  if (/^to_exit [1-4]$/.test(name)) return 'shortly before the step ended in failure';
  if (/^tail [0-4]$/.test(name)) return 'near the end of the log';
  if (!match) return null;
  if (match[1] === 'frame' && match[2] === 'below') return 'a stack trace follows';
  if (match[1] === 'fail_heading' && match[2] === 'above') return 'under a heading of failures';
  if (match[1] === 'test_failed' && match[2] === 'above') return 'under the name of a failed test';
  return null;
}
