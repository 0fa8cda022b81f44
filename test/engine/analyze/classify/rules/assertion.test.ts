/** Analysis, tests: tests that found something else than they expected. */
import { reads, silent } from '../judge.ts';

describe('classify: assertion', () => {
  reads('assertion', [
    [
      'pytest',
      'FAILED tests/test_cart.py::test_total - AssertionError: assert 3 == 4',
      'tests/test_cart.py::test_total failed: AssertionError: assert 3 == 4',
    ],
    [
      "pytest's block",
      '    def test_total():\n>       assert total() == 4\nE       assert 3 == 4\nE        +  where 3 = total()',
      'A test failed: assert 3 == 4',
    ],
    [
      'unittest',
      'FAIL: test_total (tests.test_cart.CartTest)\n----------------------------------------------------------------------\nTraceback (most recent call last):\n  File "tests/test_cart.py", line 9, in test_total\n    self.assertEqual(3, 4)\nAssertionError: 3 != 4',
      'test_total (tests.test_cart.CartTest) failed: AssertionError: 3 != 4',
    ],
    [
      'JUnit 5',
      'org.opentest4j.AssertionFailedError: expected: <4> but was: <3>\n\tat CartTest.total(CartTest.java:9)',
      'A test failed: expected: <4> but was: <3>',
    ],
    ['Surefire', '[ERROR] com.acme.CartTest.total -- Time elapsed: 0.01 s <<< FAILURE!', 'com.acme.CartTest.total failed'],
    ['Gradle', 'CartTest > total() FAILED', 'CartTest > total() failed'],
    ['Go', '--- FAIL: TestTotal (0.00s)\n    cart_test.go:9: got 3, want 4', 'A test failed at cart_test.go:9: got 3, want 4'],
    ['Rust', 'test cart::tests::total ... FAILED', 'cart::tests::total failed'],
    [
      'GoogleTest',
      'cart_test.cc:9: Failure\nExpected equality of these values:\n  total()\n    Which is: 3\n  4',
      'A test failed at cart_test.cc:9',
    ],
    ["GoogleTest's summary", '[  FAILED  ] CartTest.Total (0 ms)', 'CartTest.Total failed'],
    [
      'Jest',
      '  ● cart › adds up\n\n    expect(received).toBe(expected) // Object.is equality',
      'cart › adds up failed: expect(received).toBe(expected) // Object.is equality',
    ],
    [
      'RSpec',
      '  1) Cart adds up\n     Failure/Error: expect(cart.total).to eq(4)',
      'Cart adds up failed: expect(cart.total).to eq(4)',
    ],
    [
      'PHPUnit',
      '1) CartTest::testTotal\nFailed asserting that 3 matches expected 4.',
      'CartTest::testTotal failed: Failed asserting that 3 matches expected 4',
    ],
    ['TAP', 'not ok 3 - adds up', 'adds up failed'],
    ['counts', '=========== 3 failed, 408 passed in 12.40s ===========', 'A test failed'],
  ]);
  silent('assertion', [
    ['a passed test', 'tests/test_assert.py::test_assertion_error PASSED [ 10%]'],
    ['counts of nothing', 'Tests run: 12, Failures: 0, Errors: 0, Skipped: 1'],
    ['a compile error', "src/foo.c:12:9: error: 'bar' undeclared"],
  ]);
});
