/** Tests: which words a template's text promises for all its lines. */
import { deepEqual } from 'node:assert/strict';
import { constantRuns, constantWords, headRuns } from '../../../src/engine/store/constants.ts';

describe('constant words', () => {
  it('end at variable parts, and a word that touches one is none', () => {
    deepEqual(constantRuns('Took <*> in state=<*>, retry <*>ms by x<*>y now'), [
      ['took'],
      ['in', 'state'],
      ['retry'],
      ['by'],
      ['now'],
    ]);
    deepEqual(constantWords('<*>'), []);
    deepEqual(constantWords('no variables (at all)'), ['no', 'variables', 'at', 'all']);
    deepEqual(constantWords('<*>one<*>'), []);
  });

  it('of a head end at its numbers', () => {
    deepEqual(headRuns(Buffer.from('\0-\0 ERROR [db.main-\0] ')), [[], [], ['error', 'db', 'main'], []]);
  });
});
