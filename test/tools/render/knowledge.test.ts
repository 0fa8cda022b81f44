/** The table, tests: documents of knowledge as text. */
import type { Instructions, KnowledgeAnswer } from '../../../src/model/knowledge.ts';
import { instructionsText, knowledgeText } from '../../../src/tools/render/knowledge.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { hostile } from './example-report.ts';
import { assertGolden } from './golden.ts';

const place = { path: '/kb/disk-full.md', document: 'disk-full', heading: 'Three that look alike', line: 21 };

const answer: KnowledgeAnswer = {
  query: 'no space left',
  hits: [
    {
      place,
      title: 'A disk ran full',
      text: '- **No bytes left.** `df -h` shows 100 %.\n- **No inodes left.** The same error while `df -h` shows room; `df -i` shows 100 %.\n- **A quota.** The disk has room, the user or project has not; a file that is deleted and still open takes its space until its process ends.',
      score: 1,
      why: ['symptoms: space, left', 'alike in meaning (0.78)'],
      symptoms: [],
      tags: [],
      streams: ['system.log'],
      queries: ['"no space left on device" OR ENOSPC', '"disk quota exceeded"', 'level:>=error disk', 'further'],
    },
    {
      place: { path: '/kb/x.md', document: 'x', heading: hostile, line: 1 },
      title: hostile,
      text: hostile,
      score: 0.5,
      why: [hostile],
      symptoms: [],
      tags: [],
      streams: [],
      queries: [hostile],
    },
  ],
  in_all: 5,
  searched: { documents: 70, sections: 300, folders: ['/kb', '/runbooks'], by: ['words', 'meaning within the documents'] },
  problems: Array.from({ length: 7 }, (_, at) => ({
    path: `/runbooks/${at ? `${at}.md` : hostile}`,
    line: at + 1,
    words: 'the head is not YAML',
  })),
};

const instructions: Instructions = {
  topic: 'The disk ran full',
  run: { run_id: 'a1b2', title: 'longevity-50gb #412', category: 'disk_full', method: 'longevity' },
  instructions: [
    {
      place,
      title: 'A disk ran full',
      why: ['category: disk_full'],
      streams: ['system.log', '*.log'],
      queries: ['ENOSPC', '"disk full"'],
      text: '## What to look at\n- Which mount?\n\n```\ndf -h\n```',
      left_out: 1234,
    },
    { place, title: hostile, why: [hostile], streams: [hostile], queries: [], text: hostile, left_out: 0 },
  ],
  further: [{ ...place, title: 'Memory ran out' }],
  problems: answer.problems.slice(0, 1),
};

describe('documents of knowledge as text', () => {
  it('what a search found', () => assertGolden('knowledge.txt', knowledgeText(answer, plainView)));

  it('all of them', () => assertGolden('knowledge-all.txt', knowledgeText({ ...answer, query: '', problems: [] }, plainView)));

  it('nothing', () =>
    assertGolden('knowledge-none.txt', knowledgeText({ ...answer, hits: [], in_all: 0, problems: [] }, plainView)));

  it('instructions for a run', () => assertGolden('instructions.txt', instructionsText(instructions, plainView)));

  it('no instructions', () =>
    assertGolden(
      'instructions-none.txt',
      instructionsText({ ...instructions, run: null, instructions: [], further: [], problems: [] }, plainView),
    ));
});
