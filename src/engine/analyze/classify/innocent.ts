/** Analysis: lines that speak of failures without being one: passed tests, zero counts, filters, echoed source, retries that worked. */

/** Counts of nothing, and sayings that nothing happened. */
const NOTHING =
  /\b(?:0|no|zero|without(?: any)?) (?:errors?|failures?|failed|crash(?:es|ed)?|timeouts?|problems?|issues?|stalls?|offenses?|violations?|warnings?)\b(?! (?:code|message)s?\b)/i;
/** … unless something else is counted beside it. */
const COUNTED = /\b[1-9]\d* (?:errors?|failures?|failed|problems?|issues?|offenses?|violations?|warnings?)\b/i;
/** Lines of test tools that tell of a test that passed or did not run. */
const PASSED =
  /^[ \t]*(?:PASS(?:ED)?\b|ok\b|\[ {7}OK \]|--- (?:PASS|SKIP):|[✓✔√])|\.\.\. ?(?:ok|ignored|skipped)\b|\b(?:PASSED|SKIPPED|XFAIL)\b/;
/** Rules that hide or change events; they quote what they look for. */
const FILTER = /\b(?:Db|Log)?EventsFilter\b|\bEventsSeverityChangerFilter\b|\bignor(?:e|ing) (?:pattern|regex)/i;
/** What the shell or the build echoes before it does it. */
const ECHOED =
  /^\s*(?:\++ |\$ |> [\w@/.-]+@\d\S* \w+|> (?:node|npm|npx|yarn|tsc|jest|mocha|vitest|eslint|webpack|vite|ng|next)\b|#\d+ \[|Step \d+\/\d+ : |travis_cmd )|^\s*(?:echo|print(?:f|ln)?|log(?:ger)?\.\w+)\b\s*[("'`]/;
/** Comments and bare code. */
const SOURCE = /^\s*(?:\/\/|\/\*|#(?!#\[|\d| {1,2}(?:A fatal|SIG|There is insufficient|Internal Error))|<!--)|^\s+\* /;
const WORKED =
  /\b(?:succeeded|recovered|connected|worked|passed|successful(?:ly)?)\b.{0,40}\b(?:retr(?:y|ies|ied|ying)|attempts?|tr(?:y|ies))\b|\b(?:retry|attempt)\b.{0,30}\b(?:succeeded|successful|worked|ok)\b/i;
/** A try that is to be repeated says less than one that was the last. */
const RETRIED =
  /\b(?:will (?:be )?retr(?:y|ied)|retrying|retry \d+ (?:of|\/)|trying again|(?:re)?try in \d|attempt \d+ ?(?:\/|of) ?\d+|reconnecting in)/i;
/** A test's name in the tools' lines about failed tests. */
const TEST_NAME =
  /^\s*(?:\d+\) |[✗✕×✘] |not ok \d+ |--- FAIL: |FAIL(?:ED)?:? (?!Required)\S|ERROR:? \S+::|test \S+ \.\.\. FAILED|\[ {2}FAILED {2}\]|● )/;

/** Whether the line cannot be a sign of any failure. */
export function isInnocent(line: string): boolean {
  return (
    (NOTHING.test(line) && !COUNTED.test(line)) ||
    PASSED.test(line) ||
    FILTER.test(line) ||
    ECHOED.test(line) ||
    SOURCE.test(line) ||
    WORKED.test(line)
  );
}

export function isRetried(line: string): boolean {
  return RETRIED.test(line);
}

/** Whether the line is about a test by its name. */
export function namesTest(line: string): boolean {
  return TEST_NAME.test(line);
}
