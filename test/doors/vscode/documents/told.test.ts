/** The editor: what is told of a line when the mouse rests on it. */
import assert from 'node:assert/strict';
import { toldOf } from '../../../../src/doors/vscode/documents/told.ts';
import { view } from './lines.ts';

describe('what is told of a line', () => {
  const trace = view(['boom', '  at a', 'after']);
  const boom = { ...trace.lines[0], at: Date.parse('2026-05-01T10:00:00Z'), level: 'error' as const };

  it('time, level, record, and how its pattern differs', () => {
    assert.deepEqual(toldOf(trace, boom, { count: 3, change: 'new', passing: 0, comparedWith: 2 }), [
      '2026-05-01 10:00:00.000 UTC · error',
      'lines 1–2, one record · logs.tar!/db-node-3/system.log',
      'pattern seen 3 times in this run · new against 2 passing runs',
    ]);
  });

  it('says less where less is known', () => {
    assert.deepEqual(toldOf(trace, trace.lines[2], null), ['no time known', 'line 3 · logs.tar!/db-node-3/system.log']);
    assert.equal(
      toldOf(trace, trace.lines[2], { count: 1, change: null, passing: null, comparedWith: 0 })[2],
      'pattern seen 1 time in this run',
    );
    assert.equal(
      toldOf(trace, trace.lines[2], { count: 40, change: 'more_often', passing: 2.25, comparedWith: 1 })[2],
      'pattern seen 40 times in this run · more often than in 1 passing run (2.3 on average)',
    );
  });
});
