/** An OpenStack run: logs of several services are one run; what names the request of the cause is one story, what said nothing was quiet. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { table } from '../../../src/tools/table.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { assertGolden } from '../../tools/render/golden.ts';

const REQUEST = 'req-addc1839-2ed5-4778-b57e-5854eb7b8b09';
const other = (n: number) => `req-00000000-2ed5-4778-b57e-0000000000${String(n).padStart(2, '0')}`;
const at = (second: number, ms = 0) =>
  `2026-05-16 00:0${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}.${String(ms).padStart(3, '0')}`;

const line = (second: number, level: string, logger: string, request: string, message: string, ms = 0) =>
  `${at(second, ms)} 2931 ${level} ${logger} [${request} 54fadb412c4e40cd - - -] ${message}`;

const usual = (logger: string, message: string) =>
  Array.from({ length: 30 }, (_, n) => line(n * 4, 'INFO', logger, other(n), `${message} ${n}`));

const logs: Record<string, string[]> = {
  'nova/nova-api.log': [
    ...usual('nova.osapi_compute.wsgi.server', 'GET /v2/servers/detail status: 200 len: 1893 time: 0.25'),
    line(60, 'INFO', 'nova.osapi_compute.wsgi.server', REQUEST, 'POST /v2/servers status: 202', 10),
  ],
  'nova/nova-compute.log': [
    ...usual('nova.compute.claims', 'Attempting claim: memory 2048 MB, disk 20 GB'),
    line(61, 'INFO', 'nova.compute.manager', REQUEST, '[instance: b9000564] Starting instance...', 20),
    line(
      63,
      'ERROR',
      'nova.compute.manager',
      REQUEST,
      '[instance: b9000564] Instance failed network setup: PortBindingFailed: Binding failed for port 7f3c',
      700,
    ),
    line(
      63,
      'ERROR',
      'nova.compute.manager',
      REQUEST,
      '[instance: b9000564] Build of instance b9000564 aborted: Failed to allocate the network',
      900,
    ),
  ],
  'neutron/neutron-server.log': [
    ...usual('neutron.wsgi', '10.11.10.1 "GET /v2.0/ports.json HTTP/1.1" 200'),
    line(62, 'INFO', 'neutron.wsgi', REQUEST, '10.11.10.1 "POST /v2.0/ports.json HTTP/1.1" 201', 100),
    line(
      63,
      'ERROR',
      'neutron.plugins.ml2.managers',
      REQUEST,
      'Failed to bind port 7f3c on host compute-2: no agent is alive',
      600,
    ),
  ],
  'keystone/keystone.log': usual('keystone.common.wsgi', 'GET http://controller/v3/auth/tokens'),
};

describe('the moment of the cause', () => {
  let folder: string;
  let engine: RunningEngine;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'openstack-'));
    for (const [path, lines] of Object.entries(logs)) {
      mkdirSync(join(folder, 'logs', path, '..'), { recursive: true });
      writeFileSync(join(folder, 'logs', path), `${lines.sort().join('\n')}\n`);
    }
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', inline: true });
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has the lines of its request from all services in the order of time, and says which logs were quiet', async () => {
    const report = await engine.investigate_run({ inputs: ['logs'], title: 'openstack' });
    assert.equal(report.request?.id, REQUEST);
    assert.deepEqual(
      report.request?.lines.map(
        ({ place, at, level }) => `${new Date(at ?? 0).toISOString().slice(14, 23)} ${level} ${place.member}`,
      ),
      [
        '01:00.010 info nova/nova-api.log',
        '01:01.020 info nova/nova-compute.log',
        '01:02.100 info neutron/neutron-server.log',
        '01:03.600 error neutron/neutron-server.log',
        '01:03.700 error nova/nova-compute.log',
        '01:03.900 error nova/nova-compute.log',
      ],
    );
    assert.deepEqual(report.quiet?.members.map(one => one.member).sort(), ['keystone/keystone.log', 'nova/nova-api.log']);
    const text = table.investigate_run
      .render(report, plainView)
      .replace(/in \d+\.\d s/, 'in N s')
      .replaceAll(report.run.run_id, 'RUN')
      // The documents are tested where they are found.
      .replace(/What to read\n(?: .*\n)+\n/, '');
    assertGolden('around-cause.txt', text, import.meta.url);
  });
});
