/** The table, tests: a timeline as text. */
import assert from 'node:assert/strict';
import type { Timeline } from '../../../src/model/page.ts';
import { timelineText } from '../../../src/tools/render/timeline-text.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { hostile } from './example-report.ts';
import { assertGolden } from './golden.ts';

const source = 'a1b2c3d4e5f6';
const start = Date.UTC(2026, 10, 20, 8);
const minute = 60_000;
const node = 'longevity-3h-db-node-0a1b2c3d-3';
const place = (member: string, line: number) => ({ source, member, line });

const timeline: Timeline = {
  run_id: source,
  title: 'longevity-3h',
  source,
  from: start,
  to: start + 180 * minute,
  entries: [
    {
      at: start,
      until: start + 12 * minute,
      kind: 'step',
      level: 'info',
      title: 'Create the cluster',
      place: place('run/actions.log', 3),
    },
    {
      at: start + 90 * minute,
      until: start + 114 * minute,
      kind: 'nemesis',
      level: 'error',
      title: `StopStart on ${node}, failed: the node did not come back`,
      place: place('run/raw_events.log', 1175),
      node,
      failed: true,
    },
    {
      at: start + 95 * minute,
      until: null,
      kind: 'cause',
      level: 'error',
      title: 'The kernel stopped scylla',
      place: place(`db/${node}/system.log`, 22),
    },
    {
      at: start + 96 * minute,
      until: null,
      kind: 'event',
      level: 'fatal',
      title: hostile,
      place: place('run/raw_events.log', 1180),
    },
    {
      at: start + 179 * minute,
      until: null,
      kind: 'test',
      level: 'error',
      title: 'test_a failed',
      place: place('run/out.log', 9),
      failed: true,
    },
  ],
  in_all: 12,
  cause: { at: start + 95 * minute, place: place(`db/${node}/system.log`, 22), title: 'The kernel stopped scylla' },
  first_abnormal: null,
  gaps: [{ kind: 'clock', member: 'run/sct.log', words: 'Its times are 2 h ahead of those of the others.' }],
};

describe('a timeline', () => {
  it('shows each moment as its part of the run', () => assertGolden('timeline.txt', timelineText(timeline, plainView)));

  it('keeps to the screen of whoever looks at it', () => {
    const lines = timelineText(timeline, { ...plainView, colour: true, width: 110 }).split('\n');
    const shown = lines.map(line => line.replace(/\x1b\[\d+m/g, ''));
    assert.deepEqual(
      shown.filter(line => line.includes('│') && line.length > 110),
      [],
    );
  });

  it('names days where a run lasts longer than one', () => {
    const long = timelineText({ ...timeline, to: start + 40 * 3600_000 }, plainView);
    assert.match(long, /^11-20 08:00:00 {2}│/m);
  });

  it('says where to look when there is no moment', () => {
    const empty = { ...timeline, entries: [], in_all: 0, gaps: [] };
    assert.equal(
      timelineText({ ...empty, cause: null, from: null, to: null }, plainView),
      [
        'longevity-3h · no time known',
        '',
        'Its logs state no steps, tests, nemeses or errors with a time.',
        'What became loud, and when: investigator levels a1b2c3d4e5f6',
      ].join('\n'),
    );
    const named = timelineText({ ...empty, cause: { ...timeline.cause!, at: null } }, plainView);
    assert.match(named, /^Cause: The kernel stopped scylla {2}.*system\.log:22$/m);
    assert.match(named, /investigator lines a1b2c3d4e5f6:db\/.*:22/);
  });
});
