/** Golden: events of a Scylla Cluster Test in all files that its runner writes: single ones, nemeses, the end of the test. */
import { iso, spaced } from './book.ts';
import { nodeName, nodeTitle, type SctRun, sctLine } from './sct-cast.ts';

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

/** An event in all files that the runner writes; returns its id. */
export function tellEvent(run: SctRun, at: number, event: SctEventWords): string {
  const { base, type, severity, period = 'one-time', id = run.dice.uuid(), fields, words, sourceAt, during } = event;
  const { raw, events, errors, actions } = run.runner;
  const subcontext = during
    ? [{ event_id: run.dice.uuid(), base: 'DisruptionEvent', nemesis_name: during, node: nodeTitle(1) }]
    : [];
  const times = { event_timestamp: at / 1000, source_timestamp: sourceAt ? sourceAt / 1000 : null, severity, event_id: id };
  const head = { base, type: type ?? null, subtype: null };
  raw.add(at, asPython({ ...head, ...fields, ...times, log_level: 20, period_type: period, subcontext }));
  const source = sourceAt ? ` <${spaced(sourceAt)}>` : '';
  const nemesis = during ? ` during_nemesis=${during}` : '';
  const text = `${spaced(at)}${source}: (${base} Severity.${severity}) period_type=${period} event_id=${id}${nemesis}${words}`;
  events.add(at, text);
  if (severity !== 'ERROR' && severity !== 'CRITICAL') return id;
  errors.add(at, text);
  const node = typeof fields.node === 'string' ? fields.node : null;
  const action = `${base}${type ? `.${type}` : ''} ${severity} Event (id=${id}) on node: ${node}`;
  actions.add(at + 4, asPython({ datetime: `${iso(at + 4)}000+00:00Z`, status: 'error', source: 'event', action }));
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
      asPython({
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
    asPython({ datetime: `${iso(at + 900)}000+00:00Z`, status: 'info', source: 'tester', action: 'Started - tearDown' }),
  );
  for (let step = 0; step < 12; step++)
    sctLine(run, at + 1000 + step * 700, {
      file: 'logcollector.py',
      logger: 'sdcm.logcollector',
      text: `Collecting logs of ${nodeName(1 + (step % 3))}`,
    });
}

/** JSON as Python writes it: a blank behind each colon and comma. */
function asPython(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asPython).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${asPython(field)}`);
  return `{${fields.join(', ')}}`;
}
