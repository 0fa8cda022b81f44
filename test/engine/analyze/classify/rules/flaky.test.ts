/** Analysis, tests: outcomes that depend on order or timing. */
import { reads, silent } from '../judge.ts';

describe('classify: flaky', () => {
  reads('flaky', [
    [
      'reruns of pytest',
      '=== rerun test summary info ===\nRERUN tests/test_a.py::test_b',
      'tests/test_a.py::test_b depends on order or timing',
    ],
    ['Surefire', '[WARNING] Tests run: 12, Failures: 0, Errors: 0, Skipped: 0, Flakes: 1', 'A test depends on order or timing'],
    ['Playwright', '  1 flaky\n    [chromium] › cart.spec.ts:3:1 › adds up', 'A test depends on order or timing'],
    [
      'Selenium',
      'selenium.common.exceptions.StaleElementReferenceException: Message: stale element reference',
      'A test depends on order or timing',
    ],
    [
      'Java',
      'java.util.ConcurrentModificationException\n\tat java.util.ArrayList$Itr.checkForComodification',
      'A test depends on order or timing',
    ],
    ['a rerun', 'RERUN tests/test_cart.py::test_total', 'tests/test_cart.py::test_total depends on order or timing'],
  ]);
  silent('flaky', [['no flakes', 'Tests run: 12, Failures: 0, Errors: 0, Skipped: 0, Flakes: 0']]);
});
