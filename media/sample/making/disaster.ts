/** Sample: the story of the failing run: memory runs short on node 3, and the kernel kills the database. */
import { answer } from './answer.ts';
import type { Machine, Run } from './cast.ts';
import { backtrace, stall } from './cluster-life.ts';
import { logEvent, type Nemesis } from './happenings.ts';
import { pidAt } from './plans.ts';
import { dbLine, journalLine, kernelLine, systemLine } from './speak.ts';
import { cppFrame } from './statements.ts';

export function nodeOf(run: Run): Machine {
  return run.nodes[2];
}

const frames = () => [
  cppFrame(
    'scylla/seastar/src/core/reactor.cc',
    'print_backtrace();',
    'seastar::cpu_stall_detector::report(std::chrono::milliseconds)',
  ),
  cppFrame(
    'scylla/seastar/src/core/memory.cc',
    'return allocate_span(bytes);',
    ' (inlined by) seastar::memory::allocate_large(unsigned long)',
  ),
  cppFrame(
    'scylla/compaction/compaction_manager.cc',
    'co_await memory::allocate_large(wanted)',
    'compaction::manager::reserve_buffers(compaction::job const&)',
  ),
  cppFrame(
    'scylla/compaction/compaction_manager.cc',
    'job.buffers = co_await reserve_buffers(job);',
    'compaction::manager::perform_major(replica::table&)',
  ),
];

/** Memory pressure, large allocations and stalls that grow, over a quarter of an hour. */
export function precursors(run: Run, nemesis: Nemesis): void {
  const node = nodeOf(run);
  const end = run.killed;
  const lsa = 'utils/logalloc.cc';
  let free = 812;
  for (let at = end - 960_000; at < end - 12_000; at += run.dice.int(45_000, 80_000)) {
    const words = [free, 1024, run.dice.int(40, 90)];
    const text = dbLine(run, { node, at }, [
      ['WARNING', 'lsa', lsa, 'Memory pressure: {} MiB free, below the reserve of {} MiB, {} regions cannot be evicted'],
      words,
    ]);
    answer(run, 'precursor', { text });
    free = Math.max(12, Math.round(free * 0.74));
  }
  for (let at = end - 400_000; at < end - 20_000; at += run.dice.int(50_000, 90_000)) {
    dbLine(run, { node, at }, [
      ['WARNING', 'lsa', lsa, 'Segment reserve cannot be refilled: wanted {}, got {}; dirty memory {} MiB'],
      [64, run.dice.int(0, 9), run.dice.int(2000, 3900)],
    ]);
  }
  largeAllocations(run, end);
  stalls(run, end, nemesis);
  const text = dbLine(run, { node, at: end - 9100 }, [
    ['ERR', 'lsa', lsa, 'Eviction found nothing more to free: {} MiB used by reads, {} MiB by compaction buffers'],
    [212, 17_904],
  ]);
  answer(run, 'precursor', { text });
  logEvent(run, { node, at: end - 9100, text }, { type: 'DATABASE_ERROR', severity: 'ERROR', lag: 1900, during: [nemesis] });
}

function largeAllocations(run: Run, end: number): void {
  const node = nodeOf(run);
  const statement = [
    'WARNING',
    'seastar_memory',
    'seastar/src/core/memory.cc',
    'oversized allocation: {} bytes. This may fragment memory and raise latency. At:',
  ] as const;
  for (const [before, bytes] of [
    [842_000, 18_350_080],
    [611_000, 33_554_432],
    [377_000, 67_108_864],
    [140_000, 134_217_728],
  ]) {
    const at = end - before;
    const text = dbLine(run, { node, at }, [statement, [bytes]]);
    answer(run, 'precursor', { text });
    backtrace(run, { node, at });
    logEvent(run, { node, at, text, backtrace: frames().slice(1) }, { type: 'OVERSIZED_ALLOCATION', severity: 'WARNING' });
  }
}

function stalls(run: Run, end: number, nemesis: Nemesis): void {
  const node = nodeOf(run);
  for (const [before, ms] of [
    [780_000, 61],
    [640_000, 118],
    [500_000, 243],
    [366_000, 402],
    [221_000, 731],
    [90_000, 1384],
    [31_000, 2650],
  ]) {
    const where = { node, at: end - before, ms, shard: 2, group: 'compaction' };
    const text = stall(run, where);
    answer(run, 'precursor', { text });
    // From 500 ms on a stall counts as an error.
    const severity = ms >= 500 ? 'ERROR' : 'DEBUG';
    logEvent(
      run,
      { ...where, text, backtrace: frames() },
      { type: 'REACTOR_STALLED', severity, during: ms >= 500 ? [nemesis] : [] },
    );
  }
}

/** The kernel's own words, in dmesg, in the journal and in what the node forwards. */
export function kill(run: Run): void {
  const node = nodeOf(run);
  const at = run.killed;
  const pid = pidAt(run, node, at);
  const dump = [
    `scylla invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0`,
    `CPU: 2 PID: ${pid} Comm: reactor-2 Not tainted 6.8.0-1029-aws #31-Ubuntu`,
    'Mem-Info:',
    'active_anon:7748210 inactive_anon:102211 isolated_anon:0 free:33811',
    'Node 0 Normal free:61204kB min:67580kB low:99264kB high:130948kB',
    'Tasks state (memory values in pages):',
    '[  pid  ]   uid  tgid total_vm      rss rss_anon oom_score_adj name',
    `[ ${String(pid).padStart(6)}]   113  ${pid}  8280390  7871801  7871801             0 scylla`,
    '[    911]   113   911   317220     4120     4120             0 scylla-manager-a',
    `oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=scylla-server.service,mems_allowed=0,global_oom,task=scylla,pid=${pid},uid=113`,
    `Out of memory: Killed process ${pid} (scylla) total-vm:33121560kB, anon-rss:31487204kB, file-rss:0kB, shmem-rss:0kB, UID:113 pgtables:63012kB oom_score_adj:0`,
    `oom_reaper: reaped process ${pid} (scylla), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB`,
  ];
  for (const [row, text] of dump.entries()) {
    kernelLine(run, { node, at: at + row }, text);
    journalLine(run, { node, at: at + row }, `kernel: ${text}`);
    if (!/invoked oom|^oom|^Out of/.test(text)) continue;
    const line = systemLine(run, { node, at: at + row }, [text.startsWith('oom_reaper') ? 'INFO' : 'ERR', `kernel: ${text}`]);
    if (text.startsWith('Out of memory')) answer(run, 'cause', { text: line });
  }
  for (const [after, level, text] of [
    [310, 'WARNING', 'A process of this unit has been killed by the OOM killer.'],
    [420, 'NOTICE', 'Main process exited, code=killed, status=9/KILL'],
    [432, 'WARNING', "Failed with result 'oom-kill'."],
  ] as const) {
    systemLine(run, { node, at: at + after }, [level, `systemd[1]: scylla-server.service: ${text}`]);
    journalLine(run, { node, at: at + after }, `systemd[1]: scylla-server.service: ${text}`);
  }
}
