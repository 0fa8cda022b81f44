/** Sample: the load: the stress commands, what they print every ten seconds, and how they end. */
import type { Machine, Run } from './cast.ts';
import { tell } from './events.ts';
import { begin, type Continuous, end, type Nemesis } from './happenings.ts';
import type { Span } from './plans.ts';
import { sctLine } from './speak.ts';
import { eventStamp } from './stamps.ts';
import { fill, locate } from './statements.ts';

const STRESS = 'stress/src/StressRunner.java';
const THREAD = 'sdcm/stress_thread.py';

export function stressCommand(kind: 'write' | 'mixed', minutes: number): string {
  return `cassandra-stress ${kind} cl=QUORUM duration=${minutes}m -schema 'keyspace=keyspace_load replication(strategy=NetworkTopologyStrategy,replication_factor=2)' -mode cql3 native -rate threads=60 -pop seq=1..40000000 -log interval=5`;
}

/** Which loader said something, and when (ms). */
interface Heard {
  readonly loader: Machine;
  readonly at: number;
}

/** A line of the loader as the runner hears it. */
export function loaderLine(run: Run, { loader, at }: Heard, text: string): void {
  sctLine(run, at, [
    ['DEBUG', THREAD, '<%s>: %s'],
    [loader.name, text],
  ]);
}

/** The begin, the periodic totals, and the end of a stress command; `failed` says how it broke. */
export function stress(
  run: Run,
  load: { loader: Machine; command: string; span: Span; rate: number; failed?: { at: number; during: readonly Nemesis[] } },
): void {
  const { loader, command, span, failed } = load;
  sctLine(run, span.from, [
    ['INFO', THREAD, 'Running stress on %s: %s'],
    [loader.name, command],
  ]);
  locate(STRESS, '"total, %d, %.0f, %.0f, %.1f"');
  let total = 0;
  const until = failed?.at ?? span.to;
  for (let at = span.from + 5000; at < until; at += 5000) {
    const rate = load.rate + run.dice.int(-90, 90) * 10;
    total += rate * 5;
    if (run.dice.chance(0.005)) retriedWrite(run, loader, at - 700);
    loaderLine(run, { loader, at }, fill('total, %d, %.0f, %.0f, %.1f', [total, rate, rate, (2 + run.dice.wait(3)).toFixed(1)]));
  }
  const thing: Continuous = {
    base: 'CassandraStressEvent',
    id: run.dice.uuid(),
    from: span.from,
    to: until,
    fields: { node: loader.title, stress_cmd: command },
    words: `node=${loader.title}\nstress_cmd=${command}`,
    node: loader.name,
    errors: failed ? ['', 'Stress command completed with bad status 1: Operation x10 failed'] : undefined,
    severity: failed ? 'CRITICAL' : 'NORMAL',
    final: failed ? 'ERROR' : 'NORMAL',
    during: failed?.during,
  };
  begin(run, thing);
  end(run, thing);
  if (failed)
    sctLine(run, until - 40, [
      ['ERROR', THREAD, 'Stress command on %s completed with bad status %s'],
      [loader.name, 1],
    ]);
}

/** Ten tries of one key failed: the stress tool prints it, the runner makes an event of it (its severity lowered by a filter). */
export function failedOperation(run: Run, { loader, at }: Heard, during: readonly Nemesis[]): void {
  const reason =
    'Cassandra timeout during SIMPLE write query at consistency QUORUM (2 replica were required but only 1 acknowledged the write)';
  const key = run.dice.hex(20);
  locate(STRESS, 'Operation x10 on key(s) [%s]: Error executing: (%s): %s');
  const line = `java.io.IOException: Operation x10 on key(s) [${key}]: Error executing: (WriteTimeoutException): ${reason}`;
  loaderLine(run, { loader, at }, line);
  javaFrames(run, loader, at);
  const [regex, number] = ['Operation x10 on key\\(s\\) \\[', Math.round((at - run.start) / 800)];
  const stamped = `[${eventStamp(at)}] ${line}`;
  const [kind, node] = [{ base: 'CassandraStressLogEvent', type: 'OperationOnKey', period: 'one-time' } as const, loader.title];
  const behind = { regex, node, line: stamped, line_number: number, backtrace: null, raw_backtrace: null, known_issue: null };
  const words = `: type=OperationOnKey regex=${regex} line_number=${number} node=${node}\n${stamped}`;
  const noticed = at + run.dice.int(40, 400);
  tell(run, {
    ...kind,
    severity: 'CRITICAL',
    final: 'ERROR',
    id: run.dice.uuid(),
    at: noticed,
    sourceAt: at,
    node,
    during,
    behind,
    words,
  });
}

/** A write that had to be tried again: an ordinary warning of every run. */
export function retriedWrite(run: Run, loader: Machine, at: number): void {
  locate(STRESS, 'Write attempt %d on key %s failed, trying again');
  loaderLine(
    run,
    { loader, at },
    fill('WARNING: Write attempt %d on key %s failed, trying again', [run.dice.int(0, 2), run.dice.hex(20)]),
  );
}

function javaFrames(run: Run, loader: Machine, at: number): void {
  const frames = { timeWithRetry: 'throw new IOException(', run: 'timeWithRetry(key);' };
  for (const [inside, needle] of Object.entries(frames)) {
    loaderLine(
      run,
      { loader, at },
      `\tat org.example.stress.StressRunner.${inside}(StressRunner.java:${locate(STRESS, needle).line})`,
    );
  }
}
