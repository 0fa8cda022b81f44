/** The sources: new lines of a log server as they come in, for a bounded time and number. */
import { stopIfCancelled } from '../../base/pace.ts';
import type { Gap } from '../../model/coverage.ts';
import type { LogServer, ServerLine } from '../../model/log-answer.ts';
import type { CallSignal } from './client.ts';
import { nanoseconds } from './log-address.ts';
import type { Seen } from './log-look.ts';
import { lokiLine } from './loki/look.ts';
import { tail as tailLoki } from './loki/tail.ts';
import type { Link } from './outside.ts';
import { victoriaLine } from './victoria-logs/look.ts';
import { tail as tailVictoriaLogs } from './victoria-logs/tail.ts';

export interface Tailing {
  readonly link: Link;
  readonly query: string;
  /** Milliseconds since 1970 UTC. */
  readonly from: number;
  readonly seconds: number;
  readonly limit: number;
  readonly life: CallSignal;
  /** Hears lines as they come; `done` counts all so far. */
  readonly hear: (lines: readonly ServerLine[], done: number) => void;
}

interface Heard {
  readonly lines: readonly ServerLine[];
  /** Lines that the server left out. */
  readonly dropped: number;
}

const tails: Readonly<Record<LogServer, (by: Tailing, life: { signal: AbortSignal }) => AsyncIterable<Heard>>> = {
  victoriaLogs: async function* ({ link, query }, life) {
    for await (const row of tailVictoriaLogs(link, query, life)) yield { lines: [victoriaLine(row)], dropped: 0 };
  },
  loki: async function* ({ link, query, from }, life) {
    for await (const { lines, dropped } of tailLoki(link, { query, start: nanoseconds(from) }, life))
      yield { lines: lines.map(lokiLine), dropped };
  },
};

/** Ends after the time or the number of lines that was asked for, whichever comes first; each line is told as it comes. Throws what the tail throws, and `cancelled`. */
export async function tailLogs(system: LogServer, by: Tailing): Promise<Seen> {
  const { seconds, limit, life } = by;
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), seconds * 1000);
  const lines: ServerLine[] = [];
  let dropped = 0;
  try {
    for await (const heard of tails[system](by, { signal: AbortSignal.any([life.signal, over.signal]) })) {
      dropped += heard.dropped;
      const fresh = heard.lines.slice(0, limit - lines.length);
      lines.push(...fresh);
      if (fresh.length) by.hear(fresh, lines.length);
      if (lines.length === limit) break;
    }
  } catch (failure) {
    stopIfCancelled(life.signal);
    if (!over.signal.aborted) throw failure;
  } finally {
    clearTimeout(timer);
  }
  return { kind: 'lines', lines, fields: [], gaps: gapsOf({ lines, limit, dropped }) };
}

function gapsOf({ lines, limit, dropped }: { lines: readonly unknown[]; limit: number; dropped: number }): Gap[] {
  return [
    ...(lines.length === limit
      ? [{ kind: 'cut' as const, words: `Listening ended after ${limit} lines; there may be more.` }]
      : []),
    ...(dropped ? [{ kind: 'cut' as const, words: `The server left out ${dropped} lines since they came too fast.` }] : []),
  ];
}
