/** Analysis: the moments of a run, from SCT files, CI steps and failed tests. */
import assert from 'node:assert/strict';
import { readMoments } from '../../../src/engine/analyze/moments.ts';
import { ERROR, FATAL, INFO } from '../../../src/model/level.ts';
import { memoryCorpus } from './memory-corpus.ts';
import { actionLine, nemesis, rawLine, START } from './sct/lines.ts';

const stamped = (second: number) => new Date(START + second * 1000).toISOString();
const seconds = (at: number | null) => (at === null ? null : (at - START) / 1000);

describe('readMoments', () => {
  it('shows nemeses with their span and outcome', () => {
    const raw = [
      rawLine('a', 10, nemesis('PullThePlug', 'n1', 'begin', { begin: 10 })),
      rawLine('a', 60, nemesis('PullThePlug', 'n1', 'end', { begin: 10, end: 60 })),
      rawLine('b', 70, nemesis('CutTheWire', 'n2', 'begin', { begin: 70 })),
      rawLine('b', 75, nemesis('CutTheWire', 'n2', 'end', { begin: 70, end: 75, skip: 'no wire' })),
      rawLine('c', 80, nemesis('Flood', 'n3', 'begin', { begin: 80 })),
    ];
    const actions = [
      actionLine(9, 'Nemesis1', 'Started - Disruption PullThePlug on n1'),
      actionLine(61, 'Nemesis1', 'Finished - Disruption PullThePlug on n1'),
    ];
    const moments = readMoments(memoryCorpus({ 'raw_events.log': raw.join('\n'), 'actions.log': actions.join('\n') }));
    assert.deepEqual(
      moments.map(moment => [moment.kind, seconds(moment.at), seconds(moment.until), moment.title, moment.line]),
      [
        ['nemesis', 10, 60, 'PullThePlug on n1', 2],
        ['nemesis', 70, 75, 'CutTheWire on n2, skipped: no wire', 4],
        ['nemesis', 80, null, 'Flood on n3, not ended', 5],
      ],
    );
  });

  it('knows nemeses from actions where there are no events', () => {
    const lines = [
      actionLine(9, 'Nemesis1', 'Started - Disruption PullThePlug on n1'),
      actionLine(60, 'Nemesis1', 'Finished - Disruption PullThePlug on n1'),
    ];
    const [moment, ...more] = readMoments(memoryCorpus({ 'actions.log': lines.join('\n') }));
    assert.deepEqual(
      [moment.kind, moment.title, moment.attributes],
      ['nemesis', 'PullThePlug on n1', { source: 'Nemesis1', nemesis: 'PullThePlug', node: 'n1' }],
    );
    assert.deepEqual(more, []);
  });

  it('shows alike errors once, at the time of the log line, with their count', () => {
    const errors = [3, 4, 5].map(row =>
      rawLine(`e${row}`, row, {
        base: 'DatabaseLogEvent',
        type: 'DISK_SLOW',
        severity: 'ERROR',
        period_type: 'one-time',
        node: `n${row}`,
        source_timestamp: START / 1000 + row - 2,
        line: `2026-03-01T12:00:0${row}.500 n${row} !ERR | db[7${row}]: disk answers after ${row}00 ms`,
      }),
    );
    const killer = rawLine('k', 9, {
      base: 'HealthEvent',
      type: 'NodeStatus',
      severity: 'CRITICAL',
      period_type: 'one-time',
      node: 'n1',
      error: 'n4 is DN',
    });
    const calm = rawLine('w', 2, { base: 'OddEvent', severity: 'WARNING', message: 'odd' });
    const moments = readMoments(memoryCorpus({ 'raw_events.log': [calm, ...errors, killer].join('\n') }));
    assert.deepEqual(
      moments.map(moment => [
        moment.kind,
        moment.level,
        seconds(moment.at),
        moment.title,
        moment.attributes.count,
        moment.attributes.part,
      ]),
      [
        ['event', ERROR, 1, 'DatabaseLogEvent.DISK_SLOW on n3 (3 times): db[73]: disk answers after 300 ms', '3', undefined],
        ['event', FATAL, 9, 'HealthEvent.NodeStatus on n1: n4 is DN', '1', 'killer'],
      ],
    );
  });

  it('shows the steps of CI logs', () => {
    const github = ['10Z ##[group]Run make', '11Z building', '12Z ##[endgroup]', '40Z ##[group]Run tests', '41Z one failed'];
    const job = github.map(line => `2026-03-01T12:00:${line}`).join('\n');
    const nanos = (after: number) => `${START / 1000 + after}000000000`;
    const travis = [
      'travis_fold:start:install\r\x1b[0Ktravis_time:start:0a1b\r\x1b[0K$ npm ci',
      'added 3 packages',
      `travis_time:end:0a1b:start=${nanos(1)},finish=${nanos(8)},duration=7000000000\r\x1b[0K`,
      'travis_time:start:0a1c\r\x1b[0K',
      '\x1b[33;1m$ npm test\x1b[0m',
      `travis_time:end:0a1c:start=${nanos(9)},finish=${nanos(9.5).replace('.5000000000', '500000000')},duration=1`,
    ];
    const lab = [
      `section_start:${START / 1000 + 60}:build_script\r\x1b[0KExecuting "build" stage`,
      'making',
      `section_end:${START / 1000 + 90}:build_script\r\x1b[0K`,
      `section_start:${START / 1000 + 91}:upload`,
    ];
    const corpus = memoryCorpus({ 'job.txt': job, 'travis.txt': travis.join('\n'), 'lab.txt': lab.join('\n') });
    const formats = ['github-actions', 'ci-marks', 'gitlab'];
    const moments = readMoments({ ...corpus, members: corpus.members.map((one, place) => ({ ...one, format: formats[place] })) });
    assert.deepEqual(
      moments.map(moment => [moment.kind, moment.level, seconds(moment.at), seconds(moment.until), moment.title]),
      [
        ['step', INFO, 1, 8, '$ npm ci'],
        ['step', INFO, 9, 9.5, '$ npm test'],
        ['step', INFO, 10, 40, 'Run make'],
        ['step', INFO, 40, 41, 'Run tests'],
        ['step', INFO, 60, 90, 'Executing "build" stage'],
      ],
    );
  });

  it('tells which steps failed', () => {
    const github = [
      `${stamped(1)} ##[group]Run make`,
      `${stamped(2)} ##[group]Run tests`,
      `${stamped(3)} ##[error]Process completed with exit code 1.`,
    ];
    const travis = [
      'travis_time:start:0a1b\r\x1b[0K$ npm test',
      `travis_time:end:0a1b:start=${START}000000,finish=${START + 1}000000,duration=1\r\x1b[0K`,
      '\x1b[31;1mThe command "npm test" exited with 1.\x1b[0m',
    ];
    const corpus = memoryCorpus({ 'job.txt': github.join('\n'), 'travis.txt': travis.join('\n') });
    const formats = ['github-actions', 'ci-marks'];
    const moments = readMoments({ ...corpus, members: corpus.members.map((one, place) => ({ ...one, format: formats[place] })) });
    assert.deepEqual(moments.map(moment => [moment.title, moment.failed ?? false]).sort(), [
      ['$ npm test', true],
      ['Run make', false],
      ['Run tests', true],
    ]);
  });

  it('shows failed tests that have a time', () => {
    const corpus = memoryCorpus({ 'out.log': '2026-03-01T12:00:05Z FAILED a.py::test_one' });
    const failures = [
      { name: 'a.py::test_one', message: 'assert 1 == 2', member: 'out.log', line: 1 },
      { name: 'a.py::test_two', member: 'gone.log', line: 1 },
    ];
    const tests = { frameworks: ['pytest'], status: 'failed' as const, ran: 2, passed: 0, failed: 2, skipped: 0, failures };
    const moments = readMoments({ ...corpus, tests });
    assert.deepEqual(
      moments.map(moment => [moment.kind, seconds(moment.at), moment.title, moment.failed]),
      [['test', 5, 'a.py::test_one failed: assert 1 == 2', true]],
    );
  });

  it('keeps at most 2,000, the most severe', () => {
    const lines: string[] = [];
    for (let row = 0; row < 2100; row++)
      lines.push(
        rawLine(`many ${row}`, row, { base: `Odd${row}Event`, severity: row < 100 ? 'ERROR' : 'CRITICAL', message: 'x' }),
      );
    const moments = readMoments(memoryCorpus({ 'raw_events.log': lines.join('\n') }));
    assert.equal(moments.length, 2000);
    assert.ok(moments.every(moment => moment.level === FATAL));
    assert.deepEqual(
      moments.map(moment => moment.at),
      moments.map(moment => moment.at).sort((one, other) => one - other),
    );
  });
});
