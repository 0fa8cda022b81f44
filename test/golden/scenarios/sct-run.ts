/** Golden: a small Scylla Cluster Test: three nodes, a loader, a runner with its event files, and quiet days. */
import { type Book, type Dice, iso, makeBook, makeDice, spaced, syslog } from './book.ts';
import type { Files } from './scenario.ts';

export const START = Date.UTC(2026, 3, 14, 9, 0, 0);
export const MINUTE = 60_000;
const RUN = '5ec0ffee';
const PREFIX = `longevity-orders-2h-rel-`;

export interface SctEventWords {
  readonly base: string;
  readonly type?: string;
  readonly severity: 'NORMAL' | 'WARNING' | 'ERROR' | 'CRITICAL';
  readonly period?: 'begin' | 'end' | 'one-time';
  readonly id?: string;
  /** Fields of the class, as raw_events.log has them. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What stands behind the head in events.log. */
  readonly words: string;
  readonly sourceAt?: number;
  readonly during?: string;
}

export interface SctRun {
  readonly dice: Dice;
  /** Length in ms. */
  readonly length: number;
  readonly system: readonly Book[];
  readonly messages: readonly Book[];
  readonly runner: {
    readonly sct: Book;
    readonly raw: Book;
    readonly events: Book;
    readonly actions: Book;
    readonly errors: Book;
  };
  files(): Files;
}

/** Names of the nodes count from 1. */
export function nodeName(number: number): string {
  return `${PREFIX}db-node-${RUN}-${number}`;
}

export const loader = `${PREFIX}loader-node-${RUN}-1`;

export function nodeTitle(number: number): string {
  return `Node ${nodeName(number)} [198.51.100.${10 + number} | 10.7.0.${10 + number}] (Type: i4i.large) (rack: RACK0)`;
}

export function makeSctRun(seed: number, length: number): SctRun {
  const dice = makeDice(seed);
  const books = (count: number): Book[] => Array.from({ length: count }, () => makeBook(dice));
  const [system, messages] = [books(3), books(3)];
  const [sct, raw, events, actions, errors] = books(5);
  const run: SctRun = {
    dice,
    length,
    system,
    messages,
    runner: { sct, raw, events, actions, errors },
    files: () => filesOf(run),
  };
  background(run);
  return run;
}

function filesOf({ system, messages, runner }: SctRun): Files {
  const at = `sct-runner-events-${RUN}`;
  const nodes = system.flatMap((book, node): [string, string][] => [
    [`db-cluster-${RUN}/${nodeName(node + 1)}/system.log`, book.text()],
    [`db-cluster-${RUN}/${nodeName(node + 1)}/messages.log`, messages[node].text()],
  ]);
  return {
    ...Object.fromEntries(nodes),
    [`${at}/sct.log`]: runner.sct.text(),
    [`${at}/raw_events.log`]: runner.raw.text(),
    [`${at}/events.log`]: runner.events.text(),
    [`${at}/error.log`]: runner.errors.text(),
    [`${at}/actions.log`]: runner.actions.text(),
  };
}

/** A line of a node's system.log; `told` is `compaction - Compacted 4 sstables`. Returns the line. */
export function dbLine(run: SctRun, node: number, where: { at: number; level?: string; shard?: number }, told: string): string {
  const { at, level = 'INFO', shard = run.dice.int(0, 1) } = where;
  const line = `${iso(at)}+00:00 ${nodeName(node)}  ${`!${level}`.padStart(8)} | scylla[${5100 + node}]:  [shard ${shard}:main] ${told}`;
  run.system[node - 1].add(at, line);
  return line;
}

/** What the kernel or systemd says, in messages.log and in what the node forwards. Returns the forwarded line. */
export function hostLine(run: SctRun, node: number, where: { at: number; level?: string }, told: string): string {
  const line = `${iso(where.at)}+00:00 ${nodeName(node)}  ${`!${where.level ?? 'INFO'}`.padStart(8)} | ${told}`;
  run.system[node - 1].add(where.at, line);
  run.messages[node - 1].add(where.at, `${syslog(where.at)} ${nodeName(node)} ${told}`);
  return line;
}

export function sctLine(run: SctRun, at: number, told: { file?: string; logger?: string; level?: string; text: string }): void {
  const { file = 'cluster.py', logger = 'sdcm.cluster', level = 'INFO', text } = told;
  const head = `< t:${spaced(at, ',')} f:${file.padEnd(15)} l:${String(200 + file.length).padEnd(4)} c:${logger.padEnd(20)} p:${level.padEnd(5)} > `;
  for (const line of text.split('\n')) run.runner.sct.add(at, head + line);
}

/** An event in all files that the runner writes; returns its id. */
export function tellEvent(run: SctRun, at: number, event: SctEventWords): string {
  const { base, type, severity, period = 'one-time', id = run.dice.uuid(), fields, words, sourceAt, during } = event;
  const { raw, events, errors, actions } = run.runner;
  const subcontext = during
    ? [{ event_id: run.dice.uuid(), base: 'DisruptionEvent', nemesis_name: during, node: nodeTitle(1) }]
    : [];
  const times = { event_timestamp: at / 1000, source_timestamp: sourceAt ? sourceAt / 1000 : null, severity, event_id: id };
  const head = { base, type: type ?? null, subtype: null };
  raw.add(at, JSON.stringify({ ...head, ...fields, ...times, log_level: 20, period_type: period, subcontext }));
  const source = sourceAt ? ` <${spaced(sourceAt)}>` : '';
  const nemesis = during ? ` during_nemesis=${during}` : '';
  const text = `${spaced(at)}${source}: (${base} Severity.${severity}) period_type=${period} event_id=${id}${nemesis}${words}`;
  events.add(at, text);
  if (severity !== 'ERROR' && severity !== 'CRITICAL') return id;
  errors.add(at, text);
  const node = typeof fields.node === 'string' ? fields.node : null;
  const action = `${base}${type ? `.${type}` : ''} ${severity} Event (id=${id}) on node: ${node}`;
  actions.add(at + 4, JSON.stringify({ datetime: `${iso(at + 4)}000+00:00Z`, status: 'error', source: 'event', action }));
  sctLine(run, at + 5, {
    file: 'action_logger.py',
    logger: 'sdcm.utils.action_logger',
    level: 'ERROR',
    text: `source: event, action: ${action}`,
  });
  return id;
}

/** An event made from a line of a node's log, noticed a moment later. */
export function logEvent(
  run: SctRun,
  from: { node: number; at: number; line: string },
  event: { type: string; severity: 'WARNING' | 'ERROR' | 'CRITICAL'; during?: string },
): void {
  const { node, at, line } = from;
  tellEvent(run, at + 700, {
    base: 'DatabaseLogEvent',
    ...event,
    fields: {
      regex: '!ERR',
      node: nodeName(node),
      line,
      line_number: 40,
      backtrace: null,
      raw_backtrace: null,
      known_issue: null,
    },
    words: `: type=${event.type} regex=!ERR line_number=40 node=${nodeName(node)}\n${line}`,
    sourceAt: at,
  });
}

/** A nemesis from its start to its end; `error` is what it says when it fails. */
export function nemesis(
  run: SctRun,
  what: { name: string; node: number; from: number; to: number; error?: string; traceback?: string },
): void {
  const { name, node, from, to, error, traceback } = what;
  const id = run.dice.uuid();
  const thread = `Nemesis${run.dice.hex(8)}`;
  const scope = (at: number, word: string): void =>
    run.runner.actions.add(
      at,
      JSON.stringify({
        datetime: `${iso(at)}000+00:00Z`,
        status: 'info',
        source: thread,
        action: `${word} - Disruption ${name} on ${nodeName(node)}`,
      }),
    );
  const fields = {
    nemesis_name: name,
    node: nodeTitle(node),
    full_traceback: traceback ?? '',
    publish_event: true,
    is_skipped: false,
    skip_reason: '',
  };
  const told = (at: number, period: 'begin' | 'end'): void => {
    const failed = period === 'end' && error ? ` errors=${error}${traceback ? `\n${traceback}` : ''}` : '';
    tellEvent(run, at, {
      base: 'DisruptionEvent',
      severity: failed ? 'ERROR' : 'NORMAL',
      period,
      id,
      fields: {
        ...fields,
        errors: failed ? [error] : [],
        begin_timestamp: from / 1000,
        end_timestamp: period === 'end' ? to / 1000 : null,
      },
      words: `${period === 'end' ? ` duration=${Math.round((to - from) / 1000)}s` : ''}: nemesis_name=${name} target_node=${nodeTitle(node)}${failed}`,
    });
  };
  scope(from - 8, 'Started');
  sctLine(run, from - 5, {
    file: '__init__.py',
    logger: 'sdcm.nemesis',
    text: `Started disruption ${name} on ${nodeName(node)}`,
  });
  told(from, 'begin');
  told(to, 'end');
  scope(to + 8, 'Finished');
}

/** The test fails: what the runner says at its end, and the tear-down. */
export function endTest(run: SctRun, at: number, exception: string): void {
  const words = `, source=LongevityTest.test_custom_time() (longevity_test.LongevityTest) message=None exception=${exception}`;
  tellEvent(run, at, { base: 'TestFrameworkEvent', severity: 'ERROR', fields: { source: 'LongevityTest', exception }, words });
  run.runner.actions.add(
    at + 900,
    JSON.stringify({ datetime: `${iso(at + 900)}000+00:00Z`, status: 'info', source: 'tester', action: 'Started - tearDown' }),
  );
  for (let step = 0; step < 12; step++)
    sctLine(run, at + 1000 + step * 700, {
      file: 'logcollector.py',
      logger: 'sdcm.logcollector',
      text: `Collecting logs of ${nodeName(1 + (step % 3))}`,
    });
}

function background(run: SctRun): void {
  const { dice, length } = run;
  const span = { from: START, to: START + length, every: length / 160 };
  for (const node of [1, 2, 3]) {
    const book = { noise: (say: (at: number) => void, share: number) => each(run, { ...span, every: span.every * share }, say) };
    book.noise(
      at =>
        dbLine(
          run,
          node,
          { at },
          `compaction - [Compact orders.lines ${dice.uuid()}] Compacted ${dice.int(2, 8)} sstables to 1 in ${dice.int(90, 4000)}ms = ${dice.int(20, 90)}MB/s`,
        ),
      1,
    );
    book.noise(
      at => dbLine(run, node, { at }, `sstable - Wrote md-${dice.int(100, 9999)}-big-Data.db of ${dice.int(1, 90)} MB`),
      2,
    );
    book.noise(
      at =>
        dbLine(
          run,
          node,
          { at, level: 'WARNING' },
          `large_data - Writing large partition orders/lines: ${dice.hex(8)} (${dice.int(90, 200)} MiB)`,
        ),
      30,
    );
    book.noise(at => hostLine(run, node, { at }, `systemd[1]: Started Session ${dice.int(10, 900)} of user scyllaadm.`), 9);
    book.noise(
      at =>
        hostLine(
          run,
          node,
          { at },
          `sshd[${dice.int(700, 9000)}]: Accepted publickey for scyllaadm from 10.7.0.5 port ${dice.int(30_000, 60_000)} ssh2`,
        ),
      7,
    );
  }
  each(run, { ...span, every: span.every / 2 }, at =>
    sctLine(run, at, {
      file: 'base.py',
      logger: 'sdcm.remote.base',
      level: 'DEBUG',
      text: `Command "nodetool status" finished with status ${0} on ${nodeName(dice.int(1, 3))}`,
    }),
  );
  each(run, { ...span, every: span.every * 8 }, at =>
    tellEvent(run, at, {
      base: 'InfoEvent',
      severity: 'NORMAL',
      fields: { message: 'Checked schema of all nodes' },
      words: ': message=Checked schema of all nodes',
    }),
  );
}

function each(run: SctRun, span: { from: number; to: number; every: number }, say: (at: number) => void): void {
  for (
    let at = span.from + run.dice.int(1, Math.round(span.every));
    at < span.to;
    at += run.dice.int(1, Math.round(2 * span.every))
  )
    say(at);
}
