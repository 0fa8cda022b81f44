/** Analysis, tests: which host a line speaks of. */
import assert from 'node:assert/strict';
import { hostOf, shortNode } from '../../../../src/engine/analyze/classify/host.ts';

const examples: readonly (readonly [line: string, member: string, host: string | undefined])[] = [
  ['Sep 10 10:49:04 build7 kernel: x', 'syslog', 'build7'],
  ['2026-05-26T10:13:31.735 longevity-10gb-db-node-15bb6cad-2  !ERR | scylla[4326]: x', 'system.log', 'db-node-2'],
  [
    '{"node": "Node longevity-10gb-loader-node-15bb6cad-eu-west-1 [1.2.3.4 | 10.0.0.1]"}',
    'raw_events.log',
    'loader-node-eu-west-1',
  ],
  ['2026-11-20T08:00:00Z INFO starting', 'job.log', undefined],
  ['2026-11-20T08:00:00Z ERROR: no', 'job.log', undefined],
  ['2026-11-20T11:02:31.745Z ERROR node-c1 shard-store[run-1] commit: x', 'app.log', 'node-c1'],
  ['2026-11-20T11:02:31.745Z INFO handler[main] x', 'app.log', undefined],
  ['level=info host=web-3 msg=x', 'app.log', 'web-3'],
  ['anything', 'logs.tar.gz!/db-3/system.log', 'db-3'],
  ['anything', 'worker-12.tar.gz!/x.log', 'worker-12'],
  ['anything', 'src/node_modules/x.log', undefined],
];

describe('host', () => {
  for (const [line, member, host] of examples) {
    it(`of ${line.slice(0, 40)} in ${member} is ${host}`, () => assert.equal(hostOf(line, member), host));
  }

  it('has a short name', () => {
    assert.equal(shortNode('Node longevity-3h-db-node-0a1b2c3d-4 [1.2.3.4 | 10.0.0.4] (rack: R)'), 'db-node-4');
    assert.equal(shortNode('n1'), 'n1');
  });
});
