/** Golden: test runs that fail: one assertion, a test that hangs, a fixture that fails now and then. */
import { actionsLog, failed, many, opening } from './actions-log.ts';
import type { Scenario } from './scenario.ts';
import { healthy } from './silent.ts';

export function mavenAssertion(): Scenario {
  const passing = many(
    46,
    n =>
      `[INFO] Tests run: ${3 + (n % 9)}, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.${100 + n} s -- in com.example.shop.part${n}.Part${n}Test`,
  );
  const build = [
    '[INFO] Scanning for projects...',
    ...many(
      120,
      n =>
        `[INFO] Downloaded from central: https://repo.example.org/maven2/org/example/lib-${n}/1.${n}/lib-${n}-1.${n}.jar (${n * 7} kB at 1.2 MB/s)`,
    ),
    '[INFO]  T E S T S',
    ...passing,
    '[ERROR] Tests run: 8, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.412 s <<< FAILURE! -- in com.example.shop.tax.VatTest',
    '[ERROR] com.example.shop.tax.VatTest.roundsHalfUp -- Time elapsed: 0.011 s <<< FAILURE!',
    'org.opentest4j.AssertionFailedError: expected: <19.05> but was: <19.04>',
    '\tat org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)',
    '\tat org.junit.jupiter.api.Assertions.assertEquals(Assertions.java:1135)',
    '\tat com.example.shop.tax.VatTest.roundsHalfUp(VatTest.java:62)',
    '[INFO] Results:',
    '[ERROR] Failures: ',
    '[ERROR]   VatTest.roundsHalfUp:62 expected: <19.05> but was: <19.04>',
    '[ERROR] Tests run: 331, Failures: 1, Errors: 0, Skipped: 0',
    '[INFO] BUILD FAILURE',
    '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.2.5:test (default-test) on project shop: There are test failures.',
  ];
  return {
    name: 'Maven: one assertion fails',
    failed: { 'build.log': actionsLog(101, [opening(101), { command: 'mvn -B verify', lines: build }], failed) },
    expected: {
      category: 'assertion',
      first: { member: /build\.log$/, text: /AssertionFailedError: expected: <19\.05> but was: <19\.04>/ },
      summary: [/VatTest/, /roundsHalfUp/, /19\.05/],
    },
  };
}

export function goTimeout(): Scenario {
  const goroutine = (n: number, what: string): string[] => [
    `goroutine ${n} [${what}, 9 minutes]:`,
    'sync.runtime_SemacquireMutex(0xc0001a4f0c?, 0x0?, 0x1?)',
    '\t/usr/local/go/src/runtime/sema.go:77 +0x25',
    'github.com/example/shop/internal/queue.(*Queue).Drain(0xc0001a4f00)',
    `\t/home/runner/work/shop/shop/internal/queue/queue.go:${80 + n} +0x11b`,
    '',
  ];
  const test = [
    ...many(140, n => `ok  \tgithub.com/example/shop/internal/part${n}\t0.${100 + n}s`),
    'panic: test timed out after 10m0s',
    '\trunning tests:',
    '\t\tTestDrainWaitsForWorkers (9m58s)',
    '',
    'goroutine 118 [running]:',
    'testing.(*M).startAlarm.func1()',
    '\t/usr/local/go/src/testing/testing.go:2366 +0x385',
    'created by time.goFunc',
    '\t/usr/local/go/src/time/sleep.go:177 +0x2d',
    '',
    ...[1, 34, 35, 36].flatMap(n => goroutine(n, n === 1 ? 'chan receive' : 'sync.Mutex.Lock')),
    'FAIL\tgithub.com/example/shop/internal/queue\t600.214s',
    ...many(20, n => `ok  \tgithub.com/example/shop/pkg/p${n}\t0.0${10 + n}s`),
    'FAIL',
  ];
  return {
    name: 'Go: a test hangs until it is stopped',
    failed: { 'build.log': actionsLog(102, [opening(102), { command: 'go test ./...', lines: test }], failed) },
    expected: {
      category: 'test_timeout',
      first: { member: /build\.log$/, text: /test timed out after 10m0s/ },
      summary: [/TestDrainWaitsForWorkers|internal\/queue/, /10m0s|10 m|time/],
    },
  };
}

export function pytestFixture(): Scenario {
  const test = [
    '============================= test session starts ==============================',
    'platform linux -- Python 3.12.3, pytest-8.2.0, pluggy-1.5.0',
    'plugins: rerunfailures-14.0, xdist-3.6.1',
    'collected 214 items',
    '',
    ...many(52, n => `tests/test_part${n}.py ....                                              [ ${String(n).padStart(2)}%]`),
    'tests/test_sync.py RRE                                                     [100%]',
    '',
    '==================================== ERRORS ====================================',
    '__________________ ERROR at setup of test_resumes_after_pause __________________',
    '',
    '    @pytest.fixture',
    '    def server(tmp_path):',
    '        process = start_server(tmp_path, port=0)',
    '>       wait_for_port(process.port, seconds=2)',
    '',
    'tests/conftest.py:41: ',
    'Traceback (most recent call last):',
    '  File "/home/runner/work/shop/shop/tests/net.py", line 22, in wait_for_port',
    '    socket.create_connection(("127.0.0.1", port), timeout=0.1)',
    'ConnectionRefusedError: [Errno 111] Connection refused',
    '',
    'The above exception was the direct cause of the following exception:',
    '',
    'Traceback (most recent call last):',
    '  File "/home/runner/work/shop/shop/tests/net.py", line 27, in wait_for_port',
    '    raise ServerNotReady(f"no server on port {port} within {seconds} s") from last',
    'tests.net.ServerNotReady: no server on port 40513 within 2 s',
    '=========================== rerun test summary info ============================',
    'RERUN tests/test_sync.py::test_resumes_after_pause',
    'RERUN tests/test_sync.py::test_resumes_after_pause',
    '=========================== short test summary info ============================',
    'ERROR tests/test_sync.py::test_resumes_after_pause - tests.net.ServerNotReady: no server on port 40513 within 2 s',
    '================= 211 passed, 2 skipped, 1 error, 2 rerun in 71.20s =================',
  ];
  return {
    name: 'pytest: a fixture whose server is sometimes late',
    failed: { 'build.log': actionsLog(103, [opening(103), { command: 'pytest --reruns 2', lines: test }], failed) },
    expected: {
      category: 'flaky',
      first: { member: /build\.log$/, text: /ServerNotReady|ConnectionRefusedError/ },
      summary: [/test_resumes_after_pause/],
    },
  };
}

/** What the tests printed must not be judged as if it were the service's journal. */
export function pytestBesideService(): Scenario {
  const { failed: logs, expected } = pytestFixture();
  return { name: 'pytest: its log beside those of a healthy service', failed: { ...logs, ...healthy().failed }, expected };
}
