/** Argus: which logs are fetched, in which order, and which of sets that were collected twice. */
import assert from 'node:assert/strict';
import { chooseArchives } from '../../../../src/engine/sources/argus/archives.ts';

const at = (stamp: string, ...names: string[]) =>
  names.map(name => ({ name, url: `https://b.s3.amazonaws.com/run/${stamp}/${name}` }));
const names = (logs: ReturnType<typeof at>) => chooseArchives(logs).fetched.map(one => one.name);

describe('archives of a run', () => {
  it('come small and telling first', () => {
    const logs = at(
      '20260526_120000',
      'monitor-set-7c19e5d2.tar.zst',
      'loader-set-7c19e5d2.tar.zst',
      'something-else.tar.gz',
      'db-cluster-7c19e5d2.tar.zst',
      'sct-7c19e5d2.log.tar.zst',
      'kubernetes-7c19e5d2.tar.zst',
      'sct-runner-events-7c19e5d2.tar.zst',
      'kubernetes-must-gather-7c19e5d2.tar.zst',
    );
    assert.deepEqual(names(logs), [
      'sct-runner-events-7c19e5d2.tar.zst',
      'sct-7c19e5d2.log.tar.zst',
      'db-cluster-7c19e5d2.tar.zst',
      'kubernetes-7c19e5d2.tar.zst',
      'loader-set-7c19e5d2.tar.zst',
      'something-else.tar.gz',
      'kubernetes-must-gather-7c19e5d2.tar.zst',
      'monitor-set-7c19e5d2.tar.zst',
    ]);
  });

  it('are the parts of the runner only where there is no whole', () => {
    const parts = at('20260526_120000', 'raw_events-7c19e5d2.log.tar.zst', 'actions-7c19e5d2.log.tar.zst');
    assert.deepEqual(names(parts), ['raw_events-7c19e5d2.log.tar.zst', 'actions-7c19e5d2.log.tar.zst']);
    const whole = at('20260526_120000', 'sct-runner-events');
    assert.deepEqual(names([...parts, ...whole]), ['sct-runner-events']);
    assert.deepEqual(
      chooseArchives([...parts, ...whole]).fetched.map(one => [one.events, one.file]),
      [[true, 'sct-runner-events']],
    );
  });

  it('are of each name the newest, however it is written', () => {
    const logs = [
      ...at('20260526_120000', 'db-cluster-7c19e5d2.tar.zst', 'loader-set-7c19e5d2.tar.zst'),
      ...at('20260526_130000', 'db-cluster'),
    ];
    assert.deepEqual(names(logs), ['db-cluster', 'loader-set-7c19e5d2.tar.zst']);
  });

  it('are all pieces of one collection of a long log', () => {
    const chunk = (time: string, number: string) => `2026_05_26__${time}_123.chunk_${number}.sct-7c19e5d2.log.zst`;
    const logs = [
      ...at('20260526_120000', chunk('12_00_00', '00'), chunk('12_00_05', '01')),
      ...at('20260526_130000', chunk('13_00_00', '00'), chunk('13_00_05', '01')),
    ];
    assert.deepEqual(names(logs), [chunk('13_00_00', '00'), chunk('13_00_05', '01')]);
  });

  it('are no core dumps, and no file that would lie elsewhere', () => {
    const logs = [
      ...at('20260526_120000', 'core.scylla-node-1-2026-05-26_11-12-03.gz'),
      { name: '../../escape.log', url: 'https://b.s3.amazonaws.com/x' },
    ];
    const { fetched, left } = chooseArchives(logs);
    assert.deepEqual(left, ['core.scylla-node-1-2026-05-26_11-12-03.gz']);
    assert.deepEqual(
      fetched.map(one => one.file),
      ['__.._escape.log'],
    );
  });

  it('are named by their link where their name has no ending', () => {
    const [one] = chooseArchives([
      { name: 'db-cluster', url: 'https://b.s3.amazonaws.com/run/db-cluster-7c19e5d2.tar.zst' },
    ]).fetched;
    assert.equal(one.file, 'db-cluster-7c19e5d2.tar.zst');
  });
});
