/** Analysis tests: what the test tools of Ruby, PHP, .NET, the BEAM and others print. */
import assert from 'node:assert/strict';
import { countsOf, namesOf, readLog } from '../log.ts';

describe('results of Ruby', () => {
  it('reads RSpec', () => {
    const log = `Failures:

  1) Cart adds items
     Failure/Error: expect(cart.size).to eq(4)
     
       expected: 4

Finished in 0.01 seconds (files took 0.1 seconds to load)
6 examples, 1 failure, 1 pending

Failed examples:

rspec ./spec/cart_spec.rb:3 # Cart adds items`;
    assert.equal(countsOf(log), 'rspec 5 4 1 1');
    assert.deepEqual(readLog(log)?.failures, [
      { name: 'Cart adds items', member: 'build.log', line: 3, message: 'expect(cart.size).to eq(4)' },
    ]);
  });

  it('counts files that RSpec could not load', () => {
    const log =
      'An error occurred while loading ./spec/cart_spec.rb.\n\n0 examples, 0 failures, 1 error occurred outside of examples';
    assert.equal(countsOf(log), 'rspec 1 0 1 0');
    assert.deepEqual(namesOf(log), ['./spec/cart_spec.rb']);
  });

  it("reads Behat's list", () => {
    const log = '--- Failed scenarios:\n\n    features/cart.feature:12\n\n3 scenarios (2 passed, 1 failed)';
    assert.deepEqual(namesOf(log), ['features/cart.feature:12']);
  });

  it('reads minitest and test-unit', () => {
    const mini = `  1) Failure:
TestCart#test_adds [test/cart_test.rb:5]:
Expected: 4
  Actual: 3

6 runs, 7 assertions, 1 failures, 0 errors, 1 skips`;
    assert.equal(countsOf(mini), 'minitest 6 4 1 1');
    assert.deepEqual(namesOf(mini), ['TestCart#test_adds']);
    const unit =
      'Failure: test_adds(TestCart): <4> expected but was <3>.\n6 tests, 7 assertions, 1 failures, 0 errors, 0 pendings, 1 omissions, 0 notifications';
    assert.equal(countsOf(unit), 'minitest 6 4 1 1');
    assert.deepEqual(namesOf(unit), ['test_adds(TestCart)']);
  });

  it('reads Cucumber', () => {
    const log = `Failing Scenarios:
cucumber features/cart.feature:12 # Scenario: Remove an item

6 scenarios (1 failed, 1 undefined, 1 skipped, 3 passed)
30 steps (1 failed, 29 passed)`;
    assert.equal(countsOf(log), 'cucumber 5 3 2 1');
    assert.deepEqual(namesOf(log), ['features/cart.feature:12 # Scenario: Remove an item']);
  });
});

describe('results of PHP', () => {
  it('reads PHPUnit', () => {
    const log = `There was 1 failure:

1) Shop\\Tests\\CartTest::testAdds with data set #1 (3, 4)
Failed asserting that 3 matches expected 4.

--

There was 1 skipped test:

1) Shop\\Tests\\CartTest::testOpens

FAILURES!
Tests: 6, Assertions: 9, Failures: 1, Skipped: 1.`;
    assert.equal(countsOf(log), 'phpunit 6 4 1 1');
    assert.deepEqual(namesOf(log), ['Shop\\Tests\\CartTest::testAdds with data set #1 (3, 4)']);
    assert.equal(countsOf('OK (6 tests, 9 assertions)'), 'phpunit 6 6 0 0');
  });

  it('reads run-tests.php', () => {
    const log = `FAILED TEST SUMMARY
---------------------------------------------------------------------
Bug #1 (adds) [ext/shop/tests/bug1.phpt]
=====================================================================
Number of tests :    6                 5
Tests skipped   :    1 ( 16.7%) --------
Tests failed    :    1 ( 16.7%) ( 20.0%)
Tests passed    :    4 ( 66.7%) ( 80.0%)`;
    assert.equal(countsOf(log), 'phpt 5 4 1 1');
    assert.deepEqual(namesOf(log), ['Bug #1 (adds) [ext/shop/tests/bug1.phpt]']);
  });

  it('reads Pest', () => {
    const log =
      '   FAILED  Tests\\Unit\\CartTest > it adds items\n  Failed asserting that 3 is 4.\n\n  Tests:    1 failed, 1 skipped, 4 passed (9 assertions)\n  Duration: 0.10s';
    assert.equal(countsOf(log), 'pest 5 4 1 1');
    assert.deepEqual(namesOf(log), ['Tests\\Unit\\CartTest > it adds items']);
  });
});

describe('results of .NET', () => {
  it('reads dotnet test in its three forms', () => {
    const now =
      '  Failed Shop.Tests.CartTests.Adds [12 ms]\n  Error Message:\nFailed!  - Failed:     1, Passed:     4, Skipped:     1, Total:     6, Duration: 12 ms - Shop.Tests.dll (net8.0)';
    assert.equal(countsOf(now), 'dotnet 5 4 1 1');
    assert.deepEqual(namesOf(now), ['Shop.Tests.CartTests.Adds']);
    assert.equal(countsOf('Total tests: 6. Passed: 4. Failed: 1. Skipped: 1.\nTest Run Failed.'), 'dotnet 5 4 1 1');
    assert.equal(
      countsOf('Total tests: 6\n     Passed: 4\n     Failed: 1\n    Skipped: 1\n Total time: 1.2 Seconds'),
      'dotnet 5 4 1 1',
    );
  });

  it('names tests once, whoever names them', () => {
    assert.deepEqual(namesOf('  Failed Adds [12 ms]\nTotal tests: 6\n     Passed: 5\n     Failed: 1'), ['Adds']);
    const log =
      '[xUnit.net 00:00:00.50]     Shop.Adds [FAIL]\n  Failed Shop.Adds [12 ms]\nFailed!  - Failed: 1, Passed: 4, Skipped: 0, Total: 5, Duration: 12 ms';
    assert.equal(countsOf(log), 'dotnet+xunit 5 4 1 0');
    assert.deepEqual(namesOf(log), ['Shop.Adds']);
  });

  it('reads Microsoft.Testing.Platform', () => {
    const log =
      'failed Adds (12ms)\n  Assert.AreEqual failed.\nTest run summary: Failed! - Shop.Tests.dll (net9.0|x64)\n  total: 6\n  failed: 1\n  succeeded: 4\n  skipped: 1\n  duration: 1s 200ms';
    assert.equal(countsOf(log), 'dotnet 5 4 1 1');
    assert.deepEqual(namesOf(log), ['Adds']);
  });

  it("reads xUnit.net's and NUnit's consoles", () => {
    const xunit =
      '    Shop.Tests.CartTests.Adds(kind: "a") [FAIL]\n      Assert.Equal() Failure\n=== TEST EXECUTION SUMMARY ===\n   Shop.Tests  Total: 6, Errors: 0, Failed: 1, Skipped: 1, Time: 0.2s';
    assert.equal(countsOf(xunit), 'xunit 5 4 1 1');
    assert.deepEqual(namesOf(xunit), ['Shop.Tests.CartTests.Adds(kind: "a")']);
    const nunit =
      '1) Failed : Shop.Tests.CartTests.Adds\n  Expected: 4\n  Test Count: 6, Passed: 4, Failed: 1, Warnings: 0, Inconclusive: 0, Skipped: 1';
    assert.equal(countsOf(nunit), 'nunit 5 4 1 1');
    assert.deepEqual(namesOf(nunit), ['Shop.Tests.CartTests.Adds']);
  });
});

describe('results of other languages', () => {
  it('reads ExUnit', () => {
    const log = '  1) test adds items (Shop.CartTest)\n     test/cart_test.exs:3\n\n2 doctests, 6 tests, 1 failure, 1 skipped';
    assert.equal(countsOf(log), 'exunit 7 6 1 1');
    assert.deepEqual(namesOf(log), ['test adds items (Shop.CartTest)']);
  });

  it('reads EUnit, tasty and clojure.test', () => {
    assert.equal(countsOf('  Failed: 1.  Skipped: 0.  Passed: 4.'), 'eunit 5 4 1 0');
    assert.equal(
      countsOf('1> Testing shop.cart_SUITE: TEST COMPLETE, 4 ok, 1 failed, 1 skipped of 6 test cases'),
      'eunit 5 4 1 1',
    );
    assert.equal(countsOf('    adds items:  FAIL (0.01s)\n1 out of 5 tests failed (0.02s)'), 'tasty 5 4 1 ');
    const clojure =
      'FAIL in (adds-items) (cart_test.clj:12)\nexpected: (= 3 4)\n\nRan 5 tests containing 9 assertions.\n1 failures, 0 errors.';
    assert.equal(countsOf(clojure), 'clojure.test 5 4 1 ');
    assert.deepEqual(namesOf(clojure), ['adds-items']);
  });

  it('reads Dart, testthat and busted', () => {
    const dart = '00:01 +3 -1: test/cart_test.dart: adds items [E]\n  Expected: 4\n00:02 +4 ~1 -1: Some tests failed.';
    assert.equal(countsOf(dart), 'dart 5 4 1 1');
    assert.deepEqual(namesOf(dart), ['test/cart_test.dart: adds items']);
    assert.equal(
      countsOf('── Failure (test-cart.R:3:1): adds items ──\n[ FAIL 1 | WARN 0 | SKIP 1 | PASS 4 ]'),
      'testthat 5 4 1 1',
    );
    assert.equal(countsOf('4 successes / 1 failure / 0 errors / 1 pending : 0.01 seconds'), 'busted 5 4 1 1');
    assert.equal(countsOf('TEST RUN FAILED\n\nDuration: 120 ms\nPassed:   4\nFailed:   1'), 'elm-test 5 4 1 ');
  });
});
