/** Argus: the runs that its user would look at: own ones and those that are watched, with how they stand. */
import assert from 'node:assert/strict';
import { findRuns } from '../../../../src/engine/answers/find-runs.ts';
import { remoteRunsText } from '../../../../src/tools/render/remote-runs.ts';
import { SAMPLE_ID, SAMPLE_TEST, SAMPLE_USER } from '../../../stand-in/sample-run.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { openDesk } from './linked.ts';

const request = { text: '', limit: 30 };
const other = (nth: number) => `00000000-0000-4000-8000-00000000000${nth}`;

describe('runs that Argus tells of', () => {
  async function found(watch: string[], change: (desk: Awaited<ReturnType<typeof openDesk>>) => void = () => undefined) {
    const desk = await openDesk({ watch });
    try {
      const add = (id: string, more: object) =>
        desk.argus.runs.push({ ...desk.sample, run: { ...desk.sample.run, id, ...more }, events: [] });
      add(other(1), {
        build_number: 413,
        status: 'running',
        end_time: '1970-01-01T00:00:00.000Z',
        start_time: '2026-05-27T08:00:00.000Z',
      });
      add(other(2), { build_number: 411, status: 'passed', end_time: '2026-05-25T11:00:00.000Z' });
      add(other(3), { build_number: 410, status: 'test_error', assignee: null, end_time: '2026-05-24T11:00:00.000Z' });
      desk.argus.stats['scylla-2026.3'] = stats();
      change(desk);
      const runs = await findRuns(desk.shop, request, desk.life);
      return { ...runs, text: remoteRunsText(runs, { width: 110, colour: false } as never) };
    } finally {
      await desk.close();
    }
  }

  const lastRun = (more: object) => ({
    id: other(4),
    status: 'failed',
    build_number: 17,
    build_job_name: 'scylla-2026.3/tier1/longevity-large-test',
    start_time: '2026-05-26T02:00:00.000Z',
    assignee: SAMPLE_USER,
    issues: [],
    comments: [],
    ...more,
  });
  const stats = () => ({
    release: { name: 'scylla-2026.3' },
    total: 2,
    failed: 2,
    groups: {
      g1: {
        group: { name: 'tier1' },
        tests: {
          t1: {
            test: { name: 'longevity-large-test' },
            status: 'failed',
            investigation_status: 'not_investigated',
            last_runs: [lastRun({}), lastRun({ id: other(5), build_number: 16, status: 'passed' })],
            start_time: null,
          },
        },
      },
      g2: {
        group: { name: 'tier2' },
        tests: {
          t2: {
            test: { name: 'upgrade-test' },
            status: 'failed',
            investigation_status: 'investigated',
            last_runs: [
              lastRun({
                id: undefined,
                build_number: 3,
                build_job_name: 'scylla-2026.3/tier2/upgrade-test',
                assignee: null,
                start_time: '2026-05-25T02:00:00.000Z',
              }),
            ],
          },
          t3: null,
        },
      },
    },
  });

  it('are those of the token’s user, where nothing is watched', async () => {
    const { runs, gaps } = await found([]);
    assert.deepEqual([runs.map(run => run.address), gaps], [[`argus:${SAMPLE_ID}`], []]);
  });

  it('are those of releases, groups and tests that are watched, failed and unfinished ones, newest first, each once', async () => {
    const { text } = await found(['scylla-2026.3', SAMPLE_TEST]);
    assertGolden('found.txt', `${text}\n`, import.meta.url);
    const { runs } = await found(['scylla-2026.3/tier2']);
    assert.deepEqual(
      runs.map(run => run.address),
      [`argus:${SAMPLE_ID}`, 'argus:scylla-2026.3/tier2/upgrade-test#3'],
    );
  });

  it('carry version and assignee as facts', async () => {
    const { runs } = await found([]);
    assert.deepEqual(
      runs[0].facts.map(fact => [fact.label, fact.value]),
      [
        ['Version', '2026.3.0~dev'],
        ['Assignee', 'Dana Example'],
        ['Build', 'scylla-master/longevity/longevity-50gb-4h-major-test'],
      ],
    );
  });

  it('are told though names of people cannot be had, and not where the token is refused', async () => {
    const nameless = await found([], desk =>
      desk.argus.instead.set('/users', (_, response) => void response.writeHead(500).end()),
    );
    assert.equal(nameless.runs.length, 1);
    const { runs, gaps } = await found(['no-such-release']);
    assert.deepEqual(runs, []);
    assert.match(gaps[0].words, /has no release no-such-release/);
  });
});
