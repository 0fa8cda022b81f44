/** The editor's tree of runs: grouping, filters, ages, badge and every word, as golden text; log text in tooltips stays text. */
import assert from 'node:assert/strict';
import { belowGroup, detailsOf } from '../../../src/doors/vscode/runs/details.ts';
import { filterMessage, fits, listRequest } from '../../../src/doors/vscode/runs/filter.ts';
import { lookedAt } from '../../../src/doors/vscode/runs/looked.ts';
import { type Node, shapeRuns } from '../../../src/doors/vscode/runs/nodes.ts';
import { badgeOf, wordsOf } from '../../../src/doors/vscode/runs/words.ts';
import type { TimelineEntry } from '../../../src/model/report.ts';
import type { Run } from '../../../src/model/run.ts';
import { assertGolden } from '../../tools/render/golden.ts';
import { drawn } from './tree-text.ts';

const NOW = Date.UTC(2026, 4, 27, 12);
const HOUR = 3_600_000;

function run(of: Partial<Run> & { run_id: string }): Run {
  return {
    title: of.run_id,
    job: 'longevity-50gb-4h',
    outcome: 'failed',
    sources: [of.run_id],
    inputs: [`/logs/${of.run_id}.tar.zst`],
    ingested_at: NOW - HOUR,
    lines: 45_249,
    from: NOW - 6 * HOUR,
    to: NOW - 2 * HOUR,
    origin: 'files',
    confidence: null,
    tests_failed: null,
    remote: null,
    former: [],
    category: null,
    summary: null,
    ...of,
  };
}

const runs: Run[] = [
  run({
    run_id: 'aaaa',
    title: 'sample/failed',
    category: 'out_of_memory',
    summary: 'The kernel OOM killer stopped scylla on db-node-3.',
  }),
  run({
    run_id: 'bbbb',
    title: 'older failure',
    to: NOW - 72 * HOUR,
    remote: {
      address: 'github:acme/shop/77',
      url: null,
      finished: true,
      fetched_at: NOW,
      facts: [{ label: 'Branch', value: 'charge-once', url: null }],
      gaps: [],
    },
  }),
  run({ run_id: 'cccc', title: 'sample/passed', outcome: 'passed' }),
  run({
    run_id: 'dddd',
    title: 'unit tests',
    job: 'unit',
    outcome: 'unknown',
    from: null,
    to: null,
    ingested_at: NOW - 60 * 24 * HOUR,
  }),
];

const seen = { now: NOW, isNew: (one: Run) => one.run_id === 'aaaa' };

function below(node: Node): readonly Node[] {
  if (node.kind === 'origin') return node.jobs;
  if (node.kind === 'job') return node.passing ? [...node.runs, node.passing] : node.runs;
  if (node.kind === 'passing') return node.runs;
  return node.kind === 'group' ? belowGroup(node) : [];
}

const draw = (nodes: readonly Node[]) => drawn(nodes, node => wordsOf(node, seen), below);

describe('tree of runs', () => {
  it('groups by origin, then job, newest first, passing runs folded away', () => {
    const more: Node = { kind: 'more', shown: 4, inAll: 130 };
    assertGolden('runs.txt', draw([...shapeRuns(runs, {}), more]), import.meta.url);
  });

  it('shows passing runs as they are to whoever filters for them', () => {
    const [origin] = shapeRuns(
      runs.filter(one => one.outcome === 'passed'),
      { outcome: 'passed' },
    );
    assert.equal(origin.jobs[0].runs.length, 1);
    assert.equal(origin.jobs[0].passing, null);
  });

  it('says which filters are in force and what they leave', () => {
    const filter = { outcome: 'failed', job: 'unit', text: 'oom' } as const;
    assert.equal(filterMessage({}, { shown: 4, inAll: 4 }), undefined);
    assert.equal(filterMessage(filter, { shown: 2, inAll: 12 }), 'failed · job unit · “oom”: 2 of 12 runs.');
    assert.equal(filterMessage({ origin: 'files' }, { shown: 0, inAll: 12 }), 'No run fits: Local logs.');
    assert.deepEqual(listRequest(filter), { outcome: 'failed', job: 'unit', text: 'oom' });
    assert.deepEqual(
      runs.filter(one => fits(one, { job: 'unit' })).map(one => one.run_id),
      ['dddd'],
    );
  });

  it('tells a screen reader status, title, age and verdict', () => {
    const words = wordsOf({ kind: 'run', run_id: 'aaaa', run: runs[0] }, seen);
    assert.equal(words.spoken, 'run, sample/failed, failed, new, 2 h ago, The kernel OOM killer stopped scylla on db-node-3.');
    assert.equal(words.context, 'run failed investigated new');
  });

  it('keeps ids that do not depend on the order', () => {
    const ids = (of: readonly Run[]) =>
      shapeRuns(of, {}).flatMap(origin => origin.jobs.flatMap(job => job.runs.map(one => wordsOf(one, seen).id)));
    assert.deepEqual(ids([...runs].reverse()), ids(runs));
  });

  it('counts what was not looked at in the badge', () => {
    assert.deepEqual(badgeOf(runs, seen), { value: 1, tooltip: '1 failure not yet looked at' });
    assert.equal(badgeOf(runs, { now: NOW, isNew: () => false }), undefined);
  });
});

describe('tooltip of a run', () => {
  it('is Markdown in which foreign text is text', () => {
    const hostile = run({
      run_id: 'eeee',
      title: '<img src=x onerror=alert(1)> [click](command:workbench.action.quit) **bold**',
      summary: 'See https://evil.example/x and www.evil.example `rm -rf`\u202egnp.exe',
      inputs: ['/logs/``tick`.log'],
    });
    const tooltip = wordsOf({ kind: 'run', run_id: 'eeee', run: hostile }, seen).tooltip?.() ?? '';
    assertGolden('tooltip-hostile.md', `${tooltip}\n`, import.meta.url);
    assert.doesNotMatch(tooltip, /(?<!\\)[<[\]]|https?:\/\/(?!\\)|\u202e/);
  });
});

describe('what stands below a run', () => {
  const place = { source: 'aaaa', member: 'events.log', line: 7 };
  const entry = (of: Partial<TimelineEntry>): TimelineEntry => ({
    at: NOW - 3 * HOUR,
    until: null,
    kind: 'event',
    level: 'info',
    title: 'a moment',
    place,
    ...of,
  });

  it('is its cause, the tests that failed, nemeses, failed steps, error events', () => {
    const timeline = [
      entry({ kind: 'nemesis', title: 'StopStartMonkey', until: NOW - 2.9 * HOUR }),
      entry({
        kind: 'nemesis',
        title: 'MajorCompactionMonkey',
        level: 'error',
        until: NOW - 2.5 * HOUR,
        place: { ...place, line: 9 },
      }),
      entry({ kind: 'step', title: 'prepare' }),
      entry({ kind: 'step', title: 'verify', level: 'error' }),
      entry({ kind: 'event', title: 'DatabaseLogEvent', level: 'fatal' }),
      entry({ kind: 'event', title: 'InfoEvent' }),
      entry({
        kind: 'cause',
        level: 'error',
        title: 'Out of memory: Killed process 6550 (scylla)',
        place: { ...place, member: 'db-node-3/dmesg.log', line: 22 },
      }),
      entry({ kind: 'error', level: 'error' }),
    ];
    const tests = {
      frameworks: ['pytest'],
      status: 'failed' as const,
      ran: 3,
      passed: 2,
      failed: 1,
      skipped: 0,
      failures: [
        {
          name: 'test_write',
          message: 'AssertionError: 1 != 2',
          member: 'junit.xml',
          line: 12,
          place: { ...place, member: 'junit.xml', line: 12 },
        },
      ],
    };
    assertGolden('below-run.txt', draw(detailsOf({ run_id: 'aaaa', timeline, tests })), import.meta.url);
  });

  it('names where the others are when there are very many', () => {
    const timeline = Array.from({ length: 130 }, (_, at) => entry({ level: 'error', title: `event ${at}` }));
    const [group] = detailsOf({ run_id: 'aaaa', timeline, tests: null });
    const rows = below(group);
    assert.equal(rows.length, 101);
    assert.equal(wordsOf(rows[100], seen).label, '30 more in the timeline');
  });

  it('counts a step that failed without an error of its own', () => {
    const [group] = detailsOf({ run_id: 'aaaa', timeline: [entry({ kind: 'step', failed: true })], tests: null });
    assert.equal(wordsOf(group, seen).label, 'Failed steps');
  });

  it('opens the panel at the line', () => {
    const [cause] = detailsOf({ run_id: 'aaaa', timeline: [entry({ kind: 'cause' })], tests: null });
    assert.deepEqual(wordsOf(cause, seen).command, ['investigator.openRun', 'aaaa', { tab: 'logs', place: 'aaaa:events.log:7' }]);
  });
});

describe('failures looked at', () => {
  function memory() {
    const kept = new Map<string, unknown>();
    return {
      get: <T>(key: string) => kept.get(key) as T | undefined,
      update: async (key: string, value: unknown) => void kept.set(key, value),
    };
  }

  it('are those of before the first use, those that passed, and those opened since', async () => {
    const looked = lookedAt(memory(), () => NOW - 2 * HOUR);
    const before = run({ run_id: 'before', ingested_at: NOW - 3 * HOUR });
    const since = run({ run_id: 'since' });
    assert.deepEqual([before, since, run({ run_id: 'good', outcome: 'passed' })].map(looked.isNew), [false, true, false]);
    await looked.mark(['since']);
    assert.equal(looked.isNew(since), false);
  });

  it('are the same in another window', async () => {
    const shared = memory();
    await lookedAt(shared, () => NOW - 2 * HOUR).mark(['since']);
    const other = lookedAt(shared, () => NOW);
    assert.equal(other.isNew(run({ run_id: 'since' })), false);
    assert.equal(other.isNew(run({ run_id: 'next' })), true);
  });
});
