/** Golden: the cast of a small Scylla Cluster Test: nodes, a loader, a runner, and the lines they write. */
import { type Book, type Dice, iso, spaced, syslog } from './book.ts';
import type { Files } from './scenario.ts';

export const START = Date.UTC(2026, 3, 14, 9, 0, 0);
export const MINUTE = 60_000;
export const RUN = '5ec0ffee';
const PREFIX = `longevity-orders-2h-rel-`;

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

/** A line of a node's system.log; `told` is `compaction - Compacted 4 sstables`. Returns the line. */
export function dbLine(run: SctRun, where: { node: number; at: number; level?: string; shard?: number }, told: string): string {
  const { node, at, level = 'INFO', shard = run.dice.int(0, 1) } = where;
  const line = `${iso(at)}+00:00 ${nodeName(node)}  ${`!${level}`.padStart(8)} | scylla[${5100 + node}]:  [shard ${shard}:main] ${told}`;
  run.system[node - 1].add(at, line);
  return line;
}

/** What the kernel or systemd says, in messages.log and in what the node forwards. Returns the forwarded line. */
export function hostLine(run: SctRun, where: { node: number; at: number; level?: string }, told: string): string {
  const { node } = where;
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
