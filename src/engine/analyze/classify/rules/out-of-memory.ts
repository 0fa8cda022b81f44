/** Analysis: the rule for memory that ran out. */
import { act, defineRule, type Found } from '../rule.ts';
import { on, run, search } from '../wording.ts';

export const outOfMemory = defineRule({
  category: 'out_of_memory',
  signs: [
    [0.99, /Out of memory: Kill(?:ed)? process (?<pid>\d+),? \(?(?<process>[\w.:/-]+)/i],
    [0.98, /Memory cgroup out of memory: Kill(?:ed)? process (?<pid>\d+),? \(?(?<process>[\w.:/-]+)/i],
    [0.97, /oom-kill:constraint=\S*?task=(?<process>[^,\s]+),pid=(?<pid>\d+)/],
    [0.95, /(?<![\w.-])(?<process>[\w.-]+) invoked oom-killer/],
    [
      0.95,
      /(?<![\w@.-])(?<process>[\w@.-]+)\.service: (?:A process of this unit has been killed by the OOM killer|Failed with result 'oom-kill')/,
    ],
    [0.95, /(?<![\w@.-])(?<process>[\w@.-]+)\.service:.*status=9\/KILL.*oom|systemd-oomd\[\d+\]: Killed (?<name>\S+)/],
    [0.95, /\bOOMKilled\b/],
    [0.95, /java\.lang\.OutOfMemoryError(?:: (?<message>[^\n]+))?/],
    [0.95, /FATAL ERROR:[^\n]*JavaScript heap out of memory|JavaScript heap out of memory/],
    [0.93, /fatal error: runtime: out of memory|runtime: out of memory: cannot allocate (?<amount>\d+)-byte block/],
    [0.93, /memory allocation of (?<amount>\d+) bytes failed/],
    [0.93, /Allowed memory size of (?<limit>\d+) bytes exhausted/],
    [0.93, /\bheap overflow\b.*(?:exhausted|maximum heap)|: Heap exhausted;/],
    [0.92, /(?:std::bad_alloc|seastar::bad_alloc|\bbad_alloc\b|BAD_ALLOC)/],
    [
      0.92,
      /(?:internal compiler error|c\+\+|g\+\+|clang): (?:(?:fatal )?error: )?(?:unable to execute command: )?Killed(?: signal terminated program (?<process>\w+)| \(program (?<name>\w+)\))?/,
    ],
    [0.9, /\bMemoryError\b(?:: (?<message>[^\n]+))?/],
    [0.9, /NoMemoryError|failed to allocate memory/],
    [0.9, /virtual memory exhausted|(?:ld|collect2)[^\n]*(?:memory exhausted|ld terminated with signal 9)/],
    [0.88, /There is insufficient memory for the Java Runtime Environment to continue/],
    [
      0.85,
      /(?:fork|mmap|malloc|clone|spawn|start)\b[^\n]{0,80}(?:Cannot allocate memory|ENOMEM)|\bENOMEM\b|OSError: \[Errno 12\]/,
    ],
    [
      0.8,
      /(?:container|pod|process|executor|task)[^\n]{0,80}(?:exceed(?:ed|s|ing)|over) (?:its |the )?(?:physical )?memory limits?/i,
    ],
    [0.75, /\b(?:failed|unable) to allocate (?<amount>\d+(?: ?[KMG]i?B| bytes)?)/i],
    [0.7, /(?:^|\s)out of memory\b/i],
    [0.5, /Killed\s+(?:\S+ )?(?:\.\/|make|java|node|python|go|cargo|npm|mvn|gradle)|exit(?:ed with)? (?:code|status) 137\b/],
  ],
  unless: /OutOfMemoryError\s*[({]|HeapDumpOnOutOfMemoryError|ExitOnOutOfMemoryError|OOMScoreAdjust=|--max-old-space/,
  short: 'out of memory',
  followed: found => `${found.process ?? 'a process'} ran out of memory${on(found)}`,
  says,
  describes: found =>
    `${found.process ? `The process ${found.process}` : 'A process'} asked for more memory than there was, and was killed or gave up. What talked to it failed afterwards.`,
  steps: found => [
    search(
      '"Out of memory" OR "oom-killer" OR OOMKilled OR OutOfMemoryError',
      'is this the first kill, and which process held the most memory (total-vm, anon-rss)?',
    ),
    run(
      `dmesg -T | grep -iE 'oom|killed process'${found.host ? `   # on ${found.host}` : ''}`,
      'the table of processes above the kill shows who used the memory.',
    ),
    search(
      `level:>=warn ${found.process ? `${wordOf(found.process)} ` : ''}allocate`,
      'warnings about allocations in the minutes before the kill.',
    ),
  ],
  actions: found => [
    act(
      'high configuration',
      `Lower the memory use of ${found.process ?? 'the process'} or raise its limit`,
      'Compare its memory limit (cgroup, -Xmx, --memory, --max-old-space-size) with what it used when it was killed; run fewer jobs in parallel where they share the memory.',
    ),
    act(
      'medium monitoring',
      'Record memory per process',
      'Keep resident memory per process and node, so that the next report shows whether it grew slowly (a leak) or at once (one large request).',
    ),
  ],
});

function says(found: Found): string {
  if (found.pid && found.process) return `The kernel OOM killer stopped ${found.process}${on(found)}`;
  if (found.process) return `${found.process} ran out of memory${on(found)}`;
  if (found.message) return `Memory ran out${on(found)} (${found.message})`;
  if (found.limit) return `A process used up its memory limit of ${found.limit} bytes${on(found)}`;
  if (found.amount) return `A process could not allocate ${found.amount}${/\D/.test(found.amount) ? '' : ' bytes'}${on(found)}`;
  return `A process ran out of memory${on(found)}`;
}

function wordOf(process: string): string {
  return process.replace(/^.*\//, '').replace(/[^\w.-].*$/, '');
}
