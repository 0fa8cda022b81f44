/** Argus: a run is fetched whole, goes on where it broke off, shows no credential to the storage, and tells what it could not have. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchRun } from '../../../../src/engine/answers/fetch-run.ts';
import { bringIn } from '../../../../src/engine/answers/ingest-logs.ts';
import { investigateRun } from '../../../../src/engine/answers/investigate-run.ts';
import { queryLogsByStream } from '../../../../src/engine/answers/lines.ts';
import type { Fetched } from '../../../../src/engine/sources/addresses.ts';
import { openWorkshop } from '../../../../src/engine/workshop.ts';
import { Connection } from '../../../../src/model/connection.ts';
import { provided } from '../../../../src/tools/provide.ts';
import { openArgus } from '../../../stand-in/argus.ts';
import { CLUSTER, keyOf, RUNNER, SAMPLE_ID, splitUp, stored } from '../../../stand-in/sample-run.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { direct } from '../loopback.ts';
import { type ArgusDesk, openDesk, TOKEN } from './linked.ts';

const ADDRESS = `argus:${SAMPLE_ID}`;

describe('a run of Argus', function () {
  this.timeout(60_000);
  let desk: ArgusDesk;

  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  async function bring(input = ADDRESS, life = desk.life): Promise<Fetched & { runId: string }> {
    const brought = await fetchRun(desk.shop, [input], life);
    assert.ok(brought);
    return { ...brought.fetched, runId: brought.runId };
  }
  const files = ({ folder }: { folder: string }) => readdirSync(folder, { recursive: true }).map(String).sort();
  const logs = () => desk.sample.run.logs as [name: string, link: string][];

  it('comes with its archives, its outcome and what Argus says of it', async () => {
    const run = await bring();
    assert.deepEqual(files(run), ['argus', 'argus/run.json', CLUSTER, RUNNER].sort());
    assert.deepEqual(
      [run.title, run.job, run.outcome],
      ['longevity-50gb-4h-major-test #412', 'scylla-master/longevity/longevity-50gb-4h-major-test', 'failed'],
    );
    assert.deepEqual(run.gaps, []);
    assert.equal(run.finished, true);
    assert.equal(run.url, `${desk.argus.url}/tests/scylla-cluster-tests/${SAMPLE_ID}`);
  });

  it('is one, however it is named', async () => {
    const pages = [
      `${desk.argus.url}/tests/scylla-cluster-tests/${SAMPLE_ID}`,
      `${desk.argus.url}/test/1a2b3c4d-0000-4000-8000-00000000aaaa/runs?additionalRuns[]=${SAMPLE_ID}`,
    ];
    const ids = new Set<string>();
    for (const page of [...pages, ADDRESS.toUpperCase().replace('ARGUS', 'argus')]) ids.add((await bring(page)).runId);
    assert.equal(ids.size, 1);
    const build = await bring('argus:scylla-master/longevity/longevity-50gb-4h-major-test#412');
    assert.equal(build.title, 'longevity-50gb-4h-major-test #412');
  });

  it('of an Argus that is not connected says how to connect it, and asks nobody', async () => {
    await assert.rejects(bring(`https://argus.other.example/tests/scylla-cluster-tests/${SAMPLE_ID}`), {
      code: 'not_connected',
      message: 'Argus at argus.other.example is not connected.',
    });
    assert.equal(desk.argus.asked.length, 0);
  });

  it('is looked for in each Argus that is connected, unless its page says in which', async () => {
    const other = await openArgus({ token: TOKEN });
    const two = provided({
      connections: async () =>
        [other.url, desk.argus.url].map((url, at) => Connection.parse({ system: 'argus', name: `n${at}`, url })),
      secret: async () => ({ token: TOKEN }),
      network: async () => direct,
    });
    const shop = openWorkshop({ home: join(desk.folder, 'other'), cwd: desk.folder, version: 'test' }, two as never);
    try {
      assert.equal((await fetchRun(shop, [ADDRESS], desk.life))?.fetched.title, 'longevity-50gb-4h-major-test #412');
      const asked = other.asked.length;
      assert.ok(asked > 0);
      await fetchRun(shop, [`${desk.argus.url}/tests/scylla-cluster-tests/${SAMPLE_ID}`], desk.life);
      assert.equal(other.asked.length, asked, 'a page is asked of its own Argus');
      await assert.rejects(fetchRun(shop, [`${other.url}/tests/scylla-cluster-tests/${SAMPLE_ID}`], desk.life), {
        code: 'source_missing',
      });
    } finally {
      await other.close();
    }
  });

  it('goes on where a download broke off, and shows nothing of ours to the storage', async () => {
    const [key] = logs().map(([, link]) => keyOf(link));
    desk.argus.storage.cutOnce.add(key);
    const run = await bring();
    assert.deepEqual(run.gaps, []);
    const ranges = desk.argus.storage.asked.map(one => one.headers.range ?? 'whole');
    assert.match(ranges.join(), /bytes=[1-9]\d*-/);
    assert.ok(desk.argus.storage.asked.every(one => one.headers.authorization === undefined));
    const given = readFileSync(join(run.folder, RUNNER));
    assert.ok(given.equals(desk.argus.storage.files.get(key) as Buffer));
  });

  it('tells an archive that is gone, and is finished all the same', async () => {
    desk.argus.storage.files.delete(keyOf(logs()[1][1]));
    const run = await bring();
    assert.equal(run.finished, true);
    assert.deepEqual(
      run.gaps.map(gap => gap.words.replace(desk.argus.storage.url, 'STORAGE')),
      [
        `${CLUSTER} could not be fetched: The download of STORAGE/${SAMPLE_ID}/20260526_120014/${CLUSTER} failed: the server answered 404`,
      ],
    );
  });

  it('is fetched again where an archive may come yet, and only that archive', async () => {
    const key = keyOf(logs()[1][1]);
    desk.argus.storage.fails.set(key, 403);
    const first = await bring();
    assert.equal(first.finished, false);
    desk.argus.storage.fails.clear();
    desk.argus.storage.asked.length = 0;
    const again = await bring();
    assert.deepEqual([again.finished, again.gaps], [true, []]);
    assert.equal(desk.argus.storage.asked.length, 1);
  });

  it('without an archive of its runner has its files one by one, each of the newest collection', async () => {
    await splitUp(desk.argus, desk.sample);
    const run = await bring();
    const names = ['raw_events', 'events', 'actions', 'critical', 'summary'].map(name => `${name}-7c19e5d2.log.tar.zst`);
    assert.deepEqual(files(run), ['argus', 'argus/run.json', CLUSTER, ...names].sort());
    assert.ok(desk.argus.storage.asked.every(one => !one.url?.includes('20260526_110000')));
  });

  it('without any events of its own has those of Argus, page by page, and its nemeses', async () => {
    desk.sample.run.logs = logs().filter(([name]) => name === CLUSTER);
    const run = await bring();
    assert.deepEqual(files(run), ['argus', 'argus/events.jsonl', 'argus/nemeses.jsonl', 'argus/run.json', CLUSTER].sort());
    const lines = readFileSync(join(run.folder, 'argus/events.jsonl'), 'utf8').trim().split('\n');
    assert.equal(lines.length, desk.sample.events.filter(one => one.severity !== 'DEBUG').length);
  });

  it('without any logs is investigated by its events, each a line of the stream that users know', async () => {
    desk.sample.run.logs = [];
    const report = await investigateRun(desk.shop, { inputs: [ADDRESS], against: [], mode: 'hybrid' } as never, desk.life);
    assert.equal(report.category, 'node_down');
    assert.deepEqual([...new Set(report.evidence_index.map(one => one.kind))], ['event']);
    assert.ok(report.timeline.some(one => one.kind === 'nemesis' && one.failed && one.place.member === 'argus/nemeses.jsonl'));
    assert.deepEqual(
      report.gaps.map(gap => gap.words),
      ['Argus lists no logs of this run.'],
    );
    const request = { run_id: report.run.run_id, stream: 'event', limit: 200 } as never;
    const { lines } = await queryLogsByStream(desk.shop, request, desk.life);
    const worst = lines.filter(line => line.level === 'fatal');
    assert.equal(worst.length, desk.sample.events.filter(one => one.severity === 'CRITICAL').length);
    assert.equal(worst[0].at, Date.parse('2026-05-26T11:13:38.412Z'));
  });

  it('leaves out core dumps and large sets of metrics, and says so', async () => {
    logs().push(['core.scylla-node-1-2026-05-26_11-12-03.gz', 'https://b.s3.amazonaws.com/x/20260526_120014/core.gz']);
    logs().push([
      'monitor-set-7c19e5d2.tar.zst',
      `https://b.s3.amazonaws.com/${SAMPLE_ID}/20260526_120014/monitor-set-7c19e5d2.tar.zst`,
    ]);
    const run = await bring();
    assert.deepEqual(
      run.gaps.map(gap => gap.words),
      [
        'monitor-set-7c19e5d2.tar.zst was left out, since its size is not known and most of it are metrics; fetch it by hand and ingest it where it matters.',
        'core.scylla-node-1-2026-05-26_11-12-03.gz of the run were left out, since core dumps hold no lines.',
      ],
    );
  });

  it('that goes on is fetched anew, and has what was added', async () => {
    const [runner, cluster] = logs();
    Object.assign(desk.sample.run, { status: 'running', end_time: '1970-01-01T00:00:00.000Z', logs: [] });
    const first = await bring();
    assert.deepEqual([first.outcome, first.finished], [null, false]);
    assert.deepEqual(files(first), ['argus', 'argus/events.jsonl', 'argus/nemeses.jsonl', 'argus/run.json']);
    Object.assign(desk.sample.run, { status: 'failed', end_time: '2026-05-26T11:31:40.007Z', logs: [runner, cluster] });
    const then = await bring();
    assert.deepEqual([then.runId, then.outcome, then.finished], [first.runId, 'failed', true]);
    assert.deepEqual(files(then), ['argus', 'argus/run.json', CLUSTER, RUNNER].sort());
  });

  it('is told though not all around it may be read', async () => {
    const refuse = (_: unknown, response: import('node:http').ServerResponse) =>
      void response.writeHead(403, { 'content-type': 'application/json' }).end('{"status":"error","message":"Forbidden"}');
    for (const path of ['/users', '/issues', `/tests/scylla-cluster-tests/${SAMPLE_ID}/log/${CLUSTER}`])
      desk.argus.instead.set(path, refuse);
    const run = await bring();
    const words = 'could not be fetched: Argus at HOST refuses the credential: status 403, “Forbidden”.';
    assert.deepEqual(
      run.gaps.map(gap => gap.words.replace(new URL(desk.argus.url).host, 'HOST')).sort(),
      [`The linked issues ${words}`, `The names of people ${words}`, `${CLUSTER} ${words}`].sort(),
    );
    assert.equal(run.finished, false);
    assert.ok(!run.facts.some(fact => fact.label === 'Assignee'));
  });

  it('stands among the runs with what Argus says, and knows its lines of an earlier fetch', async () => {
    const [runner, cluster] = logs();
    Object.assign(desk.sample.run, { end_time: '1970-01-01T00:00:00.000Z', logs: [] });
    const first = await bringIn(desk.shop, { inputs: [ADDRESS] }, desk.life);
    assert.deepEqual([first.origin, first.remote?.finished], ['argus', false]);
    Object.assign(desk.sample.run, { end_time: '2026-05-26T11:31:40.007Z', logs: [runner, cluster] });
    const then = await bringIn(desk.shop, { inputs: [ADDRESS] }, desk.life);
    assert.deepEqual([then.run_id, then.former], [first.run_id, first.sources]);
    assertGolden(
      'facts.txt',
      (then.remote?.facts ?? [])
        .map(({ label, value, url }) => `${label}: ${value}${url ? ` <${url.replace(desk.argus.url, 'ARGUS')}>` : ''}\n`)
        .join(''),
      import.meta.url,
    );
  });

  it('that is asked for twice at once is downloaded once', async () => {
    const [one, other] = await Promise.all([bring(), bring()]);
    assert.equal(one.runId, other.runId);
    assert.equal(desk.argus.storage.asked.length, 2);
  });

  it('that is cancelled in the middle leaves what was whole', async () => {
    const life = new AbortController();
    desk.argus.storage.before = async key => void (key.endsWith(CLUSTER) && life.abort());
    await assert.rejects(bring(ADDRESS, { ...desk.life, signal: life.signal }), { code: 'cancelled' });
    desk.argus.storage.before = async () => undefined;
    desk.argus.storage.asked.length = 0;
    const run = await bring();
    assert.ok(existsSync(join(run.folder, RUNNER)));
    assert.deepEqual(
      desk.argus.storage.asked.map(one => one.url?.includes(CLUSTER)),
      [true],
    );
  });

  it('whose link was collected again is fetched from there', async () => {
    desk.sample.run.end_time = '1970-01-01T00:00:00.000Z';
    await bring();
    const again = stored(
      desk.argus,
      RUNNER,
      desk.argus.storage.files.get(`${SAMPLE_ID}/20260526_120014/${RUNNER}`) as Buffer,
      '20260526_130000',
    );
    logs().push(again);
    desk.argus.storage.asked.length = 0;
    const run = await bring();
    assert.deepEqual(
      desk.argus.storage.asked.map(one => one.url?.split('/')[2]),
      ['20260526_130000'],
    );
    assert.deepEqual(files(run), ['argus', 'argus/run.json', CLUSTER, RUNNER].sort());
  });
});
