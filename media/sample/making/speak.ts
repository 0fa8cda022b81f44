/** Sample: how each kind of file spells a line. */
import { type Machine, nodeFile, type Run, runnerFile } from './cast.ts';
import { pidAt } from './plans.ts';
import { dmesgStamp, journalStamp, nodeStamp, runnerStamp } from './stamps.ts';
import { fill, locate, said } from './statements.ts';

/** [level, logger, file, format of the statement in it] */
export type DbStatement = readonly [string, string, string, string];
/** [level, file, format of the statement in it] */
export type RunnerStatement = readonly [string, string, string];
type Values = readonly (string | number)[];

/** A line of the database in system.log; returns the line. */
export function dbLine(
  run: Run,
  where: { node: Machine; at: number; group?: string; shard?: number },
  [statement, values]: readonly [DbStatement, Values],
): string {
  const [level, logger, file, format] = statement;
  const message = fill(format, values);
  said.set(message, locate(`scylla/${file}`, format));
  const shard = where.shard ?? run.dice.int(0, 3);
  const head = `[shard ${shard}:${(where.group ?? groupOf(logger)).padStart(4)}]`;
  return systemLine(run, where, [level, `scylla[${pidAt(run, where.node, where.at)}]:  ${head} ${logger} - ${message}`]);
}

/** A line of any program in system.log; returns the line. */
export function systemLine(run: Run, where: { node: Machine; at: number }, [level, text]: readonly [string, string]): string {
  const line = `${nodeStamp(where.at + where.node.ahead)} ${where.node.name} ${`!${level}`.padStart(9)} | ${text}`;
  run.pages.add(nodeFile(run, where.node, 'system.log'), where.at, line);
  return line;
}

/** A line of messages.log (journald, no year); returns the line. */
export function journalLine(run: Run, where: { node: Machine; at: number }, text: string): string {
  const line = `${journalStamp(where.at + where.node.ahead)} ${where.node.name} ${text}`;
  run.pages.add(nodeFile(run, where.node, 'messages.log'), where.at, line);
  return line;
}

/** A line of the kernel in dmesg.log; returns the line. */
export function kernelLine(run: Run, where: { node: Machine; at: number }, text: string): string {
  const line = `${dmesgStamp(where.at + where.node.ahead)} ${text}`;
  run.pages.add(nodeFile(run, where.node, 'dmesg.log'), where.at, line);
  return line;
}

/** A record of sct.log: every line of a message of several lines gets the prefix. */
export function sctLine(run: Run, at: number, spoken: readonly [RunnerStatement, Values, (readonly string[])?]): void {
  const [statement, values, more = []] = spoken;
  const [level, file, format] = statement;
  const name = file.slice(file.lastIndexOf('/') + 1).padEnd(15);
  const reference = locate(file, format);
  const line = String(reference.line).padEnd(4);
  const logger = file
    .replace(/\/__init__\.py$|\.py$/, '')
    .replaceAll('/', '.')
    .padEnd(20);
  const prefix = `< t:${runnerStamp(at, run.zone)} f:${name} l:${line} c:${logger} p:${level.padEnd(5)} > `;
  const message = fill(format, values);
  said.set(message, reference);
  const first = more.length ? `${message} ${prefix}${message}` : message;
  run.pages.add(runnerFile(run, 'sct.log'), at, [first, ...more].map(text => prefix + text).join('\n'));
}

function groupOf(logger: string): string {
  if (/compaction/.test(logger)) return 'comp';
  if (/gossip|raft|storage_service|migration/.test(logger)) return 'gms';
  return /repair|stream|hints/.test(logger) ? 'strm' : 'main';
}
