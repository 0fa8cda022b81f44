/** Golden: a small Scylla Cluster Test on quiet days; what goes wrong in it is told by each scenario. */
import { type Book, makeBook, makeDice } from './book.ts';
import type { Files } from './scenario.ts';
import { dbLine, hostLine, nodeName, RUN, type SctRun, START, sctLine } from './sct-cast.ts';
import { tellEvent } from './sct-events.ts';

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

function background(run: SctRun): void {
  const { dice, length } = run;
  const span = { from: START, to: START + length, every: length / 160 };
  for (const node of [1, 2, 3]) {
    const book = { noise: (say: (at: number) => void, share: number) => each(run, { ...span, every: span.every * share }, say) };
    book.noise(
      at =>
        dbLine(
          run,
          { node, at },
          `compaction - [Compact orders.lines ${dice.uuid()}] Compacted ${dice.int(2, 8)} sstables to 1 in ${dice.int(90, 4000)}ms = ${dice.int(20, 90)}MB/s`,
        ),
      1,
    );
    book.noise(
      at => dbLine(run, { node, at }, `sstable - Wrote md-${dice.int(100, 9999)}-big-Data.db of ${dice.int(1, 90)} MB`),
      2,
    );
    book.noise(
      at =>
        dbLine(
          run,
          { node, at, level: 'WARNING' },
          `large_data - Writing large partition orders/lines: ${dice.hex(8)} (${dice.int(90, 200)} MiB)`,
        ),
      30,
    );
    book.noise(at => hostLine(run, { node, at }, `systemd[1]: Started Session ${dice.int(10, 900)} of user scyllaadm.`), 9);
    book.noise(
      at =>
        hostLine(
          run,
          { node, at },
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
