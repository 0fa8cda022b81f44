/** Analysis: which event killed a test, which told of trouble first, and what only followed. */
import assert from 'node:assert/strict';
import { readSctEvents } from '../../../../src/engine/analyze/sct/events.ts';
import { sctFailure } from '../../../../src/engine/analyze/sct/failure.ts';
import { memoryCorpus } from '../memory-corpus.ts';
import { nemesis, rawLine, START } from './lines.ts';

function failureOf(lines: readonly string[]) {
  return sctFailure(readSctEvents(memoryCorpus({ 'raw_events.log': lines.join('\n') })));
}

const shared = { period_type: 'one-time' };
const during = [{ base: 'DisruptionEvent', nemesis_name: 'PullThePlug' }];

describe('sctFailure', () => {
  it('finds none where nothing is an error', () => {
    assert.equal(
      failureOf([
        rawLine('i', 1, { base: 'InfoEvent', message: 'x' }),
        rawLine('w', 2, { base: 'OddEvent', severity: 'WARNING' }),
      ]),
      null,
    );
  });

  it('takes the first critical event for the killer and the earliest line for the first trouble', () => {
    const failure = failureOf([
      rawLine('health', 20, {
        ...shared,
        base: 'HealthEvent',
        type: 'NodeStatus',
        severity: 'CRITICAL',
        node: 'cluster-1',
        error: 'DN',
      }),
      // Noticed after the kill, but written before it.
      rawLine('late', 25, {
        ...shared,
        base: 'DatabaseLogEvent',
        severity: 'ERROR',
        line: 'slow',
        source_timestamp: START / 1000 + 4,
        subcontext: during,
      }),
      rawLine('noise', 30, { ...shared, base: 'TestFrameworkEvent', severity: 'ERROR', exception: 'killed' }),
      rawLine('end', 31, nemesis('PullThePlug', 'cluster-2', 'end', { begin: 2, end: 31, errors: ['Killed by tearDown'] })),
    ]);
    assert.equal(failure?.killer?.base, 'HealthEvent');
    assert.equal(failure?.first?.text, 'slow');
    assert.deepEqual(
      [...failure!.consequences].map(event => event.base),
      ['TestFrameworkEvent', 'DisruptionEvent'],
    );
    assert.equal(
      failure?.words,
      'A critical event killed the test: HealthEvent.NodeStatus on cluster-1. The first error of the run came from DatabaseLogEvent during PullThePlug.',
    );
  });

  it('calls a stress command by its name', () => {
    const failure = failureOf([
      rawLine('s', 1, { base: 'CassandraStressEvent', severity: 'CRITICAL', period_type: 'end', errors: ['status 1'] }),
    ]);
    assert.match(failure!.words, /^A stress command failed and killed the test: CassandraStressEvent\.$/);
  });

  it('lays database errors at the door of a nemesis that failed by itself', () => {
    const failure = failureOf([
      rawLine('n', 50, nemesis('PullThePlug', 'cluster-2', 'end', { begin: 2, end: 50, errors: ['the plug is stuck'] })),
      rawLine('db', 20, { ...shared, base: 'DatabaseLogEvent', severity: 'ERROR', line: 'closed', subcontext: during }),
      rawLine('other', 21, { ...shared, base: 'DatabaseLogEvent', severity: 'ERROR', line: 'unrelated' }),
    ]);
    assert.equal(failure?.killer, null);
    assert.deepEqual(
      [...failure!.consequences].map(event => event.text),
      ['closed'],
    );
    assert.match(failure!.words, /^The test ran to its end with errors/);
  });
});
