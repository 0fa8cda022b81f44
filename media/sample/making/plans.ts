/** Sample: which nemesis runs when in the two runs, and which node is up when. */
import type { Machine, Run } from './cast.ts';

/** From and to in ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Plan {
  readonly name: string;
  /** 1 to 6. */
  readonly node: number;
  /** Seconds after the start of the run. */
  readonly from: number;
  readonly to: number;
  readonly kind: 'restart' | 'schema' | 'cleanup' | 'skipped' | 'major';
}

const failing: readonly Plan[] = [
  { name: 'StopStartMonkey', node: 1, from: 2160, to: 2440, kind: 'restart' },
  { name: 'AddDropColumnMonkey', node: 5, from: 3600, to: 3790, kind: 'schema' },
  { name: 'CorruptThenRepairMonkey', node: 2, from: 4800, to: 4822, kind: 'skipped' },
  { name: 'StopWaitStartMonkey', node: 6, from: 5700, to: 6230, kind: 'restart' },
  { name: 'DrainerMonkey', node: 5, from: 7200, to: 7480, kind: 'restart' },
  { name: 'NodeToolCleanupMonkey', node: 4, from: 8700, to: 9060, kind: 'cleanup' },
  { name: 'MajorCompactionMonkey', node: 3, from: 10200, to: 11626, kind: 'major' },
];

const passing: readonly Plan[] = [
  { name: 'NodeToolCleanupMonkey', node: 2, from: 2160, to: 2480, kind: 'cleanup' },
  { name: 'StopStartMonkey', node: 4, from: 3600, to: 3890, kind: 'restart' },
  { name: 'MajorCompactionMonkey', node: 3, from: 5100, to: 6210, kind: 'major' },
  { name: 'AddDropColumnMonkey', node: 1, from: 7200, to: 7380, kind: 'schema' },
  { name: 'CorruptThenRepairMonkey', node: 6, from: 8400, to: 8421, kind: 'skipped' },
  { name: 'DrainerMonkey', node: 5, from: 9600, to: 9890, kind: 'restart' },
  { name: 'StopWaitStartMonkey', node: 2, from: 11100, to: 11640, kind: 'restart' },
];

export function plans(run: Run): readonly Plan[] {
  return run.failing ? failing : passing;
}

export function spanOf(run: Run, plan: Plan): Span {
  return { from: run.start + plan.from * 1000, to: run.start + plan.to * 1000 };
}

/** When the database of the node is up, from `up` on. */
export function upSpans(run: Run, node: Machine, up: Span): Span[] {
  const spans: Span[] = [];
  let { from } = up;
  for (const plan of plans(run)) {
    if (plan.kind !== 'restart' || plan.node !== node.number) continue;
    const span = spanOf(run, plan);
    spans.push({ from, to: span.from + 20_000 });
    from = span.to - 30_000;
  }
  return [...spans, { from, to: up.to }];
}

/** Process id of the node's database; every start of it takes a new one. */
export function pidAt(run: Run, node: Machine, at: number): number {
  const starts = plans(run).filter(
    plan => plan.kind === 'restart' && plan.node === node.number && at >= spanOf(run, plan).to - 40_000,
  );
  return node.pid + 1309 * starts.length;
}
