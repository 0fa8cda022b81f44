/** Analysis tests: what the JVM's build and test tools print. */
import assert from 'node:assert/strict';
import { countsOf, namesOf, readLog } from '../log.ts';

describe('results of Maven', () => {
  it('sums up modules, not classes', () => {
    const module = `[INFO] Running shop.CartTest
[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s - in shop.CartTest
[INFO] 
[INFO] Results:
[INFO] 
[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1
`;
    assert.equal(countsOf(module + module), 'maven 6 4 0 2');
  });

  it('prefers the names that classes print, in every form of Surefire', () => {
    const log = `[ERROR] shop.CartTest.adds(int)[2] -- Time elapsed: 0.02 s <<< FAILURE!
org.opentest4j.AssertionFailedError: expected: <3> but was: <4>
[ERROR] shop.StoreTest.opens  Time elapsed: 0.01 s  <<< ERROR!
java.lang.IllegalStateException: closed
[ERROR] closes(shop.StoreTest)  Time elapsed: 0.01 s  <<< ERROR!
java.lang.IllegalStateException: open
[INFO] Results:
[INFO] 
[ERROR] Failures: 
[ERROR]   CartTest.adds:12 expected: <3> but was: <4>
[ERROR] Errors: 
[ERROR]   StoreTest.closes:22 » IllegalState open
[ERROR]   StoreTest.opens:20 » IllegalState closed
[INFO] 
[ERROR] Tests run: 9, Failures: 1, Errors: 2, Skipped: 0`;
    assert.equal(countsOf(log), 'maven 9 6 3 0');
    assert.deepEqual(namesOf(log), ['adds(int)[2](shop.CartTest)', 'opens(shop.StoreTest)', 'closes(shop.StoreTest)']);
    assert.equal(readLog(log)?.failures[1].message, 'java.lang.IllegalStateException: closed');
  });

  it('falls back on the list behind "Results"', () => {
    const log = `Tests run: 2, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 0.4 sec <<< FAILURE!

Results :

Failed tests:   adds(shop.CartTest): expected:<1> but was:<0>

Tests in error: 
  opens(shop.StoreTest): closed

Tests run: 8, Failures: 1, Errors: 1, Skipped: 0`;
    assert.deepEqual(namesOf(log), ['adds(shop.CartTest)', 'opens(shop.StoreTest)']);
    assert.equal(readLog(log)?.failures[0].message, 'expected:<1> but was:<0>');
    const short =
      'Results :\n\nFailed tests: \n  CartTest>BaseTest.adds:12->helper:30 expected\n  CartTest.sums:9\n\nTests run: 8, Failures: 2, Errors: 0, Skipped: 0';
    assert.deepEqual(namesOf(short), ['adds(CartTest)', 'sums(CartTest)']);
  });

  it('leaves out flakes, and names a rerun test once', () => {
    const log = `[ERROR] shop.CartTest.adds  Time elapsed: 7.5 s  <<< ERROR!
[ERROR] shop.CartTest.wobbles  Time elapsed: 7.5 s  <<< FAILURE!
[ERROR] shop.CartTest.adds  Time elapsed: 3.1 s  <<< ERROR!
[INFO] Results:
[ERROR] Errors: 
[ERROR] shop.CartTest.adds
[ERROR]   Run 1: CartTest.setUp:68 » IllegalState
[ERROR]   Run 2: CartTest.setUp:68 » IllegalState
[WARNING] Flakes: 
[WARNING] shop.CartTest.wobbles
[ERROR]   Run 1: CartTest.wobbles:10 expected
[INFO]   Run 2: PASS
[ERROR] Tests run: 4, Failures: 0, Errors: 1, Skipped: 0, Flakes: 1`;
    assert.deepEqual(namesOf(log), ['adds(shop.CartTest)']);
    assert.equal(countsOf(log), 'maven 4 3 1 0');
  });

  it('finds the class of a JUnit 5 test in the line above', () => {
    const log = `[ERROR] Tests run: 2, Failures: 2, Errors: 0, Skipped: 0, Time elapsed: 0.1 s <<< FAILURE! - in shop.CartTest
[ERROR] adds()  Time elapsed: 0.02 s  <<< FAILURE!
[ERROR] sums(int)[2]  Time elapsed: 0.02 s  <<< FAILURE!
[INFO] Results:
[ERROR] Failures: 
[ERROR]   CartTest.adds:12 expected: <3> but was: <4>
[ERROR]   CartTest.sums:14 expected: <3> but was: <4>
[ERROR] Tests run: 2, Failures: 2, Errors: 0, Skipped: 0`;
    assert.deepEqual(namesOf(log), ['adds(shop.CartTest)', 'sums(int)[2](shop.CartTest)']);
  });

  it('counts the classes of a fork that died before it could sum up', () => {
    const log = `[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s - in shop.CartTest
[ERROR] The forked VM terminated without saying properly goodbye. VM crash or System.exit called ?
[INFO] BUILD FAILURE`;
    assert.equal(countsOf(log), 'maven 3 3 0 0');
    assert.equal(readLog(log)?.status, 'failed');
  });
});

describe('results of Gradle', () => {
  it('reads failing tasks', () => {
    const log = `CartTest > adds() FAILED
    org.opentest4j.AssertionFailedError at CartTest.java:12

shop.StoreTest > Opening > opens[1] FAILED
    java.lang.IllegalStateException at StoreTest.java:20

42 tests completed, 2 failed, 3 skipped

> Task :shop:test FAILED
FAILURE: Build failed with an exception.
BUILD FAILED in 12s`;
    assert.equal(countsOf(log), 'gradle 42 37 2 3');
    assert.deepEqual(namesOf(log), ['CartTest > adds()', 'shop.StoreTest > Opening > opens[1]']);
    assert.equal(readLog(log)?.status, 'failed');
  });

  it('counts tests that are logged one by one where no total is printed', () => {
    assert.equal(countsOf('CartTest > adds() PASSED\nCartTest > sums() SKIPPED\nBUILD SUCCESSFUL in 2s'), 'gradle 2 1 0 1');
  });

  it('reads the test-logger plugin and the afterSuite line', () => {
    assert.equal(countsOf('FAILURE: Executed 5 tests in 2.1s (1 failed, 1 skipped)'), 'gradle 5 3 1 1');
    assert.equal(countsOf('|  Results: SUCCESS (5 tests, 5 successes, 0 failures, 0 skipped)  |'), 'gradle 5 5 0 0');
  });
});

describe('results of other Java runners', () => {
  it("reads Ant's junit task", () => {
    const log = `    [junit] Testsuite: shop.CartTest
    [junit] Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 1.4 sec
    [junit] 
    [junit] Testcase: adds took 1.4 sec
    [junit] 	FAILED
    [junit] expected:<3> but was:<4>
    [junit] Testcase: sums took 0.1 sec
    [junit] Testcase: opens took 0.1 sec
    [junit] 	Caused an ERROR
    [junit] closed
BUILD FAILED`;
    assert.equal(countsOf(log), 'ant 3 1 2 0');
    assert.deepEqual(namesOf(log), ['shop.CartTest.adds', 'shop.CartTest.opens']);
    assert.equal(readLog(log)?.failures[0].message, 'expected:<3> but was:<4>');
  });

  it("reads Ant's junitlauncher", () => {
    assert.equal(
      countsOf('[junitlauncher] Tests run: 3, Failures: 1, Aborted: 0, Skipped: 1, Time elapsed: 0.1 sec'),
      'ant 3 1 1 1',
    );
  });

  it("names Ant's suites where it names no tests", () => {
    const log =
      '[junit] Running shop.CartTest\n[junit] Tests run: 3, Failures: 1, Errors: 0, Time elapsed: 1.4 sec\n[junit] Test shop.CartTest FAILED';
    assert.equal(countsOf(log), 'ant 3 2 1 0');
    assert.deepEqual(namesOf(log), ['shop.CartTest']);
  });

  it("reads JUnit's text runner", () => {
    assert.equal(countsOf('.....\nTime: 4.097\n\nOK (45 tests)'), 'junit 45 45 0 ');
    const log =
      'There were 2 failures:\n1) adds(shop.CartTest)\njava.lang.AssertionError: expected\n2) sums(shop.CartTest)\n\nFAILURES!!!\nTests run: 5,  Failures: 2\n';
    assert.equal(countsOf(log), 'junit 5 3 2 0');
    assert.deepEqual(namesOf(log), ['adds(shop.CartTest)', 'sums(shop.CartTest)']);
  });

  it("reads JUnit 5's console launcher", () => {
    const log = `  JUnit Jupiter:CartTest:adds()
    => org.opentest4j.AssertionFailedError
[         6 tests found           ]
[         1 tests skipped         ]
[         5 tests started         ]
[         0 tests aborted         ]
[         4 tests successful      ]
[         1 tests failed          ]`;
    assert.equal(countsOf(log), 'junit 5 4 1 1');
    assert.deepEqual(namesOf(log), ['CartTest > adds()']);
  });

  it('reads TestNG, unless the build tool around it has counted', () => {
    const totals =
      'FAILED: adds\njava.lang.AssertionError: expected [3] but found [4]\n===============================================\nTotal tests run: 5, Passes: 3, Failures: 1, Skips: 1\n';
    assert.equal(countsOf(totals), 'testng 5 3 1 1');
    assert.deepEqual(namesOf(totals), ['adds']);
    assert.equal(countsOf(`${totals}Results :\nTests run: 5, Failures: 1, Errors: 0, Skipped: 1`), 'maven 5 3 1 1');
  });
});

describe('results of Scala', () => {
  it('counts what sbt counts, and names what ScalaTest names', () => {
    const log = `[info] CartSpec:
[info] - should add items
[info] - should remove items *** FAILED ***
[info]   3 was not equal to 4 (CartSpec.scala:12)
[info] Tests: succeeded 4, failed 1, canceled 0, ignored 1, pending 0
[info] *** 1 TEST FAILED ***
[error] Failed: Total 5, Failed 1, Errors 0, Passed 4, Ignored 1
[error] Failed tests:
[error] 	shop.CartSpec`;
    assert.equal(countsOf(log), 'sbt+scalatest 5 4 1 1');
    assert.deepEqual(namesOf(log), ['should remove items']);
  });

  it("names sbt's suites where nobody names tests", () => {
    const log =
      '[error] Failed: Total 5, Failed 1, Errors 0, Passed 4\n[error] Failed tests:\n[error] \tshop.CartSpec\n[error] (Test / test) sbt.TestsFailedException';
    assert.deepEqual(namesOf(log), ['shop.CartSpec']);
  });

  it('reads specs2 and MUnit', () => {
    assert.equal(countsOf('[error]   x removes items\n[info] 5 examples, 12 expectations, 1 failure, 0 error'), 'specs2 5 4 1 0');
    assert.deepEqual(namesOf('==> X shop.CartSuite.removes items  0.01s munit.ComparisonFailException: x'), [
      'shop.CartSuite.removes items',
    ]);
  });
});
