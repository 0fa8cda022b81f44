/** Sample: what a healthy database node says, and how often: [lines per hour and node, statement, value words]. */
import type { DbStatement } from './speak.ts';

export type DbEntry = readonly [number, DbStatement, readonly string[]];

const COMPACTION = 'compaction/compaction_manager.cc';
const GOSSIP = 'gms/gossiper.cc';
const SERVICE = 'service/storage_service.cc';
const PROXY = 'service/storage_proxy.cc';
const RAFT = 'raft/server.cc';
const SSTABLE = 'sstables/sstables.cc';
const CQL = 'transport/server.cc';
const LSA = 'utils/logalloc.cc';
const DATABASE = 'replica/database.cc';
const COMMITLOG = 'db/commitlog.cc';
const REACTOR = 'seastar/src/core/reactor.cc';

export const databaseBook: readonly DbEntry[] = [
  [
    110,
    ['INFO', 'compaction', COMPACTION, '[Compact {}.{} {}] Compacting {} sstables of {} MiB'],
    ['ks', 'tb', 'hex 6', 'int 2 8', 'int 4 900'],
  ],
  [
    110,
    [
      'INFO',
      'compaction',
      COMPACTION,
      '[Compact {}.{} {}] Compacted {} sstables to {}: {} MiB to {} MiB ({}% of original) in {}ms = {}MB/s',
    ],
    ['ks', 'tb', 'hex 6', 'int 2 8', 'sst', 'int 4 900', 'int 4 900', 'pct', 'ms 900', 'int 20 180'],
  ],
  [
    6,
    ['INFO', 'compaction', COMPACTION, '[Compact {}.{} {}] Dropped {} fully expired sstables'],
    ['ks', 'tb', 'hex 6', 'int 1 4'],
  ],
  [
    40,
    ['DEBUG', 'compaction_manager', COMPACTION, 'Table {}.{} is queued for compaction, {} tasks wait'],
    ['ks', 'tb', 'int 0 5'],
  ],
  [
    30,
    ['DEBUG', 'compaction_manager', COMPACTION, 'Compaction shares set to {} for a backlog of {}'],
    ['int 50 400', 'int 1 90'],
  ],
  [
    1.2,
    ['WARNING', 'compaction_manager', COMPACTION, 'Compaction of {}.{} failed: {}. Will be retried in {} s'],
    ['ks', 'tb', 'sstables::compaction_aborted', '5'],
  ],
  [
    70,
    ['DEBUG', 'gossip', GOSSIP, 'Applied state of {} with generation {} and version {}'],
    ['peer', 'int 1779 1781', 'int 100 9000'],
  ],
  [2, ['WARNING', 'gossip', GOSSIP, 'Gossip round took {} ms, more than its interval'], ['int 1010 1400']],
  [40, ['DEBUG', 'storage_service', SERVICE, 'Collected load of {} tablets, imbalance {}'], ['int 380 400', 'int 1 9']],
  [8, ['INFO', 'raft_topology', SERVICE, 'Tablet {} of keyspace_load moved from {} to {}'], ['int 1 400', 'peer', 'peer']],
  [60, ['DEBUG', 'storage_proxy', PROXY, 'Write {} needed {} ms, speculative retry was sent'], ['int 1000 99999', 'ms 30']],
  [
    3,
    ['WARNING', 'storage_proxy', PROXY, 'Read of {}.{} timed out at consistency {}: {} of {} replicas responded'],
    ['ks', 'tb', 'ONE', '0', '1'],
  ],
  [40, ['DEBUG', 'storage_proxy', PROXY, 'Background read repair wrote {} rows'], ['int 1 40']],
  [20, ['DEBUG', 'raft', RAFT, '[group 0] took snapshot at index {}, log has {} entries'], ['int 1000 9999', 'int 10 600']],
  [1, ['WARNING', 'raft', RAFT, '[group 0] applying entry {} took {} ms'], ['int 1000 9999', 'int 200 700']],
  [80, ['DEBUG', 'sstable', SSTABLE, 'SSTable {} is sealed, {} MiB, level {}'], ['sst', 'int 4 900', 'int 0 3']],
  [80, ['DEBUG', 'sstable', SSTABLE, 'SSTable {} is removed after compaction'], ['sst']],
  [40, ['DEBUG', 'sstable', SSTABLE, 'SSTable {} is loaded with {} partitions'], ['sst', 'int 100 9000']],
  [20, ['DEBUG', 'sstable', SSTABLE, 'Index cache: {} hits, {} bytes used'], ['int 1000 9000', 'int 1000 9000']],
  [4, ['INFO', 'sstable', SSTABLE, 'Bloom filter of {} rebuilt: {} to {} bytes'], ['sst', 'int 2000 9000', 'int 2000 9000']],
  [
    5,
    ['WARNING', 'large_data', SSTABLE, 'Writing large partition {}.{}: {} bytes to {}'],
    ['keyspace_load', 'events_by_day', 'int 1048576 4194304', 'sst'],
  ],
  [45, ['DEBUG', 'cql_server', CQL, 'New connection from {}, {} open'], ['loader', 'int 40 90']],
  [45, ['DEBUG', 'cql_server', CQL, 'Connection from {} closed after {} requests'], ['loader', 'int 100 90000']],
  [30, ['DEBUG', 'cql_server', CQL, 'Prepared statement {} is in the cache, {} entries'], ['hex 8', 'int 20 60']],
  [15, ['INFO', 'cql_server', CQL, 'Slow query of {} ms on {}.{} from {}'], ['int 500 900', 'ks', 'tb', 'loader']],
  [2, ['WARNING', 'cql_server', CQL, 'Client {}: request failed with {} error'], ['loader', 'unprepared']],
  [0.8, ['ERR', 'cql_server', CQL, 'Client {}: invalid or unsupported protocol version {}'], ['loader', '66']],
  [
    50,
    ['DEBUG', 'lsa', LSA, 'Reclaim of {} bytes evicted {} cache rows in {} us'],
    ['int 131072 1048576', 'int 10 900', 'ms 200'],
  ],
  [30, ['DEBUG', 'lsa', LSA, 'Compacted {} segments, occupancy {}%'], ['int 1 60', 'pct']],
  [60, ['DEBUG', 'database', DATABASE, 'Flushing memtable of {}.{}, {} MiB'], ['ks', 'tb', 'int 100 900']],
  [60, ['INFO', 'database', DATABASE, 'Flushed {}.{} to {} in {} ms'], ['ks', 'tb', 'sst', 'ms 300']],
  [
    1.5,
    [
      'WARNING',
      'reader_concurrency_semaphore',
      DATABASE,
      '(rate limiting dropped {} similar messages) Semaphore user with {} of {} permits: timed out, {} reads wait',
    ],
    ['int 2 90', '100', '100', 'int 1 60'],
  ],
  [45, ['DEBUG', 'commitlog', COMMITLOG, 'Segment {} is allocated, {} MiB on disk'], ['int 100000 999999', 'int 2000 6000']],
  [45, ['DEBUG', 'commitlog', COMMITLOG, 'Segment {} is recycled'], ['int 100000 999999']],
  [6, ['INFO', 'commitlog', COMMITLOG, 'Commit log uses {} MiB, flushing the oldest tables'], ['int 6000 6900']],
  [
    4,
    ['INFO', 'view_builder', COMMITLOG, 'View {}.{} is built up to token {}'],
    ['keyspace_load', 'users_by_city', 'int 1000 99999'],
  ],
  [
    1.5,
    ['WARNING', 'stream_session', COMMITLOG, '[Stream {}] connection to {} is closed, the plan is tried again'],
    ['hex 8', 'peer'],
  ],
  [10, ['INFO', 'stream_session', COMMITLOG, '[Stream {}] sent {} KiB to {}'], ['hex 8', 'int 1000 9000', 'peer']],
  [10, ['INFO', 'seastar', REACTOR, 'IO queue: request waited {} ms, {} requests before it'], ['int 20 90', 'int 3 60']],
];
