/** Analysis tests: members that repeat another one. */
import assert from 'node:assert/strict';
import { withoutCopies } from '../../../../src/engine/analyze/results/copies.ts';

describe('copies within an archive', () => {
  it('are the steps of a job whose whole log is there', () => {
    const paths = [
      'logs.zip!/0_build.txt',
      'logs.zip!/build/1_Set up job.txt',
      'logs.zip!/build/12_Run tests.txt',
      'logs.zip!/lint/1_Set up job.txt',
      'notes/3_plan.txt',
    ];
    assert.deepEqual(withoutCopies(paths), ['logs.zip!/0_build.txt', 'logs.zip!/lint/1_Set up job.txt', 'notes/3_plan.txt']);
  });

  it('are none among ordinary logs', () => {
    const paths = ['app.log', 'folder/junit.xml', 'a.tar.zst!/b/system.log'];
    assert.deepEqual(withoutCopies(paths), paths);
  });
});
