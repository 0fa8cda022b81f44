/** Analysis: the rule for tests that ran and found something else than they expected. */
import { act, defineRule, type Found } from '../rule.ts';
import { because, fileAndLine, search, term } from '../wording.ts';

export const assertion = defineRule({
  category: 'assertion',
  readsTestNames: true,
  signs: [
    [0.83, /^[ \t]*(?:[\w$]+\.)*(?:Assertion\w*Error|ComparisonFailure|MultipleFailuresError)(?:: (?<message>[^\n]+))?/],
    [0.87, /^(?:Failure|Error):\n(?<test>[\w:]+#\w+)(?: \[[^\]\n]*\])?:?\n(?<message>[^\n]+)/],
    [
      0.76,
      /^(?<test>\S+) \.{3,} ?(?:Dubious, test returned \d+|Failed \d+\/\d+ subtests)|^Running the tests in [‘'](?<name>[^’'\n]+)[’'] failed/,
    ],
    [0.74, /^_{5,} (?<test>[\w.:[\]-]+) _{5,}$/],
    [
      0.88,
      /^[ \t]*\d+\) (?:test )?(?<test>[^\n]+)\n(?:[^\n]*\n){0,3}?[ \t]*(?:Failure\/Error: )?(?<message>(?:Failed asserting|expect\(|Assertion with|\*\* \(\w+\)|AssertionError)[^\n]*)/,
    ],
    [
      0.87,
      /^(?:FAIL|ERROR): (?<test>[^\n]+)\n-{10,}\n[\s\S]{0,6000}?\n(?<message>(?:[\w.]+\.)?\w*(?:Error|Exception)(?::[^\n]*)?)$/,
    ],
    [0.87, /^[ \t]*(?<test>[\w.$]+ > [^\n]+?) FAILED\n[ \t]+(?:[\w$]+\.)*(?<message>\w+(?:Error|Exception|Failure)[^\n]*)/],
    [
      0.87,
      /^(?:\[ERROR\] +)?(?<test>[\w.$]+(?:\([\w.$]+\))?)(?: --)? +Time elapsed: [^\n]*(?:FAILURE|ERROR)!(?:\n(?:[\w$]+\.)*(?<message>\w+(?:Error|Exception|Failure)[^\n]*))?/,
    ],
    [0.85, /^FAILED (?<test>\S+?::\S+)(?: - (?<message>[^\n]+))?/],
    [0.84, /^E {2,}(?<message>(?:AssertionError|assert )[^\n]*)/],
    [0.84, /(?:^|[\s.])AssertionError(?:: (?<message>[^\n]+))?|ERR_ASSERTION/],
    [
      0.83,
      /org\.opentest4j\.AssertionFailedError(?:: (?<message>[^\n]+))?|(?:java\.lang\.AssertionError|junit\.framework\.(?:AssertionFailedError|ComparisonFailure)|org\.junit\.ComparisonFailure)(?:: (?<name>[^\n]+))?/,
    ],
    [0.83, /assertion (?:`left (?<message>[^`]+) right` )?failed|assertion failed: `?\(?left/],
    [0.82, /(?<![\w./-])(?<file>[\w./-]+_test\.go):(?<line>\d+): (?<message>[^\n]+)/],
    [0.82, /Error Trace:\s+(?<file>[\w./-]+):(?<line>\d+)[\s\S]{0,300}?Error:\s+(?<message>[^\n]+)/],
    [
      0.81,
      /(?<![\w./+-])(?<file>[\w./+-]+\.(?:cc|cpp|cxx|c|h|hpp))[:(](?<line>\d+)\)?: (?:Failure|FAILED|error: in "(?<test>[^"\n]+)"|FAILED:)/,
    ],
    [
      0.8,
      /Failure\/Error: (?<message>[^\n]+)|\bexpected\b[^\n]{1,200}(?:,? but (?:got|was|received|found|instead)\b|, got )|\bexpected:?[^\n]{0,200}\n\s*(?:actual|received|got|but was)\b:?/i,
    ],
    [0.82, /^[ \t]*● (?<test>[^\n]+)\n[\s\S]{0,400}?(?<message>expect\([^\n]+)/],
    [0.8, /Failed asserting that (?<message>[^\n]+)|expect\(received\)\.[\w.]+\(/],
    [0.78, /^[ \t]*--- FAIL: (?<test>\S+)|^test (?<name>\S+) \.\.\. FAILED$/],
    [0.78, /^\[ {2}FAILED {2}\] (?<test>[\w/.]+)|^not ok \d+ -? ?(?<name>[^\n]+)/],
    [0.78, /^(?:FAIL|ERROR): (?<test>\w+ \([\w.]+\))/],
    [
      0.76,
      /^(?:\[ERROR\] +)?(?<test>[\w.$]+(?:\.|:)\w+)(?::(?<line>\d+))? (?:»|expected|Expected|-- Time elapsed: [^\n]*<<< (?:FAILURE|ERROR)!)(?<message>[^\n]*)/,
    ],
    [0.75, /^[ \t]*(?:●|✗|✕|✘|×|(?<!\d)\d+\)) (?<test>[^\n]+)/],
    [0.74, /(?<![\w.$])(?<test>[\w.$]+ > [^\n]+) FAILED$|^\d+ - (?<name>\S+) \((?:Failed|SEGFAULT|Timeout)\)/],
    [0.76, /^FAIL (?<test>[^\n]+ \[[^\]\n]+\])$|^(?<name>[\w./:-]+) FAILED$/],
    [
      0.76,
      /^E {2,}(?<message>[A-Z]\w*(?:Error|Exception)(?::[^\n]*)?)$|^_+ ERROR (?:collecting|at (?:setup|teardown) of) (?<test>\S+) _+$/,
    ],
    [0.7, /Tests run: \d+, +Failures: (?:[1-9]\d*, +Errors: \d+|(?<!\d)\d+, +Errors: [1-9]\d*)/],
    [
      0.65,
      /=+ [^\n]*\b[1-9]\d* failed\b[^\n]* =+|test result: FAILED|\b[1-9]\d* (?:tests?|examples?|specs?|assertions?)[^\n]{0,30}\b(?:[1-9]\d* )?fail(?:ed|ures?|ing)\b|There (?:was|were) [1-9]\d* failures?/i,
    ],
    [
      0.6,
      /TestFrameworkEvent Severity\.(?:ERROR|CRITICAL)[^\n]*source=(?<test>[\w.]+\(\))|Tests? failed\b|There (?:are|were) test failures|There were failing tests|expectation missed(?:: (?<message>[^\n]+))?/i,
    ],
  ],
  unless: /assert[\w.]*\(.*\{$|AssertionErrors?\.java:/,
  short: 'test failure',
  followed: found => (found.test ? `${found.test} failed` : 'tests failed'),
  says,
  describes: found =>
    `A test ran to its check and found something else than it expected${fileAndLine(found) ? ` (${fileAndLine(found)})` : ''}. Either the product changed its behaviour, or the expectation is out of date.`,
  steps: found => [
    ...(found.test
      ? [search(term(shortName(found.test)), 'everything the log says of this test, above all before the failure.')]
      : []),
    'Run the failed test alone on the commit before: if it fails there too, this change is not the reason.',
    ...(fileAndLine(found) ? [`Open ${fileAndLine(found)}: what was expected, and which change touched it last?`] : []),
  ],
  actions: found => [
    act(
      'high code_change',
      found.test ? `Correct what ${found.test} checks` : 'Correct what the failed test checks',
      'Decide whether product or expectation is wrong; the difference of expected and actual value says which part of the code to read.',
    ),
    act('low test_change', 'Let the failure say more', 'Add the input and the state to the message of the assertion.'),
  ],
});

function says(found: Found): string {
  const test = found.test ?? found.name;
  if (test) return `${test.trim()} failed${because(found)}`;
  if (fileAndLine(found)) return `A test failed at ${fileAndLine(found)}${because(found)}`;
  return `A test failed${because(found)}`;
}

function shortName(test: string): string {
  return (
    test
      .replace(/^.*(?:::|\.|\s>\s)(?=\w)/, '')
      .replace(/[([].*$/, '')
      .trim() || test
  );
}
