/** Metrics brought to a run: the same run with further files, its changes of level as moments and evidence, its samples with their lines. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { besideFolder } from '../../../src/engine/answers/bring-metrics.ts';
import { bringIn } from '../../../src/engine/answers/ingest-logs.ts';
import { investigateRun } from '../../../src/engine/answers/investigate-run.ts';
import { queryMetrics } from '../../../src/engine/answers/query-metrics.ts';
import { readLines } from '../../../src/engine/answers/read-lines.ts';
import { forgetRun } from '../../../src/engine/answers/runs.ts';
import { getTimeline } from '../../../src/engine/answers/timeline.ts';
import { type CallLife, openWorkshop, type Workshop } from '../../../src/engine/workshop.ts';
import { Connection } from '../../../src/model/connection.ts';
import { queryMetrics as tool } from '../../../src/tools/metrics.ts';
import { provided } from '../../../src/tools/provide.ts';
import { investigateRun as investigate } from '../../../src/tools/reports.ts';
import { direct, Loopback } from '../sources/loopback.ts';

const life: CallLife = { signal: new AbortController().signal, onProgress: () => undefined };
const FROM = Date.UTC(2026, 10, 20, 8);
const JUMP = FROM + 1_200_000;
const LOG = [
  '2026-11-20T08:00:07.300Z INFO server is up',
  '2026-11-20T08:20:30Z WARN requests are slow',
  '2026-11-20T08:21:00Z ERROR java.lang.OutOfMemoryError: Java heap space',
  '2026-11-20T08:30:00Z INFO done',
].join('\n');

describe('metrics of a run', () => {
  let folder: string;
  let shop: Workshop;
  let server: Loopback;
  const connections: Connection[] = [];

  /** Memory that jumps at twenty past; of all else it has nothing. */
  beforeEach(async () => {
    server = await Loopback.open((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
      const answer = (data: unknown) =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ status: 'success', data }));
      if (pathname.endsWith('buildinfo')) return answer({ version: '3.1.0', revision: 'x' });
      if (!pathname.endsWith('query_range')) return answer([]);
      if (!searchParams.get('query')?.includes('node_memory')) return answer({ resultType: 'matrix', result: [] });
      const [start, end, step] = ['start', 'end', 'step'].map(key => Number(searchParams.get(key)));
      const times = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => start + index * step);
      const values = times.map(time => [time, time * 1000 < JUMP ? String(30 + (time % 3)) : '96.5']);
      return answer({ resultType: 'matrix', result: [{ metric: { instance: 'db-1:9100' }, values }] });
    });
    folder = mkdtempSync(join(tmpdir(), 'bring-metrics-'));
    writeFileSync(join(folder, 'run.log'), LOG);
    connections.splice(0, connections.length, Connection.parse({ system: 'prometheus', url: server.url }));
    const door = provided({ connections: async () => connections, secret: async () => ({}), network: async () => direct });
    shop = openWorkshop({ home: join(folder, 'home'), cwd: folder, version: 'test' }, door as never);
  });

  afterEach(async () => {
    shop.notebook().close();
    rmSync(folder, { recursive: true, force: true });
    await server.close();
  });

  const look = (metrics: boolean) => investigateRun(shop, investigate.input.parse({ inputs: ['run.log'], metrics }), life);

  it('stand in the same run, as files whose lines are samples', async () => {
    const before = await bringIn(shop, { inputs: ['run.log'] }, life);
    const report = await look(true);
    assert.equal(report.run.run_id, before.run_id);
    const run = shop.notebook().get(before.run_id);
    assert.deepEqual([run?.inputs, run?.former, shop.notebook().count()], [before.inputs, before.sources, 1]);
    assert.deepEqual([run?.from, run?.to], [before.from, before.to], 'the run is as long as its logs');
    const { lines } = await readLines(shop, { place: `${before.sources[0]}:run.log:3`, around: 0, width: 200 });
    assert.match(lines[0].text, /OutOfMemoryError/);
    const told = await queryMetrics(shop, tool.input.parse({ run_id: before.run_id }), life);
    tool.output.parse(told);
    const [series] = told.series;
    assert.deepEqual(
      [told.system, told.step, told.metrics[0].metric, series.labels.instance],
      ['Prometheus', null, 'memory', 'db-1:9100'],
    );
    assert.equal(series.change?.at, JUMP);
    const asked = server.asked.length;
    await queryMetrics(shop, tool.input.parse({ run_id: before.run_id, match: ['instance=~db.*'] }), life);
    assert.equal(server.asked.length, asked, 'what the run holds is not asked again');
    const other = await queryMetrics(shop, tool.input.parse({ run_id: before.run_id, named: ['cpu'] }), life);
    assert.ok(server.asked.length > asked && other.step !== null, 'what it does not hold is');
    const line = series.stored?.lines[series.at.indexOf(JUMP)];
    const sample = await readLines(shop, {
      place: `${series.stored?.source}:${series.stored?.member}:${line}`,
      around: 0,
      width: 500,
    });
    assert.deepEqual([sample.lines[0].at, JSON.parse(sample.lines[0].text).value], [JUMP, 96.5]);
  });

  it('give moments and evidence where they leave their level, and leave the verdict to the logs', async () => {
    const plain = await look(false);
    const report = await look(true);
    assert.deepEqual([report.summary, report.category], [plain.summary, plain.category]);
    const title = 'Memory utilisation on db-1 rises from 31 to 96.5 %';
    const evidence = report.evidence_index.find(one => one.kind === 'metric');
    assert.deepEqual([evidence?.title, evidence?.attributes.at, evidence?.place.member], [title, JUMP, 'metrics/memory.jsonl']);
    const { entries } = await getTimeline(shop, { run_id: report.run.run_id, limit: 100 }, life);
    assert.deepEqual(
      entries.flatMap(one => (one.kind === 'metric' ? [[one.at, one.title, one.node]] : [])),
      [[JUMP, title, 'db-1']],
    );
    assert.ok(report.suspect_lines.every(one => one.place.member === 'run.log'));
    assert.ok(
      report.gaps.some(gap => gap.words.startsWith('CPU utilisation: Prometheus has no samples of node_cpu_seconds_total')),
    );
  });

  it('stay when the logs are read again, and go when the run is forgotten', async () => {
    const { run } = await look(true);
    const again = await bringIn(shop, { inputs: ['run.log'] }, life);
    assert.equal(again.run_id, run.run_id);
    const [source] = again.sources.map(id => shop.source(id));
    assert.deepEqual(
      source.members.map(one => [one.path, one.format]),
      [
        ['run.log', 'stamped'],
        ['metrics/memory.jsonl', 'metrics'],
      ],
    );
    await forgetRun(shop, { run_id: run.run_id });
    assert.ok(!existsSync(besideFolder(shop, run.run_id)));
    assert.deepEqual(readdirSync(join(shop.downloads, 'beside')), []);
  });

  it('that cannot be had are a gap', async () => {
    await server.close();
    connections.splice(0, 1, Connection.parse({ system: 'prometheus', url: 'localhost:9090' }));
    const report = await look(true);
    assert.ok(
      report.gaps.some(gap =>
        /^Metrics of the run could not be brought in: Prometheus at localhost:9090 cannot be reached/.test(gap.words),
      ),
    );
    connections.pop();
    const none = await look(true);
    assert.ok(none.gaps.some(gap => gap.words === 'Metrics of the run could not be brought in: no Prometheus is connected.'));
    assert.ok(none.summary === report.summary && report.gaps.length === none.gaps.length);
  });
});
