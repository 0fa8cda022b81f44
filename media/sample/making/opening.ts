/** Sample: the first half hour: machines, packages, the cluster, the data. */
import { type Machine, nodeFile, type Run } from './cast.ts';
import { schemaChange } from './cluster-life.ts';
import { actionLine, tell } from './events.ts';
import { begin, end, filter, info } from './happenings.ts';
import { stress, stressCommand } from './load.ts';
import { comeUp } from './nemeses.ts';
import { dbLine, journalLine, kernelLine, sctLine } from './speak.ts';

/** Seconds after the start at which things stand. */
export const UP = 420;
export const LOADED = 1500;

export function opening(run: Run): void {
  const at = run.start;
  tell(run, { base: 'StartupTestEvent', severity: 'NORMAL', filtered: true, id: run.dice.uuid(), at: at + 900, words: '' });
  sctLine(run, at + 1000, [['INFO', 'sdcm/tester.py', 'Test id is %s'], [run.id]]);
  sctLine(run, at + 1400, [
    ['INFO', 'sdcm/tester.py', 'Creating the clusters: %s db nodes, %s loaders, %s monitor'],
    [6, 2, 1],
  ]);
  actionLine(run, at + 1500, { status: 'info', source: 'tester', action: 'Started - creating the clusters' });
  machines(run, at + 3000);
  for (const node of run.nodes) install(run, node, at + 100_000 + node.number * 7000);
  for (const node of run.nodes) bringUp(run, node, at + 220_000 + node.number * 30_000);
  actionLine(run, at + UP * 1000 + 500, { status: 'info', source: 'tester', action: 'Finished - creating the clusters' });
  sctLine(run, at + UP * 1000 + 600, [['INFO', 'sdcm/tester.py', 'All clusters are up, setup took %s seconds'], [UP]]);
  info(run, at + UP * 1000 + 900, 'Monitor configured');
  filters(run, at + UP * 1000 + 1500);
  prepare(run);
}

function machines(run: Run, at: number): void {
  const file = 'sdcm/cluster_aws.py';
  sctLine(run, at, [
    ['INFO', file, 'Creating %s instances of type %s in zone %s'],
    [6, 'i4i.xlarge', 'eu-north-9a'],
  ]);
  for (const node of run.nodes) {
    sctLine(run, at + 40_000 + node.number * 90, [
      ['DEBUG', file, 'Instance %s is %s, private address %s'],
      [`i-0c4e1a7d5b${run.id8.slice(0, 4)}${node.number}`, 'running', node.address],
    ]);
  }
}

function install(run: Run, node: Machine, at: number): void {
  const hear = (after: number, text: string) =>
    sctLine(run, at + after, [
      ['DEBUG', 'sdcm/cluster.py', '<%s>: %s'],
      [node.name, text],
    ]);
  sctLine(run, at, [['DEBUG', 'sdcm/cluster.py', '%s: refreshing package lists'], [node.name]]);
  for (let number = 1; number <= 9; number++)
    hear(number * 300, `Hit:${number} http://archive.mirror.example/ubuntu noble${number % 2 ? '-updates' : ''} InRelease`);
  if (node.number % 3 === 0)
    hear(
      3100,
      'W: http://archive.mirror.example/ubuntu/dists/noble/InRelease: Key is stored in legacy trusted.gpg keyring, see apt-key(8)',
    );
  hear(3400, 'Reading package lists... Done');
  sctLine(run, at + 4000, [
    ['INFO', 'sdcm/cluster.py', '%s: installing package %s'],
    [node.name, 'scylla-manager-agent'],
  ]);
  for (const [row, text] of [
    'Building dependency tree... Done',
    'Unpacking scylla-manager-agent (3.8.1) ...',
    'Setting up scylla-manager-agent (3.8.1) ...',
  ].entries())
    hear(5000 + row * 700, text);
  for (const task of ['Set the kernel parameters', 'Copy scylla.yaml', 'Enable the agent']) {
    hear(8000, `TASK [node : ${task}] ${'*'.repeat(40)}`);
    hear(8600, `changed: [${node.address}]`);
  }
  hear(9900, `${node.address} : ok=14 changed=9 unreachable=0 failed=0 skipped=3 rescued=0 ignored=1`);
}

function bringUp(run: Run, node: Machine, at: number): void {
  for (const [row, text] of boot(node).entries()) {
    kernelLine(run, { node, at: run.start + 60_000 + row * 40 }, text);
    journalLine(run, { node, at: run.start + 60_000 + row * 40 }, `kernel: ${text}`);
  }
  sctLine(run, at - 9000, [['INFO', 'sdcm/cluster.py', '%s: starting scylla-server'], [node.name]]);
  dbLine(run, { node, at: at - 3000, shard: 0 }, [
    ['INFO', 'storage_service', 'service/storage_service.cc', 'Entering mode JOINING, host id {}'],
    [run.dice.uuid()],
  ]);
  comeUp(run, node, at);
  sctLine(run, at + 1000, [['DEBUG', 'sdcm/wait.py', 'Wait for: %s: done'], [`${node.name}: waiting for the CQL port`]]);
}

function boot(node: Machine): string[] {
  return [
    'Linux version 6.8.0-1029-aws (builder@host.example) (x86_64-linux-gnu-gcc-13 (Ubuntu 13.3.0) 13.3.0)',
    'Command line: BOOT_IMAGE=/boot/vmlinuz-6.8.0-1029-aws root=PARTUUID=sample ro console=ttyS0 nvme_core.io_timeout=4294967295',
    'Memory: 32408916K/33554432K available (22528K kernel code, 4310K rwdata)',
    'smpboot: CPU0: Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz (family: 0x6, model: 0x6a, stepping: 0x6)',
    'Warning: Kernel command line parameter "nosmt" is not set, mitigation is partial',
    'nvme nvme1: 4/0/0 default/read/poll queues',
    'ena 0000:00:05.0 ens5: Local page cache is disabled for less than 16 channels',
    'systemd[1]: systemd 255.4-1ubuntu8 running in system mode',
    'XFS (nvme1n1): Mounting V5 Filesystem',
    `systemd[1]: Hostname set to <${node.name}>.`,
    'audit: type=1400 apparmor="STATUS" operation="profile_load" profile="unconfined" name="chronyd"',
  ];
}

/** Rules in force for the whole run, and the one that lowers the severity of failed operations during heavy nemeses. */
function filters(run: Run, at: number): void {
  const silence = {
    filter_type: 'DATABASE_ERROR',
    filter_line: 'protocol version',
    filter_node: null,
    extra_time_to_expiration: 0,
  };
  filter(run, at, { base: 'DbEventsFilter', fields: silence, until: run.end + 90_000 });
  const lower = { event_class: 'CassandraStressLogEvent', regex: '.*Operation x10 on key.*', severity_to: 'ERROR' };
  filter(run, at + 40, { base: 'EventsSeverityChangerFilter', fields: lower, until: run.end + 90_000 });
}

function prepare(run: Run): void {
  const [from, to] = [run.start + (UP + 60) * 1000, run.start + LOADED * 1000];
  const command = stressCommand('write', 17).replace('duration=17m', 'n=12000000');
  schemaChange(run, from + 3000);
  for (const node of run.nodes) {
    dbLine(run, { node, at: from + 3200 + run.dice.int(0, 90), shard: 0 }, [
      ['INFO', 'database', 'replica/database.cc', 'Keyspace {} is created with replication factor {}'],
      ['keyspace_load', 2],
    ]);
  }
  const step = {
    base: 'TestStepEvent',
    id: run.dice.uuid(),
    from: from - 400,
    to: to - 300,
    fields: { step: 'prepare data', node: null },
    words: 'step=prepare data',
  };
  begin(run, step);
  end(run, step);
  sctLine(run, from - 500, [['INFO', 'sdcm/tester.py', 'Preparing the data with %s'], [command]]);
  for (const loader of run.loaders)
    stress(run, { loader, command, span: { from: from + loader.number * 400, to: to - 2000 }, rate: 13_000 });
  sctLine(run, to - 900, [
    ['INFO', 'sdcm/stress_thread.py', 'Stress results: %s of %s commands failed'],
    [0, 2],
  ]);
}

/** Files of a node that have no times in them. */
export function stillFiles(run: Run, node: Machine): void {
  const yaml = [
    `cluster_name: ${node.name.replace(/-db-node-.*/, '')}-db-cluster-${run.id8}`,
    'num_tokens: 256',
    `listen_address: ${node.address}`,
    `rpc_address: ${node.address}`,
    'endpoint_snitch: org.apache.cassandra.locator.GossipingPropertyFileSnitch',
    'commitlog_sync: periodic',
    'commitlog_sync_period_in_ms: 10000',
    'compaction_enforce_min_threshold: true',
    'compaction_throughput_mb_per_sec: 0',
    'enable_tablets: true',
    'seed_provider:',
    '  - class_name: org.apache.cassandra.locator.SimpleSeedProvider',
    `    parameters: [{ seeds: ${run.nodes[0].address} }]`,
  ];
  run.pages.put(nodeFile(run, node, 'scylla.yaml'), `${yaml.join('\n')}\n`);
  run.pages.put(nodeFile(run, node, 'coredumps.info'), 'TIME PID UID GID SIG COREFILE EXE SIZE\nNo coredumps found.\n');
}
