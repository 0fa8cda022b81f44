/** Analysis, tests: programs that crashed. */
import { reads, silent } from '../judge.ts';

describe('classify: crash', () => {
  reads('crash', [
    [
      'the kernel',
      'Sep 10 10:49:04 web1 kernel: worker[812]: segfault at 0 ip 000055d0 sp 00007ffe error 4 in worker[55d0+1000]',
      'worker crashed on web1',
    ],
    [
      'systemd-coredump',
      'Sep 10 10:49:04 n1 systemd-coredump[99]: Process 4326 (scylla) of user 998 dumped core.',
      'scylla dumped core on n1',
    ],
    [
      'SCT',
      '2026-11-21 07:41:15.235 <2025-05-17 05:00:00.500>: (CoreDumpEvent Severity.ERROR) period_type=one-time event_id=8dd56cdb-d8d6-4d4d-9697-0b1b1d09a657 node=n1\nexecutable=/usr/bin/scylla',
      'The program crashed on n1',
    ],
    [
      'a Go nil pointer',
      'panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]\n\ngoroutine 1 [running]:',
      'The program crashed',
    ],
    [
      'a Go panic',
      'panic: index out of range [3] with length 3\n\ngoroutine 6 [running]:',
      'The program crashed: index out of range [3] with length 3',
    ],
    [
      'AddressSanitizer',
      '==123==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000010 at pc 0x0000004',
      'The program crashed: heap-use-after-free on address 0x602000000010 at pc 0x0000004',
    ],
    ['a C assertion', "server: src/conn.c:77: close_all: Assertion `fd >= 0' failed.", 'The program crashed: fd >= 0'],
    [
      'Rust',
      "thread 'main' panicked at src/main.rs:4:5:\ncalled `Option::unwrap()` on a `None` value",
      'The program crashed at src/main.rs:4',
    ],
    [
      'the JVM',
      '#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGSEGV (0xb) at pc=0x00007f',
      'The program crashed',
    ],
    [
      'systemd',
      'Sep 10 10:49:05 web1 systemd[1]: cache.service: Main process exited, code=dumped, status=11/SEGV',
      'cache crashed with SIGSEGV on web1',
    ],
    ['C++', "terminate called after throwing an instance of 'std::runtime_error'\n  what():  boom", 'The program crashed'],
    [
      'PHP',
      'PHP Fatal error:  Uncaught TypeError: foo(): Argument #1 must be of type int in /app/a.php:12',
      'The program stopped with TypeError: foo(): Argument #1 must be of type int at /app/a.php:12',
    ],
    [
      'Java',
      'Exception in thread "worker-1" java.lang.NullPointerException: Cannot invoke "String.length()"\n\tat a.B.c(B.java:1)',
      'Thread worker-1 stopped with NullPointerException: Cannot invoke "String.length()"',
    ],
    [
      'Python',
      'Traceback (most recent call last):\n  File "tool.py", line 7, in <module>\n    main()\n  File "tool.py", line 3, in main\n    return rows[0]["id"]\nKeyError: \'id\'',
      "The program stopped with KeyError: 'id'",
    ],
    [
      'Ruby',
      "lib/tool.rb:3:in `main': undefined method `each' for nil:NilClass (NoMethodError)",
      "The program stopped with NoMethodError: undefined method `each' for nil:NilClass at lib/tool.rb:3",
    ],
    ['a shell', 'make: *** [test] Segmentation fault (core dumped)', 'The program crashed'],
    ['Kubernetes', 'Warning  BackOff  kubelet  Back-off restarting failed container api in pod api-0', 'api crashed'],
  ]);
  silent('crash', [
    ['a passed test', '--- PASS: TestPanicIsRecovered (0.00s)'],
    ['a recovered panic', 'http: recovered from panic: boom'],
    ['zero counts', 'Crashes: no crashes, 0 errors'],
    ['a frame', '\tat org.junit.runners.model.FrameworkMethod.invokeExplosively(FrameworkMethod.java:59)'],
  ]);
});
