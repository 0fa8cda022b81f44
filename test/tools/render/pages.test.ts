/** The table, tests: lines, levels, patterns, runs and the state of the house as text. */
import assert from 'node:assert/strict';
import type { LinePage, TemplatePage } from '../../../src/model/page.ts';
import type { Run, RunInfo } from '../../../src/model/run.ts';
import { levelsText, linesText, patternsText } from '../../../src/tools/render/logs.ts';
import { ingestionText, reportsText, runInfoText, runsText, statusText } from '../../../src/tools/render/runs.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { hostile } from './example-report.ts';
import { assertGolden } from './golden.ts';

const source = 'a1b2c3d4e5f6';
const at = Date.UTC(2026, 10, 20, 11, 2, 31, 745);
const line = { end_line: 0, at, level: 'error', template: 3, body: 0 } as const;

const page: LinePage = {
  lines: [
    {
      ...line,
      place: { source, member: 'db-3/system.log', line: 18342 },
      end_line: 18342,
      text: '2026-11-20T11:02:31.745 kernel: Out of memory',
    },
    { ...line, place: { source, member: 'job.log', line: 7 }, end_line: 12, level: 'none', at: null, text: hostile },
  ],
  offset: 0,
  near_index: null,
  next: 'c1',
  previous: null,
  coverage: { scanned: 1000, matched: 12, shown: 2, dropped: 10 },
  gaps: [{ kind: 'torn', member: 'x.gz', words: 'It is torn.' }],
};

const patterns: TemplatePage = {
  templates: [
    {
      template: 3,
      templates: [3],
      text: 'Out of memory: Killed process <*>',
      count: 1,
      level: 'error',
      first: at,
      last: at,
      change: 'new',
      passing: 0,
      member: 'db-3/system.log',
      line: 18342,
    },
    {
      template: -1,
      templates: [],
      text: 'test finished',
      count: 0,
      level: 'none',
      first: null,
      last: null,
      change: 'gone',
      passing: 1,
      member: null,
      line: null,
    },
    {
      template: 9,
      templates: [9],
      text: hostile,
      count: 12345,
      level: 'info',
      first: at,
      last: at,
      change: null,
      passing: null,
      member: 'job.log',
      line: 1,
    },
  ],
  in_all: 40,
  in_each: { all: 40, new: 12, gone: 3, more_often: 2, less_often: 0 },
  compared_with: 2,
  source,
};

const run: Run = {
  run_id: source,
  title: 'longevity-100gb-4h',
  job: 'longevity',
  outcome: 'failed',
  sources: [source],
  inputs: ['/tmp/x'],
  origin: 'files',
  ingested_at: at,
  lines: 1204338,
  from: at - 3_600_000,
  to: at,
  category: 'out_of_memory',
  summary: 'The kernel OOM killer stopped scylla on db-node-3.',
  confidence: 'high',
  tests_failed: null,
  remote: null,
  former: [],
};

const info: RunInfo = {
  run,
  members: [
    { path: 'db-3/system.log', format: 'scylla', lines: 18400, bytes: 3_100_000, from: at, to: at, zone: 'assumed' },
    { path: 'job.log', format: 'plain', lines: 12, bytes: 900, from: null, to: null, zone: 'none' },
  ],
  members_in_all: 9,
  levels: { none: 0, info: 1000, warn: 20, error: 3 },
  tests: { frameworks: ['pytest'], status: 'failed', ran: 4, passed: 3, failed: 1, skipped: null, failures: [] },
  gaps: [{ kind: 'torn', member: 'x.gz', words: 'It is torn.' }],
};

const ingestion = {
  run_id: source,
  title: 'longevity',
  state: 'running',
  lines: 5000,
  bytes: 3_100_000,
  words: 'reading x.log',
} as const;

describe('pages', () => {
  it('lines', () => assertGolden('lines.txt', linesText(page, plainView)));
  it('patterns', () => assertGolden('patterns.txt', patternsText(patterns, plainView)));
  it('runs', () =>
    assertGolden(
      'runs.txt',
      runsText({ runs: [run, { ...run, outcome: 'passed', summary: null }], in_all: 3, next: '2' }, plainView),
    ));
  it('a run', () => assertGolden('run.txt', runInfoText(info, plainView)));
  it('levels', () =>
    assertGolden(
      'levels.txt',
      levelsText(
        { from: at, step: 60_000, counts: { info: [9, 0, 4, 1], error: [0, 0, 2, 1], debug: [0, 0, 0, 0] }, untimed: 7 },
        plainView,
      ),
    ));
  it('reports', () => {
    const head = {
      run_id: source,
      title: 'longevity-100gb-4h',
      made_at: at,
      category: 'out_of_memory',
      confidence: 'high',
      summary: 'The kernel OOM killer stopped scylla on db-node-3.',
      evidence: 12,
    } as const;
    const unsure = {
      ...head,
      category: 'unknown',
      confidence: null,
      evidence: 0,
      title: hostile,
      summary: 'Nothing tells.',
    } as const;
    assertGolden('reports.txt', reportsText({ reports: [head, unsure], in_all: 31, next: '2' }, plainView));
    assert.match(reportsText({ reports: [], in_all: 0, next: null }, plainView), /^No report fits/);
  });

  it('the state of the house', () =>
    assertGolden(
      'status.txt',
      statusText({ version: '1.0.0', home: '/home/a', runs: 2, index_bytes: 35_000_000, ingestions: [ingestion] }, plainView),
    ));

  it('say what to do when there is nothing', () => {
    assert.match(runsText({ runs: [], in_all: 0, next: null }, plainView), /investigator ingest/);
    const nothing = { scanned: 9, matched: 0, shown: 0, dropped: 0 };
    assert.match(linesText({ ...page, lines: [], next: null, coverage: nothing }, plainView), /^No line fits/);
    assert.equal(patternsText({ ...patterns, templates: [] }, plainView), 'No pattern fits.');
    assert.equal(levelsText({ from: at, step: 1, counts: { info: [0] }, untimed: 0 }, plainView), 'No line fits.');
    assert.match(ingestionText({ ...ingestion, state: 'failed', words: 'the disk is full' }, plainView), /failed/);
  });

  it('squeeze many buckets into the width and keep the sum', () => {
    const text = levelsText({ from: at, step: 1000, counts: { info: Array<number>(2000).fill(3) }, untimed: 0 }, plainView);
    const [first] = text.split('\n');
    assert.ok(first.length <= 100 && first.endsWith('6,000'), first);
  });
});

describe('a page that begins anywhere', () => {
  const coverage = { scanned: 10_000, matched: 5000, shown: 2, dropped: 4998 };

  it('says where among all lines it stands', () => {
    assert.match(
      linesText({ ...page, offset: 1200, coverage }, plainView),
      /^Lines 1,201 to 1,202 of 5,000 that fit, out of 10,000\.$/m,
    );
  });

  it('is told apart from a search that found nothing', () => {
    const empty = { ...page, lines: [], offset: 5000, next: null, previous: 'c0', gaps: [] };
    const text = linesText({ ...empty, coverage: { ...coverage, shown: 0, dropped: 5000 } }, plainView);
    assert.equal(text, 'No line stands here; 5,000 lines that fit are elsewhere.\nBefore: --cursor c0 --direction backward');
    const none = { scanned: 9, matched: 0, shown: 0, dropped: 0 };
    assert.equal(linesText({ ...empty, previous: null, offset: 0, coverage: none }, plainView), 'No line fits.');
  });
});

describe('a line that does not fit', () => {
  const head = '2026-11-20T11:02:31.745 longevity-50gb-4h-major-db-node-0a1b2c3d-3 !ERR | scylla[1]: ';
  const long = {
    ...line,
    place: { source, member: 'db-3/system.log', line: 1 },
    end_line: 1,
    body: head.length,
    text: `${head}Out of memory`,
  };
  const coverage = { scanned: 1, matched: 1, shown: 1, dropped: 0 };
  const shown = (width: number) =>
    linesText({ ...page, lines: [long], next: null, coverage, gaps: [] }, { width, colour: true, link: null });

  it('shows its time of day and its message', () => {
    assert.match(shown(90), /11:02:31\.745 Out of memory/);
    assert.doesNotMatch(shown(90), /longevity/);
  });

  it('is shown whole on a wide screen', () => assert.match(shown(200), /longevity.*Out of memory/));
});
