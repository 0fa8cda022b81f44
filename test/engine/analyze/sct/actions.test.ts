/** Analysis: actions.log: both stamps, scopes that nest or stay open, repeated errors. */
import assert from 'node:assert/strict';
import { readActions, scopesOf } from '../../../../src/engine/analyze/sct/actions.ts';
import { memoryCorpus } from '../memory-corpus.ts';
import { actionLine, eventId, START } from './lines.ts';

describe('readActions', () => {
  it('reads stamps with offset and Z, and with Z alone', () => {
    const old =
      '{"datetime": "2026-03-01T12:00:01.5Z", "status": "info", "source": "tester", "action": "Started - old", "target": "n1"}';
    const actions = readActions(
      memoryCorpus({ 'actions.log': [actionLine(0.25, 'tester', 'new'), old, '{"datetime": "2026-03-'].join('\n') }),
    );
    assert.deepEqual(
      actions.map(action => [action.action, Math.round(action.at - START), action.line]),
      [
        ['new', 250, 1],
        ['Started - old', 1500, 2],
      ],
    );
  });

  it('tells each event once', () => {
    const lines = ['a', 'b', 'a', 'a'].map((word, row) =>
      actionLine(row, 'event', `OddEvent ERROR Event (id=${eventId(word)}) on node: None`),
    );
    assert.deepEqual(
      readActions(memoryCorpus({ 'actions.log': lines.join('\n') })).map(action => action.line),
      [1, 2],
    );
  });

  it('reads the echoes in sct.log where actions.log is missing', () => {
    const say = (second: number, words: string) => `2026-03-01T12:00:0${second}Z INFO source: ${words}`;
    const lines = [
      say(1, 'tester, action: Started - job, metadata: {"k": "v"}'),
      say(2, 'odd'),
      say(3, 'tester, action: Finished - job'),
    ];
    const [scope] = scopesOf(readActions(memoryCorpus({ 'sct.log': lines.join('\n') })));
    assert.deepEqual([scope.title, scope.begin.at - START, scope.end?.line], ['job', 1000, 3]);
  });
});

describe('scopesOf', () => {
  it('pairs starts with finishes of the same source, the inner one first, and leaves the rest open', () => {
    const lines = [
      actionLine(1, 'T1', 'Started - job'),
      actionLine(2, 'T1', 'Started - job'),
      actionLine(3, 'T2', 'Finished - job'),
      actionLine(4, 'T1', 'Finished - job'),
      actionLine(5, 'T1', 'Started - other'),
    ];
    const scopes = scopesOf(readActions(memoryCorpus({ 'actions.log': lines.join('\n') })));
    assert.deepEqual(
      scopes.map(scope => [scope.title, scope.begin.line, scope.end?.line ?? null]),
      [
        ['job', 1, null],
        ['job', 2, 4],
        ['other', 5, null],
      ],
    );
  });
});
