/** Analysis, tests: memory that ran out. */
import { reads, silent } from '../judge.ts';

describe('classify: out_of_memory', () => {
  reads('out_of_memory', [
    [
      'the kernel',
      'Sep 10 10:49:04 build7 kernel: [8123.4] Out of memory: Killed process 4711 (cc1plus) total-vm:2812344kB, anon-rss:2713000kB, file-rss:0kB, shmem-rss:0kB, UID:1000 pgtables:5400kB oom_score_adj:0',
      'The kernel OOM killer stopped cc1plus on build7',
    ],
    [
      'a Scylla node',
      '2026-05-26T10:13:31.735 longevity-3h-db-node-0a1b2c3d-2  !ERR | kernel: Memory cgroup out of memory: Killed process 99 (scylla) total-vm:1kB',
      'The kernel OOM killer stopped scylla on db-node-2',
    ],
    [
      'systemd',
      'Sep 10 10:49:05 web1 systemd[1]: nginx.service: A process of this unit has been killed by the OOM killer.',
      'nginx ran out of memory on web1',
    ],
    [
      'Kubernetes',
      '    Last State:     Terminated\n      Reason:       OOMKilled\n      Exit Code:    137',
      'A process ran out of memory',
    ],
    [
      'Java',
      'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat com.acme.Big.load(Big.java:12)',
      'Memory ran out (Java heap space)',
    ],
    [
      'Gradle',
      '> Expiring Daemon because JVM heap space is exhausted\njava.lang.OutOfMemoryError: Metaspace',
      'Memory ran out (Metaspace)',
    ],
    [
      'Node.js',
      '<--- JS stacktrace --->\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      'A process ran out of memory',
    ],
    ['Go', 'fatal error: runtime: out of memory\n\nruntime stack:\nruntime.throw(0x1)', 'A process ran out of memory'],
    ['Rust', 'memory allocation of 8589934592 bytes failed', 'A process could not allocate 8589934592 bytes'],
    [
      'Python',
      'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    x = [0] * 10**12\nMemoryError',
      'A process ran out of memory',
    ],
    [
      'PHP',
      'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /app/a.php on line 9',
      'A process used up its memory limit of 134217728 bytes',
    ],
    ['g++', 'g++: fatal error: Killed signal terminated program cc1plus', 'cc1plus ran out of memory'],
    ['the linker', '/usr/bin/ld: final link failed: memory exhausted', 'A process ran out of memory'],
    [
      'Haskell',
      'app: Heap exhausted;\napp: Current maximum heap size is 1073741824 bytes (1024 MB).',
      'A process ran out of memory',
    ],
    ['Ruby', "lib/a.rb:4:in `*': failed to allocate memory (NoMemoryError)", 'A process ran out of memory'],
    [
      'Seastar',
      '2026-05-26T10:13:31.735 n2 !ERR | scylla[4326]:  [shard 3:main] table - seastar::bad_alloc (std::bad_alloc)',
      'A process ran out of memory on n2',
    ],
    [
      'docker build',
      'fork: retry: Resource temporarily unavailable\nbash: fork: Cannot allocate memory',
      'A process ran out of memory',
    ],
  ]);
  silent('out_of_memory', [
    ['the name of a passed test', 'tests/test_limits.py::test_out_of_memory PASSED                  [ 40%]'],
    ['a passed test in words', '    ✓ reports out of memory (12ms)'],
    ['an option of the JVM', 'java -XX:+HeapDumpOnOutOfMemoryError -Xmx2g -jar app.jar'],
    ['source code', '    // throws java.lang.OutOfMemoryError when full'],
    ['a filter', '2026-11-21 07:41:14.033: (DbEventsFilter type=DATABASE_ERROR line=std::bad_alloc)'],
    ['memory that is fine', 'MemAvailable:   12345678 kB'],
  ]);
});
