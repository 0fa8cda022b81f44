/** The reader: what the logs of build servers and plain text read as. */
import assert from 'node:assert/strict';
import { tell } from './rows.ts';

describe('console logs', () => {
  it('GitHub Actions', () => {
    const told = tell(
      `\uFEFF2024-05-06T07:08:09.1234567Z ##[group]Run make
2024-05-06T07:08:10.1234567Z \x1b[36;1mmake\x1b[0m
2024-05-06T07:08:11.1234567Z src/a.c:1:2: error: nope
2024-05-06T07:08:12.1234567Z java.lang.Error: x
2024-05-06T07:08:12.1234567Z \tat org.acme.A.b(A.java:3)
2024-05-06T07:08:13.1234567Z 07:08:12.900 [main] WARN org.acme.C - slow
2024-05-06T07:08:14.1234567Z ##[error]Process completed with exit code 2.`,
    );
    assert.equal(told.format, 'github-actions');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info ##[group]Run make
2024-05-06T07:08:10.123Z none make\x1b[0m
2024-05-06T07:08:11.123Z error src/a.c:1:2: error: nope
2024-05-06T07:08:12.123Z error java.lang.Error: x
2024-05-06T07:08:12.123Z error + \tat org.acme.A.b(A.java:3)
2024-05-06T07:08:13.123Z warn [main] WARN org.acme.C - slow
2024-05-06T07:08:14.123Z error ##[error]Process completed with exit code 2.`,
    );
  });

  it('GitHub Actions with job and step', () => {
    const told = tell(
      `unit tests\tSet up job\t\uFEFF2024-05-06T07:08:09.1234567Z ##[group]Runner
unit tests\tRun tests\t2024-05-06T07:08:10.1234567Z FAILED tests/test_cart.py::test_add
unit tests\tPost Run actions/checkout@v4\t2024-05-06T07:08:11.1234567Z Post job cleanup.`,
    );
    assert.equal(told.format, 'github-actions');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info ##[group]Runner
2024-05-06T07:08:10.123Z error FAILED tests/test_cart.py::test_add
2024-05-06T07:08:11.123Z none Post job cleanup.`,
    );
  });

  it('Travis', () => {
    const told = tell(
      `travis_fold:start:git\r\x1b[0Ktravis_time:start:0b1\r\x1b[0K$ git clone it
travis_time:end:0b1:start=1714979289000000000,finish=1714979290500000000,duration=1500000000\r\x1b[0K
npm ERR! code ENOENT
\x1b[31;1mThe command "npm test" failed.\x1b[0m`,
    );
    assert.equal(told.format, 'ci-marks');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `- none $ git clone it
2024-05-06T07:08:10.500Z none travis_time:end:0b1:start=1714979289000000000,finish=1714979290500000000,duration=1500000000\r\x1b[0K
2024-05-06T07:08:10.500Z error npm ERR! code ENOENT
2024-05-06T07:08:10.500Z none The command "npm test" failed.\x1b[0m`,
    );
  });

  it('Jenkins', () => {
    const told = tell(
      `[2024-05-06T07:08:09.123Z] + make
[2024-05-06T07:08:10.123Z] make: *** [all] Error 2
[2024-05-06T07:08:11.123Z] Finished: FAILURE`,
    );
    assert.equal(told.format, 'jenkins');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z none + make
2024-05-06T07:08:10.123Z error make: *** [all] Error 2
2024-05-06T07:08:11.123Z error Finished: FAILURE`,
    );
  });

  it('GitLab', () => {
    const told = tell(
      `2024-05-06T07:08:09.123456Z 00O section_start:1714979289:build\r\x1b[0KBuild
2024-05-06T07:08:10.123456Z 01E ERROR: Job failed
2024-05-06T07:08:10.123456Z 01O+ok`,
    );
    assert.equal(told.format, 'gitlab');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z none Build
2024-05-06T07:08:10.123Z error ERROR: Job failed
2024-05-06T07:08:10.123Z none ok`,
    );
  });

  it('container', () => {
    const told = tell(
      `2024-05-06T07:08:09.123456789Z stdout F 2024-05-06 07:08:09,120 INFO  [main] org.acme.Cart - added
2024-05-06T07:08:10.123456789Z stdout F 2024-05-06 07:08:10,120 ERROR [main] org.acme.Till - refused`,
    );
    assert.equal(told.format, 'container');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info added
2024-05-06T07:08:10.123Z error refused`,
    );
  });

  it('progress', () => {
    const told = tell(
      `fetching 10%\rfetching 60%\rfetching done
fetching 10%\rfetching 20%\r\x1b[K
[INFO] Building
[ERROR] Failed to execute goal
warning: unused x
0 errors
errors: 0
a line that tells of an error`,
    );
    assert.equal(told.format, 'text');
    assert.equal(told.reader.zone(), 'none');
    assert.equal(
      told.rows,
      `- none fetching done
- none fetching 20%\r\x1b[K
- info [INFO] Building
- error [ERROR] Failed to execute goal
- warn warning: unused x
- none 0 errors
- none errors: 0
- none a line that tells of an error`,
    );
  });

  it('outcomes at line ends', () => {
    const told = tell(
      `test cart::adds ... FAILED
tests/test_cart.py::test_add FAILED                     [ 50%]
test_add (cart.Test) ... ERROR
Tests run: 3, Failures: 1 <<< FAILURE!
sh: 1: foo: not found
--- FAIL: TestAdd (0.00s)
E   assert 1 == 2
E    +  where 1 = f()
cart.py:3: AssertionError`,
    );
    assert.equal(told.format, 'text');
    assert.equal(told.reader.zone(), 'none');
    assert.equal(
      told.rows,
      `- error test cart::adds ... FAILED
- error tests/test_cart.py::test_add FAILED                     [ 50%]
- error test_add (cart.Test) ... ERROR
- error Tests run: 3, Failures: 1 <<< FAILURE!
- error sh: 1: foo: not found
- error --- FAIL: TestAdd (0.00s)
- error E   assert 1 == 2
- error + E    +  where 1 = f()
- error cart.py:3: AssertionError`,
    );
  });

  it('stamps here and there', () => {
    const told = tell(
      `setting up
one
two
three
2024-05-06 07:08:09 ERROR [x] broke
four`,
    );
    assert.equal(told.format, 'text');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `- none setting up
- none one
- none two
- none three
2024-05-06T07:08:09.000Z error ERROR [x] broke
2024-05-06T07:08:09.000Z none four`,
    );
  });

  it('JUnit XML', () => {
    const told = tell(
      `<?xml version="1.0"?>
<testsuite name="a" tests="1">
<testcase name="b"/>
</testsuite>`,
      { path: 'results/TEST-a.xml' },
    );
    assert.equal(told.format, 'junit-xml');
    assert.equal(told.reader.zone(), 'none');
    assert.equal(
      told.rows,
      `- none <?xml version="1.0"?>
- none <testsuite name="a" tests="1">
- none <testcase name="b"/>
- none </testsuite>`,
    );
  });
});
