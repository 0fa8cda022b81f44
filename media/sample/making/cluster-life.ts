/** Sample: what the whole cluster does together: schema changes, topology requests, repairs, major compaction, small stalls. */
import type { Machine, Run } from './cast.ts';
import { compaction, logEvent, type Nemesis, nodetool } from './happenings.ts';
import { type Plan, pidAt, type Span, spanOf } from './plans.ts';
import { dbLine, sctLine, systemLine } from './speak.ts';
import { values } from './values.ts';

const MANAGER = 'compaction/compaction_manager.cc';
export const STALL = [
  'WARNING',
  'seastar',
  'seastar/src/core/reactor.cc',
  'Reactor stalled for {} ms on shard {}, in scheduling group {}.',
] as const;

/** Every node says the same version within milliseconds of true time: by such lines clocks can be compared. */
export function schemaChange(run: Run, at: number): void {
  const version = run.dice.uuid();
  for (const node of run.nodes) {
    dbLine(run, { node, at: at + run.dice.int(4, 60), shard: 0 }, [
      ['INFO', 'migration_manager', 'raft/server.cc', 'Schema version changed to {}'],
      [version],
    ]);
  }
}

export function topologyRequest(run: Run, at: number): void {
  const request = run.dice.uuid();
  const statement = [
    'INFO',
    'raft_topology',
    'service/storage_service.cc',
    'Topology request {}: barrier acknowledged by this node',
  ] as const;
  for (const node of run.nodes) dbLine(run, { node, at: at + run.dice.int(4, 90), shard: 0 }, [statement, [request]]);
}

export function alterTable(run: Run, plan: Plan): void {
  const span = spanOf(run, plan);
  for (let number = 0; number < 3; number++) {
    const at = span.from + 20_000 + number * 50_000;
    sctLine(run, at, [
      ['INFO', 'sdcm/nemesis/monkey/restart.py', 'ALTER TABLE keyspace_load.standard1 ADD extra_%s text'],
      [number],
    ]);
    schemaChange(run, at + 400);
  }
}

export function cleanup(run: Run, plan: Plan): void {
  const node = run.nodes[plan.node - 1];
  const span = spanOf(run, plan);
  sctLine(run, span.from + 900, [
    ['INFO', 'sdcm/nemesis/monkey/compaction.py', 'Cleanup of keyspaces that %s does not own any more'],
    [node.name],
  ]);
  nodetool(run, node, { cmd: 'cleanup', from: span.from + 1200, to: span.to - 9000 });
}

/** Major compaction; `stopped` is the moment at which the story cuts it off. */
export function majorCompaction(run: Run, plan: Plan, { nemesis, stopped }: { nemesis: Nemesis; stopped?: number }): void {
  const node = run.nodes[plan.node - 1];
  const span = spanOf(run, plan);
  const file = 'sdcm/nemesis/monkey/compaction.py';
  sctLine(run, span.from + 3000, [
    ['INFO', file, 'Major compaction on %s begins with %s sstables'],
    [node.name, 412],
  ]);
  const [from, to] = [span.from + 4000, stopped ?? span.to - 20_000];
  for (const table of ['standard1', 'counter1', 'users'])
    majorOf(run, table, { node, from, to, whole: span.to, ends: stopped === undefined });
  if (stopped) {
    const errors = ['Nodetool compact: no answer from the node'];
    nodetool(run, node, { cmd: 'compact', from, to: stopped + 100_000, errors, during: [nemesis] });
    return;
  }
  nodetool(run, node, { cmd: 'compact', from, to });
  sctLine(run, to + 900, [
    ['INFO', file, 'Major compaction on %s ended with %s sstables'],
    [node.name, 9],
  ]);
}

function majorOf(run: Run, table: string, job: { node: Machine; from: number; to: number; whole: number; ends: boolean }): void {
  const { node, to } = job;
  const at = job.from + run.dice.int(100, 900);
  const [id, shard, length] = [run.dice.hex(6), run.dice.int(0, 3), job.whole - at];
  dbLine(run, { node, at }, [
    ['INFO', 'compaction_manager', MANAGER, 'User initiated compaction of {}.{}, {} sstables, began'],
    ['keyspace_load', table, run.dice.int(90, 190)],
  ]);
  for (let moment = at + 9000; moment < to; moment += run.dice.int(9000, 30_000)) {
    const merged = Math.round(((moment - at) / length) * 90_000);
    dbLine(run, { node, at: moment, shard }, [
      ['INFO', 'compaction', MANAGER, '[Major {}.{} {}] Merged {} of {} partitions'],
      ['keyspace_load', table, id, merged, 90_000],
    ]);
  }
  if (!job.ends) return;
  dbLine(run, { node, at: to - run.dice.int(100, 900) }, [
    ['INFO', 'compaction_manager', MANAGER, 'User initiated compaction of {}.{} ended'],
    ['keyspace_load', table],
  ]);
}

/** A repair of the manager: the master and two followers share its id. */
export function repair(run: Run, at: number): void {
  const [master, ...others] = run.nodes.filter(node => node.number !== 3);
  const id = run.dice.uuid();
  const file = 'repair/row_level.cc';
  dbLine(run, { node: master, at, shard: 0 }, [
    ['INFO', 'repair', file, 'repair[{}]: started for keyspace {}, {} ranges'],
    [id, 'keyspace_load', 256],
  ]);
  for (const node of others)
    dbLine(run, { node, at: at + run.dice.int(20, 80), shard: 0 }, [
      ['INFO', 'repair', file, 'repair[{}]: follower of {}'],
      [id, master.address],
    ]);
  for (let done = 8; done < 256; done += 8) {
    dbLine(run, { node: master, at: at + done * 1100 }, [
      ['INFO', 'repair', file, 'repair[{}]: {} of {} ranges done'],
      [id, done, 256],
    ]);
  }
  const totals = [id, 290, run.dice.int(100, 900), run.dice.int(100, 900)];
  dbLine(run, { node: master, at: at + 290_000, shard: 0 }, [
    ['INFO', 'repair', file, 'repair[{}]: completed in {} s, {} rows sent, {} rows received'],
    totals,
  ]);
  nodetool(run, master, { cmd: 'repair', from: at - 800, to: at + 291_000 });
}

/** A stall with its backtrace; returns the first line. Addresses stand alone on their lines, as the database prints them. */
export function stall(run: Run, where: { node: Machine; at: number; ms: number; shard: number; group: string }): string {
  const text = dbLine(run, where, [STALL, [where.ms, where.shard, where.group]]);
  backtrace(run, where);
  return text;
}

/** Few distinct addresses: the same code is slow each time. */
export function backtrace(run: Run, where: { node: Machine; at: number }): void {
  for (const address of [
    '0x5e1c2a4',
    '0x5e1b90f',
    '0x7f3a52c4',
    '0x2c91a07',
    '0x2c8fe33',
    run.dice.pick(['0x2d04c18', '0x31f7a90']),
  ]) {
    systemLine(run, where, ['INFO', `scylla[${pidAt(run, where.node, where.at)}]:   ${address}`]);
  }
}

/** The small troubles of every run: short stalls (too short to count) and crowded semaphores. */
export function smallTroubles(run: Run, node: Machine, spans: readonly Span[]): void {
  for (const span of spans) {
    for (let at = span.from + run.dice.wait(1_500_000); at < span.to; at += run.dice.wait(1_500_000)) {
      const where = { node, at: Math.round(at), ms: run.dice.int(22, 48), shard: run.dice.int(0, 3), group: 'compaction' };
      logEvent(run, { ...where, text: stall(run, where) }, { type: 'REACTOR_STALLED', severity: 'DEBUG' });
    }
    for (let at = span.from + run.dice.wait(2_400_000); at < span.to; at += run.dice.wait(2_400_000)) {
      const file = 'replica/database.cc';
      const text = dbLine(run, { node, at: Math.round(at) }, [
        [
          'WARNING',
          'reader_concurrency_semaphore',
          file,
          '(rate limiting dropped {} similar messages) Semaphore user with {} of {} permits: timed out, {} reads wait',
        ],
        values(run, ['int 2 90', '100', '100', 'int 1 60'], node),
      ]);
      logEvent(run, { node, at: Math.round(at), text }, { type: 'SEMAPHORE_TIME_OUT', severity: 'WARNING' });
    }
    for (let at = span.from + run.dice.wait(3_600_000); at < span.to; at += run.dice.wait(3_600_000)) {
      const moment = Math.round(at);
      const future = ['WARNING', 'seastar', 'seastar/src/core/reactor.cc', 'Exceptional future ignored: {}'] as const;
      const text = dbLine(run, { node, at: moment }, [future, ['seastar::gate_closed_exception (gate closed)']]);
      logEvent(run, { node, at: moment, text }, { type: 'GATE_CLOSED', severity: 'SUPPRESS', filtered: true });
    }
    for (let at = span.from + run.dice.wait(140_000); at < span.to; at += run.dice.wait(140_000))
      compaction(run, node, Math.round(at));
  }
}
