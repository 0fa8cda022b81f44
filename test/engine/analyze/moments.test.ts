/** Analysis: the moments of a run, from SCT files, CI steps and failed tests. */
import assert from 'node:assert/strict';
import { readMoments } from '../../../src/engine/analyze/moments.ts';
import { ERROR, FATAL, INFO } from '../../../src/model/level.ts';
import { memoryCorpus } from './memory-corpus.ts';
import { actionLine, nemesis, rawLine, START } from './sct/lines.ts';

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
    const travis = ['00Z travis_fold:start:install', '02Z fetching', '08Z travis_fold:end:install', '09Z done'];
    const text = (lines: string[]) => lines.map(line => `2026-03-01T12:00:${line}`).join('\n');
    const moments = readMoments(memoryCorpus({ 'job.txt': text(github), 'travis.txt': text(travis) }));
    assert.deepEqual(
      moments.map(moment => [moment.kind, moment.level, seconds(moment.at), seconds(moment.until), moment.title]),
      [
        ['step', INFO, 0, 8, 'install'],
        ['step', INFO, 10, 40, 'Run make'],
        ['step', INFO, 40, 41, 'Run tests'],
      ],
    );
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
      moments.map(moment => [moment.kind, seconds(moment.at), moment.title]),
      [['test', 5, 'a.py::test_one failed: assert 1 == 2']],
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
