/** Golden: a server cannot be booted because the message broker is unreachable, told by nova, neutron and keystone. */
import { type Dice, makeBook, makeDice, spaced } from './book.ts';
import type { Files, Scenario } from './scenario.ts';

const START = Date.UTC(2026, 5, 3, 7, 0, 0);
const MINUTE = 60_000;
const BROKER = '172.29.236.40';

interface Service {
  readonly path: string;
  readonly pid: number;
  readonly noise: readonly ((dice: Dice) => string)[];
}

const services: readonly Service[] = [
  {
    path: 'nova/nova-api.log',
    pid: 2210,
    noise: [
      dice =>
        `INFO nova.osapi_compute.wsgi.server [req-${dice.uuid()} admin demo - default default] 172.29.236.11 "GET /v2.1/servers/detail HTTP/1.1" status: 200 len: ${dice.int(300, 2900)} time: 0.${dice.int(1000, 4999)}`,
    ],
  },
  {
    path: 'nova/nova-compute.log',
    pid: 3181,
    noise: [
      () =>
        'INFO nova.compute.resource_tracker [-] Final resource view: name=compute01 phys_ram=64233MB used_ram=8704MB phys_disk=899GB used_disk=40GB total_vcpus=16 used_vcpus=4 pci_stats=[]',
      dice =>
        `DEBUG oslo_concurrency.lockutils [req-${dice.uuid()} - - - - -] Lock "compute_resources" released by "nova.compute.resource_tracker.ResourceTracker._update_available_resource" :: held 0.${dice.int(100, 999)}s`,
    ],
  },
  {
    path: 'neutron/neutron-server.log',
    pid: 1904,
    noise: [
      dice =>
        `INFO neutron.wsgi [req-${dice.uuid()} neutron service - default default] 172.29.236.12 "GET /v2.0/ports?device_id=${dice.uuid()} HTTP/1.1" status: 200  len: ${dice.int(200, 1200)} time: 0.0${dice.int(100, 999)}`,
    ],
  },
  {
    path: 'keystone/keystone.log',
    pid: 1407,
    noise: [dice => `INFO keystone.common.wsgi [req-${dice.uuid()} - - - - -] POST http://172.29.236.10:5000/v3/auth/tokens`],
  },
];

export function openstackBroker(): Scenario {
  return {
    name: 'OpenStack: no server boots while the message broker is unreachable',
    failed: files(31, true),
    passed: files(32, false),
    expected: {
      category: 'connection_refused',
      first: { member: /nova-compute|neutron-server|nova-api/, text: /AMQP server on 172\.29\.236\.40:5672 is unreachable/ },
      summary: [/172\.29\.236\.40/, /5672/],
      roles: [{ text: /MessagingTimeout/, role: ['echo'] }],
    },
  };
}

function files(seed: number, broken: boolean): Files {
  const dice = makeDice(seed);
  const books = services.map(service => {
    const book = makeBook(dice);
    const line = (at: number, text: string): void => book.add(at, `${spaced(at)} ${service.pid} ${text}`);
    for (const say of service.noise) {
      book.noise({ from: START, to: START + 30 * MINUTE, every: 7000 }, at => `${spaced(at)} ${service.pid} ${say(dice)}`);
    }
    return { path: service.path, book, line };
  });
  const [api, compute, neutron] = books;
  if (broken) breakIt({ dice, api: api.line, compute: compute.line, neutron: neutron.line });
  return Object.fromEntries(books.map(({ path, book }) => [path, book.text()]));
}

type Say = (at: number, text: string) => void;

function breakIt({ dice, api, compute, neutron }: { dice: Dice; api: Say; compute: Say; neutron: Say }): void {
  const at = START + 17 * MINUTE;
  const request = `req-${dice.uuid()} demo demo - default default`;
  const unreachable = (wait: number): string =>
    `AMQP server on ${BROKER}:5672 is unreachable: [Errno 111] ECONNREFUSED. Trying again in ${wait} seconds.`;
  for (let wait = 1, late = 0; late < 9 * MINUTE; late += wait * 1000 + 90, wait = Math.min(30, wait + 2)) {
    compute(
      at + late,
      `ERROR oslo.messaging._drivers.impl_rabbit [req-${dice.uuid()} - - - - -] [3c1f0b7e-9a2d-4c7b-8f51-2f8f6f0a1d11] ${unreachable(wait)}`,
    );
    neutron(
      at + 340 + late,
      `ERROR oslo.messaging._drivers.impl_rabbit [-] [77aa0e19-1d0c-4f7e-b8d9-6a0e52b6f4c2] ${unreachable(wait)}`,
    );
  }
  const boot = at + 95_417;
  api(
    boot,
    `INFO nova.osapi_compute.wsgi.server [${request}] 172.29.236.11 "POST /v2.1/servers HTTP/1.1" status: 202 len: 792 time: 0.9120`,
  );
  const trace = [
    'Traceback (most recent call last):',
    '  File "/usr/lib/python3/dist-packages/nova/conductor/manager.py", line 1640, in schedule_and_build_instances',
    '    host_lists = self._schedule_instances(context, request_specs[0])',
    '  File "/usr/lib/python3/dist-packages/oslo_messaging/_drivers/amqpdriver.py", line 441, in get',
    "    raise oslo_messaging.MessagingTimeout('Timed out waiting for a reply to message ID %s' % msg_id)",
    `oslo_messaging.exceptions.MessagingTimeout: Timed out waiting for a reply to message ID ${dice.hex(32)}`,
  ];
  for (const text of [
    `Failed to schedule instances: oslo_messaging.exceptions.MessagingTimeout: Timed out waiting for a reply`,
    ...trace,
  ]) {
    api(boot + 60_000, `ERROR nova.api.openstack.wsgi [${request}] ${text}`);
  }
  api(
    boot + 60_200,
    `INFO nova.api.openstack.wsgi [${request}] HTTP exception thrown: Unexpected API Error. <class 'oslo_messaging.exceptions.MessagingTimeout'>`,
  );
}
