/** Sample: the ordinary talk of a run: the books, said at their rates while the clusters are up. */
import { databaseBook } from './database-book.ts';
import { machineBook } from './machine-book.ts';
import { runnerBook, type Step } from './runner-book.ts';
import { type Machine, type Run, runnerFile } from './cast.ts';
import { dbLine, journalLine, sctLine } from './speak.ts';
import { locate } from './statements.ts';
import { value, values } from './values.ts';

/** From and to in ms; a node is silent while it is down. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const HOUR = 3_600_000;

/** Moments of a Poisson process. */
function* moments(run: Run, perHour: number, span: Span): Generator<number> {
  const mean = HOUR / perHour;
  for (let at = span.from + run.dice.wait(mean); at < span.to; at += run.dice.wait(mean)) yield Math.round(at);
}

export function databaseTalk(run: Run, node: Machine, spans: readonly Span[]): void {
  for (const span of spans) {
    for (const [perHour, statement, words] of databaseBook) {
      for (const at of moments(run, perHour, span)) dbLine(run, { node, at }, statement, values(run, words, node));
    }
  }
}

export function machineTalk(run: Run, node: Machine, span: Span): void {
  for (const [perHour, text] of machineBook) {
    for (const at of moments(run, perHour, span)) {
      journalLine(run, { node, at }, text.replace(/<([^>]+)>/g, (_, word: string) => String(value(run, word, node))));
    }
  }
  agentTalk(run, node, span);
}

/** The Go agent (JSON with its caller) and the Rust sampler, both with file:line from the source tree. */
function agentTalk(run: Run, node: Machine, span: Span): void {
  const ping = locate('agent/health.go', 'h.log.Info(ctx, "CQL ping", "took", took)').line;
  const free = locate('diskwatch/src/sampler.rs', 'info!("memory: {} MiB available of {} MiB"').line;
  for (let at = span.from; at < span.to; at += 60_000) {
    const took = (1 + run.dice.wait(2)).toFixed(1);
    const stamp = new Date(at + node.ahead).toISOString();
    journalLine(run, { node, at }, `scylla-manager-agent[911]: {"L":"INFO","T":"${stamp}","C":"agent/health.go:${ping}","M":"CQL ping","took":"${took}ms"}`);
  }
  for (let at = span.from + 7000; at < span.to; at += 120_000) {
    const words = `memory: ${run.dice.int(2900, 3300)} MiB available of 31744 MiB`;
    journalLine(run, { node, at }, `diskwatch[955]:  INFO diskwatch::sampler: src/sampler.rs:${free}: ${words}`);
  }
}

export function runnerTalk(run: Run, span: Span): void {
  for (const [perHour, steps] of runnerBook) {
    for (const at of moments(run, perHour, span)) speakSteps(run, at, steps);
  }
  dashboardTalk(run, span);
}

function speakSteps(run: Run, start: number, steps: readonly Step[]): void {
  const node = run.dice.pick(run.nodes);
  let at = start;
  for (const [after, statement, words] of steps) {
    at += after && Math.round(after / 2 + run.dice.wait(after / 2));
    sctLine(run, at, statement, words.map(word => spoken(run, word, node, at)));
  }
}

function spoken(run: Run, word: string, node: Machine, at: number): string | number {
  if (word === 'same') return node.address;
  if (word === 'samename') return node.name;
  if (word === 'instance') return `i-0c4e1a7d5b${run.id8.slice(0, 4)}${node.number}`;
  if (word === 'minutes') return Math.floor((at - run.start) / 60_000);
  return value(run, word, node);
}

function dashboardTalk(run: Run, span: Span): void {
  for (const at of moments(run, 6, span)) {
    const stamp = new Date(at).toISOString();
    run.pages.add(runnerFile(run, 'output.log'), at, `${stamp} INFO dashboard: ${run.dice.int(1, 9)} annotations are up to date`);
  }
  for (const at of moments(run, 1, span)) {
    run.pages.add(runnerFile(run, 'output.log'), at, `${new Date(at).toISOString()} WARN dashboard: dashboard is busy, annotation waits 2 s`);
  }
}
