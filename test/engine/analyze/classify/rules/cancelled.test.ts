/** Analysis, tests: runs that were stopped from outside. */
import { reads, silent } from '../judge.ts';

describe('classify: cancelled', () => {
  reads('cancelled', [
    ['GitHub Actions', '##[error]The operation was canceled.', 'The run was cancelled'],
    ['Jenkins', 'Aborted by Ada Lovelace', 'The run was cancelled by Ada Lovelace'],
    ['Travis', 'Done. Your build was cancelled.', 'The run was cancelled'],
    ['Python', '^CTraceback (most recent call last):\n  File "a.py", line 1\nKeyboardInterrupt', 'The run was cancelled'],
    ['a signal', 'Received SIGTERM, shutting down', 'The run was cancelled'],
    ['a newer run', 'Canceling since a higher priority waiting request for ci-main exists', 'The run was cancelled'],
  ]);
  silent('cancelled', [['a passed test', '✓ cancels the build when asked: The build was cancelled']]);
});
