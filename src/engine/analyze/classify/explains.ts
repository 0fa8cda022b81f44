/** Analysis: which kind of failure can bring about which other; the cause wins over its consequences, and this makes the chain. */
import type { Category } from '../../../model/category.ts';
import type { Suspect, Verdict } from '../opinions.ts';

const SERVED: readonly Category[] = [
  'test_timeout',
  'stress_command',
  'connection_refused',
  'assertion',
  'nemesis',
  'cancelled',
  'performance',
];

/** Direct consequences; what these explain in turn is explained as well. */
const directly: Readonly<Partial<Record<Category, readonly Category[]>>> = {
  disk_full: ['crash', 'data_consistency', 'node_down', 'compile_error', 'dependency', 'environment'],
  out_of_memory: ['crash', 'reactor_stall', 'compile_error'],
  crash: ['node_down', 'network', 'data_consistency', ...SERVED],
  reactor_stall: ['test_timeout', 'stress_command', 'performance'],
  node_down: ['quorum_lost', 'network', ...SERVED],
  quorum_lost: ['stress_command', 'test_timeout', 'assertion', 'nemesis'],
  network: ['dependency', 'quorum_lost', 'environment', ...SERVED],
  authentication: ['dependency', 'environment', 'assertion'],
  rate_limit: ['dependency', 'environment', 'test_timeout', 'assertion'],
  dependency: ['compile_error', 'environment', 'crash', 'lint'],
  compile_error: ['assertion', 'lint', 'environment'],
  configuration: ['environment', 'crash', 'node_down', 'compile_error', 'dependency', 'authentication'],
  environment: ['node_down', 'connection_refused', 'test_timeout', 'stress_command', 'assertion', 'cancelled'],
  schema: ['crash', 'data_consistency', 'assertion', 'stress_command'],
  data_consistency: ['assertion', 'stress_command', 'nemesis'],
  connection_refused: ['test_timeout', 'stress_command', 'assertion', 'environment'],
  stress_command: ['test_timeout', 'assertion', 'cancelled'],
  test_timeout: ['assertion', 'cancelled'],
  performance: ['assertion'],
  nemesis: ['assertion', 'cancelled'],
  assertion: ['cancelled'],
};

/** Clocks of different members are trusted to this many milliseconds. */
const SKEW = 2000;

/** Whether `cause` can bring about `consequence`, over any number of links. */
export function explains(cause: Category, consequence: Category): boolean {
  const seen = new Set<Category>([cause]);
  for (const link of seen) for (const next of directly[link] ?? []) seen.add(next);
  return (
    cause !== consequence &&
    seen.has(consequence) &&
    !(explainsBack(consequence, cause) && !directly[cause]?.includes(consequence))
  );
}

/** Links from a cause to its consequence, 1 where it brings it about directly; infinite where it does not explain it. */
export function linksBetween(cause: Category, consequence: Category): number {
  if (!explains(cause, consequence)) return Number.POSITIVE_INFINITY;
  let reached: readonly Category[] = [cause];
  for (let links = 1; ; links++) {
    reached = [...new Set(reached.flatMap(one => directly[one] ?? []))];
    if (reached.includes(consequence)) return links;
  }
}

/** Two kinds may explain each other only over detours; then the direct link decides. */
function explainsBack(from: Category, to: Category): boolean {
  return directly[from]?.includes(to) ?? false;
}

/** Whether `a` stands no later than `b`, as far as stamps or line numbers tell; null when nothing tells. */
export function notAfter(a: Suspect, b: Suspect): boolean | null {
  if (a.member === b.member) return a.line <= b.line;
  if (a.at !== null && b.at !== null) return a.at <= b.at + SKEW;
  return null;
}

/** The earliest line of the member in which a verdict's strongest line stands: clocks of members differ, lines of one do not. */
export function firstOf(verdict: Verdict, suspects: readonly Suspect[]): Suspect {
  const strongest = suspects[verdict.evidence[0]];
  const same = verdict.evidence.map(index => suspects[index]).filter(one => one.member === strongest.member);
  return same.reduce((first, next) => (next.line < first.line ? next : first), strongest);
}

/** The verdicts that `cause` explains and that do not stand before it, in order of time. */
export function consequences(cause: Verdict, all: readonly Verdict[], suspects: readonly Suspect[]): Verdict[] {
  const start = firstOf(cause, suspects);
  return all
    .filter(other => explains(cause.category, other.category) && notAfter(start, firstOf(other, suspects)) !== false)
    .sort((a, b) => when(firstOf(a, suspects)) - when(firstOf(b, suspects)));
}

function when(suspect: Suspect): number {
  return suspect.at ?? suspect.line;
}
