/** Analysis: the rule for outcomes that depend on order or timing. */
import { act, defineRule } from '../rule.ts';
import { run, search, term } from '../wording.ts';

export const flaky = defineRule({
  category: 'flaky',
  readsTestNames: true,
  signs: [
    [
      0.9,
      /Flakes: [1-9]\d*|(?:^|\s)Flaked? (?:tests?:|failure)|\bflaky(?: tests?)?:? (?<test>\w[\w-]*[.:#/_][\w.:#/-]+)|(?<!\d)[1-9]\d* flaky/i,
    ],
    [
      0.85,
      /StaleElementReferenceException|ElementClickInterceptedException|ConcurrentModificationException|race (?:condition|detected)/i,
    ],
    [0.82, /passed on (?:retry|rerun|the (?:second|2nd|third) (?:try|attempt))|\b\d+ rerun\b|RERUN (?<test>\S*(?:::|[./])\S+)/i],
    [
      0.8,
      /(?:test )?order[- ]dependen(?:t|cy)|random(?:ized)? (?:order|seed)[^\n]{0,40}fail|depends on (?:the )?(?:execution )?order/i,
    ],
    [0.76, /not an? monotonic|clock (?:went|moved|ran) backwards|time went backwards/i],
  ],
  short: 'flaky test',
  followed: () => 'a test changed its mind',
  says: found => `${found.test ?? 'A test'} depends on order or timing`,
  describes: () =>
    'The same code passed and failed: the outcome depends on the order of tests, on timing or on what was left behind.',
  steps: found => [
    search(found.test ? term(found.test) : 'flaky OR rerun OR retry', 'did it pass when it was tried again within this run?'),
    run('for i in $(seq 20); do <the test alone>; done', 'how often does it fail by itself, and how often after the others?'),
  ],
  actions: () => [
    act(
      'high test_change',
      'Take the timing out of the test',
      'Wait for the state instead of a time; give every test its own data, port and folder.',
    ),
    act('medium monitoring', 'Count how often it fails', 'Its rate over the last runs tells whether it is new.'),
  ],
});
