/** Sample: the kinds of events that a run tells, each with its own fields and words. */
import type { Machine, Run } from './cast.ts';
import { type Severity, type Telling, tell } from './events.ts';
import { duration } from './stamps.ts';

/** A nemesis as other events refer to it. */
export type Nemesis = NonNullable<Telling['during']>[number];

const patterns: Record<string, string> = {
  DATABASE_ERROR: '(^ERROR|!\\s*?ERR).*\\[shard.*\\]',
  REACTOR_STALLED: 'Reactor stalled',
  OVERSIZED_ALLOCATION: 'oversized allocation',
  SEMAPHORE_TIME_OUT: 'Semaphore.*timed out',
  GATE_CLOSED: 'Exceptional future ignored.*gate closed',
};

/** An event made from a line of a node's log, noticed `lag` ms after it was written. */
export function logEvent(
  run: Run,
  line: { node: Machine; at: number; text: string; backtrace?: readonly string[] },
  kind: { type: string; severity: Severity; final?: Severity; filtered?: boolean; lag?: number; during?: readonly Nemesis[] },
): void {
  const number = Math.round((line.at - run.start) / 2900);
  const regex = patterns[kind.type];
  const traced = line.backtrace ? `\n${line.backtrace.join('\n')}` : '';
  tell(run, {
    base: 'DatabaseLogEvent',
    ...kind,
    period: 'one-time',
    id: run.dice.uuid(),
    at: line.at + (kind.lag ?? run.dice.int(300, 2600)),
    sourceAt: line.at + line.node.ahead,
    node: line.node.name,
    behind: {
      regex,
      node: line.node.name,
      line: line.text,
      line_number: number,
      backtrace: line.backtrace?.join('\n') ?? null,
      raw_backtrace: null,
      known_issue: null,
    },
    words: `: type=${kind.type} regex=${regex} line_number=${number} node=${line.node.name}\n${line.text}${traced}`,
  });
}

export interface Continuous {
  readonly base: string;
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What stands behind the id, and the duration, in events.log. */
  readonly words: string;
  readonly errors?: readonly string[];
  readonly severity?: Severity;
  readonly final?: Severity;
  readonly skipped?: string;
  readonly filtered?: boolean;
  readonly node?: string;
  readonly during?: readonly Nemesis[];
}

/** The beginning of something that lasts. */
export function begin(run: Run, thing: Continuous): void {
  const { base, id, filtered, node } = thing;
  const behind = {
    errors: [],
    publish_event: true,
    begin_timestamp: thing.from / 1000,
    end_timestamp: null,
    is_skipped: false,
    skip_reason: '',
  };
  tell(run, {
    base,
    id,
    filtered,
    node,
    severity: 'NORMAL',
    period: 'begin',
    at: thing.from,
    before: thing.fields,
    behind,
    words: `: ${thing.words}`,
  });
}

/** Its end, with errors, or skipped. */
export function end(run: Run, thing: Continuous): void {
  const { base, id, filtered, node, during, final } = thing;
  const errors = thing.errors ?? [];
  const behind = {
    errors,
    publish_event: true,
    begin_timestamp: thing.from / 1000,
    end_timestamp: thing.to / 1000,
    is_skipped: thing.skipped !== undefined,
    skip_reason: thing.skipped ?? '',
  };
  const told = errors.length ? ` errors=${errors.join('\n')}` : thing.skipped ? ` skipped skip_reason=${thing.skipped}` : '';
  const words = ` duration=${duration(thing.to - thing.from)}: ${thing.words}${told}`;
  const severity = thing.severity ?? 'NORMAL';
  tell(run, {
    base,
    id,
    filtered,
    node,
    during,
    final,
    severity,
    period: 'end',
    at: thing.to,
    before: thing.fields,
    behind,
    words,
  });
}

/** A remark of the test. */
export function info(run: Run, at: number, message: string): void {
  const id = run.dice.uuid();
  tell(run, { base: 'InfoEvent', severity: 'NORMAL', id, at, behind: { message }, words: `: message=${message}` });
}

/** `nodetool` on a node. */
export function nodetool(
  run: Run,
  node: Machine,
  call: { cmd: string; from: number; to: number; errors?: readonly string[]; during?: readonly Nemesis[] },
): void {
  const thing: Continuous = {
    base: 'NodetoolEvent',
    id: run.dice.uuid(),
    from: call.from,
    to: call.to,
    fields: { nodetool_command: { cmd: call.cmd, options: '' }, node: node.name, full_traceback: null },
    words: `nodetool_command=${call.cmd} node=${node.name}`,
    node: node.name,
    errors: call.errors,
    severity: call.errors ? 'ERROR' : 'NORMAL',
    during: call.during,
  };
  begin(run, thing);
  end(run, thing);
}

/** Hidden events that only raw_events.log knows: a compaction of a shard. */
export function compaction(run: Run, node: Machine, at: number): void {
  const thing: Continuous = {
    base: 'CompactionEvent',
    id: run.dice.uuid(),
    from: at,
    to: at + Math.ceil(run.dice.wait(900)),
    fields: {
      table: 'keyspace_load.standard1',
      compaction_process_id: run.dice.hex(6),
      node: node.name,
      shard: run.dice.int(0, 3),
    },
    words: '',
    filtered: true,
  };
  begin(run, thing);
  end(run, thing);
}

/** A rule that hides events or changes their severity while something is going on. */
export function filter(
  run: Run,
  at: number,
  rule: { base: string; fields: Readonly<Record<string, unknown>>; until: number },
): void {
  const shared = { base: rule.base, severity: 'NORMAL', filtered: true, words: '' } as const;
  const uuid = run.dice.uuid();
  tell(run, { ...shared, id: run.dice.uuid(), at, behind: { uuid, ...rule.fields } });
  tell(run, {
    ...shared,
    id: run.dice.uuid(),
    at: rule.until,
    behind: { uuid, ...rule.fields, expire_time: rule.until / 1000, clear_filter: true },
  });
}
