/** Sample: what follows the kill: broken connections, gossip, writes without a quorum, the health check that ends the test. */
import type { Machine, Run } from './cast.ts';
import { nodeOf } from './disaster.ts';
import { tell } from './events.ts';
import { logEvent, type Nemesis } from './happenings.ts';
import { failedOperation } from './load.ts';
import { DOWN, LEFT } from './nemeses.ts';
import { type DbStatement, dbLine, sctLine } from './speak.ts';

const PROXY = 'service/storage_proxy.cc';
const GOSSIP = 'gms/gossiper.cc';
const COMMUNICATING: DbStatement = [
  'WARNING',
  'storage_proxy',
  PROXY,
  'Exception when communicating with {}, to write keyspace_load.standard1: {}',
];
const SYN: DbStatement = ['WARNING', 'gossip', GOSSIP, 'Gossip SYN to {} timed out after {} ms'];
const SUSPECTED: DbStatement = [
  'WARNING',
  'gossip',
  GOSSIP,
  'Failure detector: no heartbeat of {} for {} ms, it is suspected to be down',
];
const SILENT: DbStatement = ['WARNING', 'raft', 'raft/server.cc', '[group 0] no reply to append entries from {} since {} ms'];

/** What the other nodes see of it, first the broken connections, then gossip, then writes without a quorum. */
export function cascade(run: Run, nemesis: Nemesis, until: number): void {
  const [gone, at] = [nodeOf(run), run.killed];
  for (const node of run.nodes.filter(one => one !== gone)) {
    noticeLoss(run, node, { address: gone.address, at });
    failedWrites(run, { node, from: at + 9000, until }, nemesis);
  }
  for (const loader of run.loaders) {
    for (let moment = at + run.dice.int(24_000, 27_000); moment < at + 70_000; moment += run.dice.int(1500, 9000))
      failedOperation(run, { loader, at: moment }, [nemesis]);
  }
}

function noticeLoss(run: Run, node: Machine, { address, at }: { address: string; at: number }): void {
  const closed = 'seastar::rpc::closed_error (connection is closed)';
  for (let moment = at + run.dice.int(900, 1300); moment < at + 9000; moment += run.dice.int(400, 1900)) {
    dbLine(run, { node, at: moment }, [COMMUNICATING, [address, closed]]);
  }
  dbLine(run, { node, at: at + run.dice.int(5100, 5400), shard: 0 }, [SYN, [address, 5000]]);
  const down = at + run.dice.int(7000, 8200);
  dbLine(run, { node, at: down, shard: 0 }, [SUSPECTED, [address, 7000]]);
  dbLine(run, { node, at: down + 40, shard: 0 }, [DOWN, [address, 'NORMAL']]);
  dbLine(run, { node, at: down + 42, shard: 0 }, [LEFT, [address, 5, 6]]);
  dbLine(run, { node, at: down + 900, shard: 0 }, [SILENT, [address, 8000]]);
}

function failedWrites(run: Run, where: { node: Machine; from: number; until: number }, nemesis: Nemesis): void {
  const { node } = where;
  const [proxy, cql] = ['service/storage_proxy.cc', 'transport/server.cc'];
  const timedOut = [
    'ERR',
    'storage_proxy',
    proxy,
    'Write to {}.{} timed out at consistency QUORUM: {} of {} replicas acknowledged',
  ] as const;
  const unavailable = [
    'ERR',
    'storage_proxy',
    proxy,
    'Cannot achieve consistency level QUORUM for {}.{}: required {}, alive {}',
  ] as const;
  for (let at = where.from; at < where.until; at += run.dice.int(300, 2600)) {
    const late = at > where.from + 12_000 && run.dice.chance(0.5);
    const text = dbLine(run, { node, at }, [
      late ? unavailable : timedOut,
      ['keyspace_load', run.dice.pick(['standard1', 'users']), ...(late ? [2, 1] : [1, 2])],
    ]);
    const loader = `${run.dice.pick(run.loaders).address}:40100`;
    if (run.dice.chance(0.5))
      dbLine(run, { node, at: at + 6 }, [
        ['WARNING', 'cql_server', cql, 'Client {}: request failed with {} error'],
        [loader, late ? 'unavailable' : 'write_timeout'],
      ]);
    if (run.dice.chance(0.12))
      logEvent(run, { node, at, text }, { type: 'DATABASE_ERROR', severity: 'ERROR', during: [nemesis] });
  }
  dbLine(run, { node, at: where.from + 15_000 }, [
    ['WARNING', 'hints_manager', proxy, 'Sending hints to {} failed, the segment stays'],
    [nodeOf(run).address],
  ]);
}

/** The health check finds the node down: the first critical event, which kills the test. Returns its text. */
export function verdict(run: Run, at: number, nemesis: Nemesis): string {
  const gone = nodeOf(run);
  let killer = '';
  for (const [row, seer] of [run.nodes[0], run.nodes[1], run.nodes[3]].entries()) {
    const error = `Current node ${seer.title}. Node ${gone.title} (not target node) status is DN`;
    sctLine(run, at + row * 900 - 5, [
      ['ERROR', 'sdcm/cluster.py', '%s sees nodes that are not UN: %s'],
      [seer.name, `['${gone.address}']`],
    ]);
    const id = run.dice.uuid();
    const words = `: type=NodeStatus node=${seer.name} error=${error}`;
    const behind = {
      errors: [],
      publish_event: true,
      begin_timestamp: null,
      end_timestamp: null,
      is_skipped: false,
      skip_reason: '',
    };
    const before = { node: seer.name, error, message: '' };
    tell(run, {
      base: 'ClusterHealthValidatorEvent',
      type: 'NodeStatus',
      severity: 'CRITICAL',
      period: 'one-time',
      id,
      at: at + row * 900,
      node: seer.name,
      during: [nemesis],
      before,
      behind,
      words,
    });
    killer ||= `(ClusterHealthValidatorEvent Severity.CRITICAL) period_type=one-time event_id=${id} during_nemesis=${nemesis.name}${words}`;
  }
  return killer;
}
