/** The tests of the reader: Prometheus data in an archive is told by what it holds, not counted among pictures. */
import assert from 'node:assert/strict';
import { zstdCompressSync } from 'node:zlib';
import { tar } from './archives.ts';
import { Desk, piece } from './desk.ts';

const FIRST = '01JCZ0Q0000000000000000001';
const SECOND = '01JCZ0Q0000000000000000002';
const head = (bytes: string) => Buffer.concat([Buffer.from(bytes, 'latin1'), Buffer.alloc(200, 7)]);

function block(name: string, stats: object) {
  const meta = JSON.stringify(
    { ulid: name, ...stats, compaction: { level: 1, sources: Array(2000).fill(name) }, version: 1 },
    null,
    '\t',
  );
  return [
    piece(`1779790000/${name}/chunks/000001`, head('\x85\xbd\x40\xdd\x01')),
    piece(`1779790000/${name}/index`, head('\xba\xaa\xd7\0\x02')),
    piece(`1779790000/${name}/meta.json`, meta),
    piece(`1779790000/${name}/tombstones`, head('\x01\x30\xba\x30\x01')),
  ];
}

describe('Prometheus data', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await Desk.open();
  });
  afterEach(() => desk.clear());

  it('is listed with its blocks, time and size, and how to open it', async () => {
    const hour = 3_600_000;
    const at = Date.UTC(2026, 4, 26, 10);
    const data = await tar([
      ...block(FIRST, { minTime: at, maxTime: at + 2 * hour, stats: { numSamples: 5_600_000, numSeries: 12_345, numChunks: 9 } }),
      ...block(SECOND, {
        minTime: at + 2 * hour,
        maxTime: at + 3 * hour,
        stats: { numSamples: 400, numSeries: 11, numChunks: 9 },
      }),
    ]);
    const outer = await tar([piece('aprom.log', 'up\n'), piece('prometheus_data_1.tar.zst', zstdCompressSync(data))]);
    await desk.put('monitor-set-1.tar.zst', zstdCompressSync(outer));
    const { members, gaps } = await desk.look('monitor-set-1.tar.zst');
    assert.deepEqual(Object.keys(members), ['monitor-set-1.tar.zst!/aprom.log']);
    assert.deepEqual(gaps, [
      {
        kind: 'unsupported',
        words:
          'monitor-set-1.tar.zst!/prometheus_data_1.tar.zst!/1779790000 holds 2 blocks of Prometheus data from 2026-05-26 10:00:00 to 2026-05-26 13:00:00 UTC, ' +
          '5,600,400 samples, 12,345 series at once or more. Its samples are no lines: unpack it, start `prometheus --storage.tsdb.path=FOLDER ' +
          '--storage.tsdb.retention.time=100y` on it, set PROMETHEUS_URL, and investigate with --metrics.',
      },
    ]);
  });

  it('whose meta.json is torn off is told as such; files that are merely called so stay what they are', async () => {
    await desk.put(`data/${FIRST}/index`, head('\xba\xaa\xd7\0\x02'));
    await desk.put(`logs/${SECOND}/meta.json`, '{"a":1}\n');
    await desk.put(`logs/${SECOND}/index`, 'a line\n');
    const { members, gaps } = await desk.look('.');
    assert.deepEqual(Object.keys(members), [`logs/${SECOND}/index`, `logs/${SECOND}/meta.json`]);
    assert.match(gaps[0].words, /^data holds Prometheus data\. 1 block more without meta\.json cannot be told\./);
  });
});
