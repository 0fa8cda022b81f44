/** Analysis tests: framing of CI services, the end of a build, hostile input, and the cheap tests before all that. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mayReport, mergeResults, readResults } from '../../../../src/engine/analyze/results/read.ts';
import { FAILURES_MAX } from '../../../../src/engine/analyze/results/recogniser.ts';
import { countsOf, namesOf, readLog } from './log.ts';

const STAMP = '2024-05-01T12:00:00.1234567Z ';

describe('a raw CI log', () => {
  it('is read through stamps, colours, carriage returns and runners', () => {
    const total = 'Tests:       1 failed, 4 passed, 5 total';
    for (const raw of [
      STAMP + total,
      `[2024-05-01T12:00:00.123Z] ${total}`,
      `12:00:01  ${total}`,
      `\x1b[1mTests:       \x1b[22m\x1b[31m1 failed\x1b[39m, \x1b[32m4 passed\x1b[39m, 5 total`,
      `[1mTests:       [22m[31m1 failed[39m, [32m4 passed[39m, 5 total`,
      `Tests:       0 total\r${total}\r`,
      `#12 34.56 ${total}`,
      `web_1  | ${total}`,
      `build\tRun the tests\t${STAMP}${total}`,
      `     [exec] ${total}`,
      `Error:  ${total}`,
      `\ufeff${total}`,
    ]) {
      assert.equal(countsOf(raw), 'jest 5 4 1 0', raw);
    }
  });

  it('keeps the line on which a failure stands', () => {
    const log = ['', `${STAMP}FAILED tests/test_a.py::test_x - boom`, `${STAMP}=== 1 failed in 0.10s ===`].join('\n');
    assert.deepEqual(readLog(log)?.failures, [
      { name: 'tests/test_a.py::test_x', member: 'build.log', line: 2, message: 'boom' },
    ]);
  });

  it('sums up tools that ran one after the other', () => {
    assert.equal(
      countsOf('  3 passing (1s)\nTests:       4 passed, 4 total\n=== 2 passed in 0.10s ==='),
      'pytest+mocha+jest 9 9 0 0',
    );
  });

  it('leaves out what Travis runs after its verdict', () => {
    const log = `  3 passing (1s)
The command "npm test" exited with 0.
travis_fold:end:cache.2\r\x1b[0Ktravis_fold:start:after_success\r\x1b[0K$ npm run coverage
  3 passing (1s)
travis_fold:end:after_success\r\x1b[0K
Done. Your build exited with 0.`;
    assert.equal(countsOf(log), 'mocha 3 3 0 0');
  });

  it('says nothing about logs without tests', () => {
    assert.equal(readLog('INFO starting\nERROR it failed: 3 tests of strength were passed over'), null);
    assert.equal(readResults('empty.log', []), null);
  });
});

describe('the end of a run', () => {
  const passing = '=== 2 passed in 0.10s ===\n';
  const status = (text: string) => readLog(text)?.status;

  it('is what the CI service says, whatever the tests say', () => {
    assert.equal(status(`${passing}Done. Your build exited with 1.`), 'failed');
    assert.equal(
      status(
        `${passing}${STAMP}##[error]Process completed with exit code 1.\n${STAMP}Post job cleanup.\n${STAMP}Cleaning up orphan processes`,
      ),
      'failed',
    );
    assert.equal(status(`${passing}Finished: FAILURE`), 'failed');
    assert.equal(status('=== 1 failed in 0.10s ===\nFinished: SUCCESS'), 'passed');
    assert.equal(status(`${passing}ERROR: Job failed: exit code 1`), 'failed');
    assert.equal(status(`${STAMP}Cleaning up orphan processes`), 'passed');
  });

  it('is what the build tool said last, where no service speaks', () => {
    assert.equal(status('[INFO] BUILD SUCCESS\n[INFO] BUILD FAILURE'), 'failed');
    assert.equal(status('BUILD FAILED in 3s\nBUILD SUCCESSFUL in 9s'), 'passed');
    assert.equal(
      status('[INFO] BUILD FAILURE\nThe command "mvn test" exited with 1.\nThe command "true" exited with 0.'),
      'failed',
    );
  });

  it('follows from the tests where nothing else speaks', () => {
    assert.equal(status(passing), 'passed');
    assert.equal(status('=== 1 failed, 2 passed in 0.10s ==='), 'failed');
  });

  it('is unknown when the run was cancelled', () => {
    assert.equal(
      status(`${passing}${STAMP}##[error]The operation was canceled.\n${STAMP}Cleaning up orphan processes`),
      'unknown',
    );
    assert.equal(status(`${passing}Finished: ABORTED`), 'unknown');
  });

  it('is told for a build that broke before its tests', () => {
    assert.deepEqual(readLog('[INFO] BUILD FAILURE'), {
      frameworks: [],
      status: 'failed',
      ran: null,
      passed: null,
      failed: null,
      skipped: null,
      failures: [],
    });
  });
});

describe("GitHub's marks", () => {
  it('do not hide what a tool says, and do not fail a run that goes on', () => {
    const log = `##[error]Tests run: 3, Failures: 1, Errors: 0, Skipped: 0
##[error]Exception in thread "main" java.lang.Error
ordinary output
more of it
Post job cleanup.
Cleaning up orphan processes`;
    assert.equal(countsOf(log), 'maven 3 2 1 0');
    assert.equal(readLog(log)?.status, 'passed');
  });

  it('fail a run whose action said so last', () => {
    assert.equal(readLog('##[error]Deployment refused\nPost job cleanup.\nCleaning up orphan processes')?.status, 'failed');
    assert.equal(
      readLog("##[error]The process '/usr/bin/x' failed with exit code 1\na\nb\nc\nCleaning up orphan processes")?.status,
      'failed',
    );
  });
});

describe('runners made for one project', () => {
  it('are heard only where no known tool reports', () => {
    assert.equal(countsOf('Results: 4 passed, 1 failed, 2 skipped'), 'summary 5 4 1 2');
    assert.equal(countsOf('Test summary: Total: 5, Passed: 4, Failed: 1'), 'summary 5 4 1 0');
    assert.equal(countsOf('Results: 4 passed, 1 failed\n  3 passing (1s)'), 'mocha 3 3 0 0');
  });
});

describe('hostile input', () => {
  it('cannot make more than a thousand failures, and still counts them', () => {
    const lines = Array.from({ length: 3000 }, (_, at) => `not ok ${at + 1} - test ${at}`);
    const found = readLog(['TAP version 13', ...lines].join('\n'));
    assert.equal(found?.failures.length, FAILURES_MAX);
    assert.equal(found?.failed, 3000);
  });

  it('is looked at for 4,096 characters a line', () => {
    const long = 'x'.repeat(1 << 24);
    assert.equal(countsOf(`${long}\n  3 passing (1s)\n${long}=== 1 failed in 0.10s ===`), 'mocha 3 3 0 0');
  });

  it('never throws, whatever follows whatever', () => {
    const openers = [
      '  2 passing (1s)',
      '  2 failing',
      '  1) a',
      'Results :',
      'Failed tests:',
      '=== FAILURES ===',
      '____ a ____',
      'Ran 2 tests in 1s',
      '======',
      '● a',
      'FAIL a',
      '[junit] Testcase: a',
      '--- FAIL: A (0.00s)',
      '{"Action":"fail"',
      'There were 2 failures:',
      'Failures:',
      'FAILED TESTS:',
      'TAP version 13',
      'The following tests FAILED:',
      "Test Suite 'All tests' failed at x",
      'Done. Your build exited with 1',
    ];
    const line = fc.oneof(fc.constantFrom(...openers), fc.string({ unit: 'grapheme-ascii' }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), texts => {
        const found = readResults(
          'any.log',
          texts.map((text, at) => ({ line: at + 1, text })),
        );
        for (const { line: place } of found?.failures ?? []) assert.ok(place >= 1 && place <= texts.length);
        for (const count of [found?.ran, found?.passed, found?.failed, found?.skipped])
          assert.ok(count == null || (Number.isSafeInteger(count) && count >= 0));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the test before reading', () => {
  it('lets templates of summaries through, with or without what stands in front of them', () => {
    for (const template of [
      '<*> passing (<*>)',
      '[INFO] Tests run: <*>, Failures: <*>, Errors: <*>, Skipped: <*>',
      'Tests: <*> failed, <*> passed, <*> total',
      'FAILED <*>.py::<*> - <*>',
      '==== <*> failed, <*> passed in <*>s ====',
      '<*> <*> [ERROR] BUILD FAILURE',
      'worker-3 test result: FAILED. <*> passed; <*> failed; <*> ignored;',
      'Done. Your build exited with <*>.',
      '<*>::test_x FAILED',
      'FAILED <*> - <*>',
      '<*> <*> (<*>)',
      '##[error]Process completed with exit code <*>.',
    ]) {
      assert.equal(mayReport(template), true, template);
    }
  });

  it('holds back what services write all day', () => {
    for (const template of [
      'INFO compaction of <*> done in <*> ms',
      'connection to <*> failed: timed out',
      'test mode is <*>',
      '',
    ]) {
      assert.equal(mayReport(template), false, template);
    }
  });
});

describe('results of several members', () => {
  it('are summed up, and failed when one failed', () => {
    const [one, other] = [
      readLog('=== 2 passed in 0.10s ===')!,
      readLog('FAILED a.py::b\n=== 1 failed, 1 skipped in 0.10s ===')!,
    ];
    const sum = mergeResults([one, other]);
    assert.deepEqual(
      { ...sum, failures: sum?.failures.length },
      { frameworks: ['pytest'], status: 'failed', ran: 3, passed: 2, failed: 1, skipped: 1, failures: 1 },
    );
    assert.equal(mergeResults([]), null);
  });

  it('are not counted again from report files that tell the same', () => {
    const log = readLog('FAILED a.py::b\n=== 1 failed, 2 passed in 0.10s ===')!;
    const report = { ...log, frameworks: ['junit-xml'] };
    assert.deepEqual([mergeResults([log, report])?.ran, mergeResults([log, report])?.failures.length], [3, 1]);
    assert.equal(mergeResults([log, { ...report, passed: 7, ran: 8 }])?.ran, 11);
    assert.equal(mergeResults([report])?.ran, 3);
  });

  it('keep what one of them states and the other does not', () => {
    const sum = mergeResults([readLog('--- FAIL: TestA (0.00s)')!, readLog('  3 passing (1s)')!]);
    assert.deepEqual([sum?.ran, sum?.failed], [3, 1]);
    assert.deepEqual(namesOf('--- FAIL: TestA (0.00s)'), ['TestA']);
  });
});
