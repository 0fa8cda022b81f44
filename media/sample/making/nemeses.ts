/** Sample: how a nemesis is told, and what stopping and starting a node does to the cluster. */
import type { Machine, Run } from './cast.ts';
import { actionLine } from './events.ts';
import { begin, type Continuous, end, filter, logEvent, type Nemesis, nodetool } from './happenings.ts';
import { type Plan, type Span, spanOf } from './plans.ts';
import { type DbStatement, dbLine, journalLine, sctLine, systemLine } from './speak.ts';

const SERVICE = 'service/storage_service.cc';
const PROXY = 'service/storage_proxy.cc';
export const DOWN: DbStatement = ['INFO', 'gossip', 'gms/gossiper.cc', 'Node {} is now DOWN, status = {}'];
const ALIVE: DbStatement = ['INFO', 'gossip', 'gms/gossiper.cc', 'Node {} is now UP, status = {}'];
export const LEFT: DbStatement = ['INFO', 'storage_service', SERVICE, 'Node {} left the set of live nodes, {} of {} are alive'];
const JOINED: DbStatement = ['INFO', 'storage_service', SERVICE, 'Node {} joined the set of live nodes, {} of {} are alive'];
const COMMAND_FAILED: DbStatement = [
  'ERR',
  'raft_topology',
  SERVICE,
  'send_topology_command to {} failed, will be retried: connection is closed',
];
const HINTS_KEPT: DbStatement = ['INFO', 'hints_manager', PROXY, 'Hints for {} are written to a new segment, {} bytes wait'];
const HINTS_SENT: DbStatement = ['INFO', 'hints_manager', PROXY, 'Sent {} hints to {}'];

/** The nemesis as the thread tells it; the end with `errors` when it was cut short. */
export function disruption(run: Run, plan: Plan, cut?: { errors: readonly string[]; at: number }): Nemesis {
  const node = run.nodes[plan.node - 1];
  const span = spanOf(run, plan);
  const skipped = plan.kind === 'skipped' ? 'sstables are encrypted, a corrupt one would stop the node' : undefined;
  const thing: Continuous = {
    base: 'DisruptionEvent',
    id: run.dice.uuid(),
    from: span.from,
    to: cut?.at ?? span.to,
    fields: { nemesis_name: plan.name, node: node.title, full_traceback: '' },
    words: `nemesis_name=${plan.name} target_node=${node.title}`,
    node: node.name,
    errors: cut?.errors,
    severity: cut ? 'ERROR' : 'NORMAL',
    skipped,
  };
  begin(run, thing);
  end(run, thing);
  threadLines(run, plan, { from: span.from, to: thing.to, killed: cut !== undefined });
  return { id: thing.id, name: plan.name, node: node.title, at: span.from };
}

function threadLines(run: Run, plan: Plan, span: Span & { killed: boolean }): void {
  const node = run.nodes[plan.node - 1];
  const thread = `Nemesis${run.id8}`;
  const scope = `Disruption ${plan.name} on ${node.name}`;
  const file = 'sdcm/nemesis/__init__.py';
  sctLine(run, span.from - 30, [['INFO', file, 'Current target node: %s'], [node.name]]);
  actionLine(run, span.from - 9, { status: 'info', source: thread, action: `Started - ${scope}` });
  sctLine(run, span.from, [
    ['INFO', file, 'Started disruption %s on %s'],
    [plan.name, node.name],
  ]);
  if (plan.kind === 'skipped') {
    sctLine(run, span.to - 5, [
      ['WARNING', file, 'Disruption %s is skipped: %s'],
      [plan.name, 'sstables are encrypted, a corrupt one would stop the node'],
    ]);
  }
  if (span.killed) sctLine(run, span.to - 2, [['ERROR', file, 'Disruption %s was killed by tearDown'], [plan.name]]);
  sctLine(run, span.to + 3, [
    ['INFO', file, 'Finished disruption %s on %s, took %s seconds'],
    [plan.name, node.name, Math.floor((span.to - span.from) / 1000)],
  ]);
  actionLine(run, span.to + 8, { status: 'info', source: thread, action: `Finished - ${scope}` });
}

/** Stop and start: the node goes, the others notice, hints pile up, it comes back. An ordinary sight, in both runs. */
export function restart(run: Run, plan: Plan): void {
  const node = run.nodes[plan.node - 1];
  const span = spanOf(run, plan);
  const [down, up] = [span.from + 20_000, span.to - 30_000];
  const silence = {
    filter_type: 'DATABASE_ERROR',
    filter_line: 'send_topology_command',
    filter_node: null,
    extra_time_to_expiration: 30,
  };
  filter(run, span.from + 400, { base: 'DbEventsFilter', fields: silence, until: span.to - 1000 });
  sctLine(run, down - 700, [['INFO', 'sdcm/cluster.py', '%s: stopping scylla-server'], [node.name]]);
  if (plan.name === 'DrainerMonkey') nodetool(run, node, { cmd: 'drain', from: down - 14_000, to: down - 2000 });
  goDown(run, node, down);
  for (const other of run.nodes.filter(one => one !== node)) noticeRestart(run, { node, other, down, up });
  sctLine(run, up - 8000, [['INFO', 'sdcm/cluster.py', '%s: starting scylla-server'], [node.name]]);
  comeUp(run, node, up);
}

function goDown(run: Run, node: Machine, at: number): void {
  const service = 'service/storage_service.cc';
  systemLine(run, { node, at: at - 400 }, ['INFO', 'systemd[1]: Stopping Scylla Server...']);
  dbLine(run, { node, at: at - 300, shard: 0 }, [['INFO', 'storage_service', service, 'Entering mode DRAINING'], []]);
  dbLine(run, { node, at: at - 40, shard: 0 }, [['INFO', 'storage_service', service, 'Entering mode DRAINED'], []]);
  dbLine(run, { node, at: at - 30 }, [
    ['INFO', 'compaction_manager', 'compaction/compaction_manager.cc', 'Stopping {} tasks: {}'],
    [3, 'shutdown'],
  ]);
  systemLine(run, { node, at }, ['INFO', 'systemd[1]: scylla-server.service: Deactivated successfully.']);
  journalLine(run, { node, at }, 'systemd[1]: Stopped Scylla Server.');
}

export function comeUp(run: Run, node: Machine, at: number): void {
  const service = 'service/storage_service.cc';
  journalLine(run, { node, at: at - 7000 }, 'systemd[1]: Starting Scylla Server...');
  const version = '2026.1.4-0.20260511.sample';
  dbLine(run, { node, at: at - 6000, shard: 0 }, [
    ['INFO', 'database', 'replica/database.cc', 'Scylla version {} starting on {} shards with {} MiB of memory'],
    [version, 4, 29184],
  ]);
  dbLine(run, { node, at: at - 5000 }, [
    ['ERR', 'sstable', 'sstables/sstables.cc', 'No TOC component in {}: the incomplete sstable is ignored'],
    ['/var/lib/scylla/data/keyspace_load/standard1/staging'],
  ]);
  dbLine(run, { node, at: at - 4000 }, [
    ['INFO', 'commitlog', 'db/commitlog.cc', 'Replayed {} mutations from {} segments, {} skipped'],
    [run.dice.int(100, 9000), 12, 0],
  ]);
  dbLine(run, { node, at: at - 2000, shard: 0 }, [
    ['INFO', 'gossip', 'gms/gossiper.cc', 'Gossip shadow round done with {} nodes'],
    [6],
  ]);
  dbLine(run, { node, at: at - 900, shard: 0 }, [['INFO', 'storage_service', service, 'Entering mode NORMAL, {} tokens'], [256]]);
  dbLine(run, { node, at, shard: 0 }, [
    ['INFO', 'cql_server', 'transport/server.cc', 'Starting listening for CQL clients on {} (unencrypted, not shard-aware)'],
    [`${node.address}:9042`],
  ]);
}

function noticeRestart(run: Run, seen: { node: Machine; other: Machine; down: number; up: number }): void {
  const { other, down, up } = seen;
  const { address } = seen.node;
  const at = down + run.dice.int(20, 200);
  const say = (after: number, statement: DbStatement, values: (string | number)[]) =>
    dbLine(run, { node: other, at: after, shard: 0 }, [statement, values]);
  say(at, DOWN, [address, 'shutdown']);
  say(at + 3, LEFT, [address, 5, 6]);
  const text = say(at + 90, COMMAND_FAILED, [address]);
  if (run.dice.chance(0.6))
    logEvent(run, { node: other, at: at + 90, text }, { type: 'DATABASE_ERROR', severity: 'ERROR', filtered: true });
  for (let moment = at + 4000; moment < up; moment += run.dice.int(20_000, 60_000)) {
    dbLine(run, { node: other, at: moment }, [HINTS_KEPT, [address, run.dice.int(10_000, 90_000)]]);
  }
  say(up - 1500 + run.dice.int(0, 90), ALIVE, [address, 'NORMAL']);
  say(up - 1400 + run.dice.int(0, 90), JOINED, [address, 6, 6]);
  dbLine(run, { node: other, at: up + run.dice.int(2000, 9000) }, [HINTS_SENT, [run.dice.int(100, 900), address]]);
}
