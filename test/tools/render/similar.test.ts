/** The table, tests: runs that failed alike as a user reads them. */
import type { SimilarRuns } from '../../../src/model/similar.ts';
import { similarText } from '../../../src/tools/render/similar.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { hostile } from './example-report.ts';
import { assertGolden } from './golden.ts';

const made_at = Date.UTC(2026, 10, 20, 11, 2);
const place = { source: 'a1b2c3d4e5f6', member: 'logs.tar.zst!/logs/db-node-3/system.log', line: 18_342 };
const message = 'kernel: Out of memory: Killed process <*> (scylla)';

const answer: SimilarRuns = {
  about: { run_id: 'ffffffffffff', title: 'longevity-50gb #412', category: 'out_of_memory' },
  similar: [
    {
      run_id: 'a1b2c3d4e5f6',
      title: 'longevity-50gb #398',
      made_at,
      category: 'out_of_memory',
      confidence: 'high',
      summary: 'The kernel OOM killer stopped scylla on db-node-3.',
      evidence: 7,
      score: 0.824,
      why: ['same category: Memory ran out', `same message: ${message} (and 2 more)`, 'words: oom, killed, compaction'],
      messages: [{ message, here: { ...place, line: 1 }, there: place }],
      words: ['oom', 'killed', 'compaction'],
      place,
      actions: ['Lower the memory use of scylla or raise its limit', 'Record memory per process', 'A third one'],
    },
    {
      run_id: 'b1b2c3d4e5f6',
      title: hostile,
      made_at,
      category: 'unknown',
      confidence: null,
      summary: hostile,
      evidence: 0,
      score: 0.12,
      why: [hostile],
      messages: [],
      words: [hostile],
      place: { ...place, member: hostile },
      actions: [hostile],
    },
  ],
  in_all: 5,
  compared: 998,
};

describe('runs that failed alike as text', () => {
  it('some', () => assertGolden('similar.txt', similarText(answer, plainView)));

  it('none', () => {
    const about = { run_id: null, title: 'no space left on device', category: null };
    assertGolden('similar-none.txt', similarText({ about, similar: [], in_all: 0, compared: 0 }, plainView));
  });
});
