/** Analysis: the rule for a program that crashed: signals, core dumps, panics, aborts and exceptions that nobody caught. */
import { act, defineRule, type Found } from '../rule.ts';
import { because, clip, fileAndLine, on, run, search, term } from '../wording.ts';

export const crash = defineRule({
  category: 'crash',
  signs: [
    [0.9, /thread '[^'\n]+' (?:\(\d+\) )?panicked at (?<message>[^\n]+)/],
    [0.64, /^[ \t]*(?:[\w$]+\.)+(?<name>[A-Z]\w*(?:Error|Exception))(?:: (?<message>[^\n]*))?\n\s+at [\w.$]+/],
    [0.62, /^[ \t]*(?<name>[A-Z]\w*Error): (?<message>[^\n]+)\n\s+at /],
    [0.62, /^[ \t]*\*\* \((?<name>(?:[A-Z]\w*\.)*[A-Z]\w*|throw|exit)\) (?<message>[^\n]+)/],
    [0.97, /(?<![\w.-])(?<process>[\w.-]+)\[\d+\]: segfault at [0-9a-f]+ ip/],
    [0.97, /systemd-coredump\[\d+\]: (?:\[.\] )?Process (?<pid>\d+) \((?<process>[^)]+)\) of user \S+ dumped core/],
    [0.96, /CoreDumpEvent Severity\.(?:ERROR|CRITICAL)[^\n]*?(?: node=(?:Node )?(?<host>[\w.-]+))?$|"base": "CoreDumpEvent"/],
    [0.96, /runtime error: invalid memory address or nil pointer dereference|\[signal (?<signal>SIG\w+): segmentation violation/],
    [0.95, /ERROR: (?:Address|Thread|Memory|Leak|UndefinedBehavior)Sanitizer: (?<message>[^\n]+)/],
    [
      0.95,
      /WARNING: ThreadSanitizer: (?<message>data race[^\n]*)|(?<![\w./+-])(?<file>[\w./+-]+\.(?:cc?|cpp|cxx|h|hpp)):(?<line>\d+):\d+: runtime error: (?<name>[^\n]+)/,
    ],
    [0.95, /A fatal error has been detected by the Java Runtime Environment/],
    [0.95, /Assertion [`'‘](?<message>[^\n]+?)['’] failed\.?(?: Aborted)?$|Aborting on shard (?<name>\d+)|ABORTING_ON_SHARD/],
    [0.95, /thread '(?<name>[^']+)' (?:\(\d+\) )?panicked at (?:'(?<message>[^'\n]+)', )?(?<file>[\w./+-]+\.rs):(?<line>\d+)/],
    [
      0.94,
      /kernel panic[^\n]*?: (?<message>[^\n]+)|KernelPanicEvent Severity|"base": "KernelPanicEvent"|Kernel panic - not syncing/i,
    ],
    [
      0.94,
      /(?<![\w@.-])(?<process>[\w@.-]+)\.service: Main process exited, code=(?:dumped|killed), status=\d+\/(?<signal>SEGV|ABRT|BUS|ILL|FPE|TRAP)/,
    ],
    [0.93, /Segmentation fault|SIGSEGV|Bus error|SIGBUS|Illegal instruction|SIGILL|\bSEGMENTATION\b/],
    [0.93, /terminate called after throwing an instance of '(?<name>[^'\n]+)'|libc\+\+abi[^\n]*: terminating/],
    [0.92, /^(?:[^\n]{0,80}[ :])?panic: (?<message>[^\n]+)/],
    [
      0.92,
      /fatal error: (?<message>all goroutines are asleep - deadlock!|concurrent map (?:writes|read and map write)|stack overflow)/,
    ],
    [
      0.9,
      /\b(?:core dumped|dumped core)\b|\*\*\* (?:stack smashing detected|buffer overflow detected)|double free or corruption|free\(\): invalid|SIGABRT/,
    ],
    [0.74, /Uncaught (?<name>[\w\\]*(?:Error|Exception)): (?<message>[^\n]+?)(?: in (?<file>\S+\.php):(?<line>\d+))?$/],
    [0.73, /PHP Fatal error: +(?<message>(?!Allowed memory|syntax error)[^\n]+)/],
    [0.85, /\bCrashLoopBackOff\b|Back-off restarting failed container (?<process>\S+)?/],
    [0.74, /Exception in thread "(?<process>[^"\n]+)" (?:[\w$]+\.)*(?<name>[\w$]+)(?:: (?<message>[^\n]+))?/],
    [
      0.72,
      /^Unhandled (?:exception|rejection)[^\n]*?: ?(?<message>[^\n]+)|UnhandledPromiseRejection[^\n]*?: (?<name>[^\n]+)|node:internal\/process\/promises/i,
    ],
    [
      0.7,
      /^[ \t]*(?:[\w.]+\.)?(?<name>(?!(?:Assertion\w*|ModuleNotFound|Import|Permission|Connection\w*|Timeout)Error)[A-Z]\w*(?:Error|Exception)): (?<message>[^\n]{2,})\n?$(?![\s\S])/,
    ],
    [
      0.65,
      /Traceback \(most recent call last\):[\s\S]{0,20000}?\n(?:[\w.]+\.)?(?<name>(?!(?:Assertion\w*|ModuleNotFound|Import|Permission|Connection\w*|Timeout)Error)[A-Z]\w*(?:Error|Exception|Fault))(?:: (?<message>[^\n]+))?/,
    ],
    [
      0.62,
      /^(?:\/)?(?<file>[\w./-]+\.(?:rb|hs|js|ts|mjs)):(?<line>\d+):in [`'][^\n]*?: (?<message>[^\n]+?) \((?<name>\w+(?:Error|Exception))\)/,
    ],
  ],
  unless: /^\s*at\s|panicking\.rs|test result:|recovered from panic/,
  short: 'crash',
  followed: found => `${found.process ?? 'the product'} crashed${on(found)}`,
  says,
  describes: found =>
    `${found.process ?? 'A program'} stopped where it should not have${found.signal ? ` (${found.signal})` : ''}. Lines that follow, such as refused connections and timeouts, are usually its echo.`,
  steps: found => [
    search(
      '"core dumped" OR segfault OR panic OR SIGABRT OR "Assertion"',
      'is this the first crash, and does the stack trace below it name our own code?',
    ),
    found.process
      ? run(`coredumpctl info ${found.process}`, 'the topmost frame that is not libc or the runtime.')
      : 'Read the topmost frame of the stack trace that lies in our own code, not in a library or the runtime.',
    ...(found.host ? [search(`level:>=error ${term(found.host)}`, 'what the same host said in the seconds before.')] : []),
  ],
  actions: found => [
    act(
      'high code_change',
      `Fix the crash${fileAndLine(found) ? ` at ${fileAndLine(found)}` : ''}`,
      'Start at the topmost own frame of the stack trace; add a test that runs the same input.',
    ),
    act(
      'medium investigation',
      'Keep core file and symbols',
      'Store the core dump and the build id with the run, so that the stack trace can be decoded.',
    ),
  ],
});

function says(found: Found): string {
  const at = fileAndLine(found) ? ` at ${fileAndLine(found)}` : '';
  const who = found.process ?? 'The program';
  if (found.signal)
    return `${who} crashed with ${/^SIG/.test(found.signal) ? found.signal : `SIG${found.signal}`}${on(found)}${at}`;
  if (found.name && /(?:Error|Exception|Fault)$/.test(found.name)) {
    return `${found.process ? `Thread ${found.process}` : 'The program'} stopped${on(found)} with ${clip(found.name, 60)}${because(found)}${at}`;
  }
  if (found.message) return `${who} crashed${on(found)}${at}${because(found)}`;
  if (found.pid) return `${who} dumped core${on(found)}`;
  return `${who} crashed${on(found)}${at}`;
}
