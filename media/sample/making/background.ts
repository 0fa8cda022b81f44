/** Sample: the ordinary talk of a run: the books, said at their rates while the clusters are up. */

import { type Machine, type Run, runnerFile } from './cast.ts';
import { databaseBook } from './database-book.ts';
import { machineBook } from './machine-book.ts';
import { type Span, upSpans } from './plans.ts';
import { runnerBook, type Step } from './runner-book.ts';
import { dbLine, journalLine, sctLine } from './speak.ts';
import { locate, pythonFrame } from './statements.ts';
import { value, values } from './values.ts';

const HOUR = 3_600_000;

/** Moments of a Poisson process. */
function* moments(run: Run, perHour: number, span: Span): Generator<number> {
  const mean = HOUR / perHour;
  for (let at = span.from + run.dice.wait(mean); at < span.to; at += run.dice.wait(mean)) yield Math.round(at);
}

export function databaseTalk(run: Run, node: Machine, spans: readonly Span[]): void {
  for (const span of spans) {
    for (const [perHour, statement, words] of databaseBook) {
      for (const at of moments(run, perHour, span)) dbLine(run, { node, at }, [statement, values(run, words, node)]);
    }
  }
}

export function machineTalk(run: Run, node: Machine, span: Span): void {
  for (const [perHour, text] of machineBook) {
    for (const at of moments(run, perHour, span)) {
      journalLine(
        run,
        { node, at },
        text.replace(/<([^>]+)>/g, (_, word: string) => String(value(run, word, node))),
      );
    }
  }
  agentTalk(run, node, span);
}

/** The Go agent (JSON with its caller) and the Rust sampler, both with file:line from the source tree. */
function agentTalk(run: Run, node: Machine, span: Span): void {
  const [ping, failed] = ['h.log.Info(ctx, "CQL ping", "took", took)', 'h.log.Error(ctx, "CQL ping failed"'].map(
    text => locate('agent/health.go', text).line,
  );
  for (let at = span.from; at < span.to; at += 60_000) {
    const stamp = `"T":"${new Date(at + node.ahead).toISOString()}"`;
    const up = upSpans(run, node, { from: run.start, to: node.number === 3 ? run.killed : run.end }).some(
      one => at >= one.from && at < one.to,
    );
    const took = (1 + run.dice.wait(2)).toFixed(1);
    const good = `{"L":"INFO",${stamp},"C":"agent/health.go:${ping}","M":"CQL ping","took":"${took}ms"}`;
    const bad = `{"L":"ERROR",${stamp},"C":"agent/health.go:${failed}","M":"CQL ping failed","error":"dial tcp ${node.address}:9042: connect: connection refused"}`;
    journalLine(run, { node, at }, `scylla-manager-agent[911]: ${up ? good : bad}`);
  }
  for (let at = span.from + 7000; at < span.to; at += 60_000)
    journalLine(run, { node, at }, `diskwatch[955]: ${memory(run, node, at)}`);
}

/** Memory is even but for the last quarter of an hour of the database that will be killed. */
function memory(run: Run, node: Machine, at: number): string {
  const file = 'diskwatch/src/sampler.rs';
  const left = node.number === 3 ? (run.killed - at) / 60_000 : 99;
  const available = left < 0 ? 30_100 : Math.round(run.dice.int(2900, 3300) * Math.min(1, (left + 1) / 16));
  if (available > 1024)
    return ` INFO diskwatch::sampler: src/sampler.rs:${locate(file, 'info!("memory: {}').line}: memory: ${available} MiB available of 31744 MiB`;
  const words = `memory is short: ${available} MiB available, process scylla holds ${30_600 - available} MiB`;
  return ` WARN diskwatch::sampler: src/sampler.rs:${locate(file, 'memory is short').line}: ${words}`;
}

export function runnerTalk(run: Run, span: Span): void {
  for (const [perHour, steps] of runnerBook) {
    for (const at of moments(run, perHour * 1.6, span)) speakSteps(run, at, steps);
  }
  dashboardTalk(run, span);
  for (const at of moments(run, 2, span))
    sctLine(run, at, [
      ['WARNING', 'sdcm/argus_client.py', 'Request to %s failed with %s, will retry'],
      ['/client/event', '504'],
      gatewayTrace(),
    ]);
}

/** A traceback that means nothing: the request is tried again. */
function gatewayTrace(): string[] {
  return [
    'Traceback (most recent call last):',
    ...pythonFrame('sdcm/argus_client.py', 'return self.post("/client/event", event.to_json())', 'submit_event'),
    ...pythonFrame('sdcm/argus_client.py', 'reply = self.session.post(', 'post'),
    "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='results.example', port=443): Read timed out. (read timeout=30)",
  ];
}

function speakSteps(run: Run, start: number, steps: readonly Step[]): void {
  const node = run.dice.pick(run.nodes);
  let at = start;
  for (const [after, statement, words] of steps) {
    at += after && Math.round(after / 2 + run.dice.wait(after / 2));
    sctLine(run, at, [statement, words.map(word => spoken(run, word, { node, at }))]);
  }
}

function spoken(run: Run, word: string, { node, at }: { node: Machine; at: number }): string | number {
  if (word === 'same') return node.address;
  if (word === 'samename') return node.name;
  if (word === 'instance') return `i-0c4e1a7d5b${run.id8.slice(0, 4)}${node.number}`;
  if (word === 'open') return at > run.killed && node.number === 3 ? 'False' : 'True';
  if (word === 'alive') return at > run.killed + 9000 ? 5 : 6;
  if (word === 'minutes') return Math.floor((at - run.start) / 60_000);
  return value(run, word, node);
}

/** The annotator of the dashboards prints to output.log; now and then its server fails, and Node prints where. */
function dashboardTalk(run: Run, span: Span): void {
  const file = 'dashboard/src/annotate.ts';
  const say = (at: number, text: string) =>
    run.pages.add(runnerFile(run, 'output.log'), at, `${new Date(at).toISOString()} ${text}`);
  const line = (needle: string) => locate(file, needle).line;
  locate(file, 'annotations are up to date');
  locate(file, 'dashboard is busy, annotation waits 2 s');
  for (const at of moments(run, 6, span)) say(at, `INFO dashboard: ${run.dice.int(1, 9)} annotations are up to date`);
  for (const at of moments(run, 1, span)) say(at, 'WARN dashboard: dashboard is busy, annotation waits 2 s');
  const stack = [
    'ERROR dashboard: DashboardError: dashboard answered 502',
    `    at annotate (/opt/dashboard/src/annotate.ts:${line('throw new DashboardError')}:11)`,
    `    at async annotateAll (/opt/dashboard/src/annotate.ts:${line('await annotate(base, mark)')}:5)`,
  ].join('\n');
  for (const at of moments(run, 1, span)) say(at, stack);
}
