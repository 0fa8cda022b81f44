/** The sources: lines of Loki brought in, in the order of their times. */
import { objectIn } from '../../../base/lenient.ts';
import { stopIfCancelled } from '../../../base/pace.ts';
import { doing } from '../../../base/progress.ts';
import type { Gap } from '../../../model/coverage.ts';
import { isoOf, nanoseconds } from '../log-address.ts';
import { type LogFetch, logAddresses } from '../log-fetch.ts';
import { pagesOf } from './pages.ts';
import type { LokiLine } from './read.ts';

export const lokiAddress = logAddresses({ system: 'loki', bring });

async function bring({ link, question, range, most, files, by }: LogFetch): Promise<Gap[]> {
  const { query } = question;
  const span = { query, start: nanoseconds(range.from), end: nanoseconds(range.to) };
  const gaps: Gap[] = [];
  for await (const { lines, crowded } of pagesOf(link, span, by)) {
    stopIfCancelled(by.signal);
    if (crowded !== null) gaps.push(crowdedAt(crowded));
    for (const line of lines.slice(0, most - files.lines)) await files.add(line.labels, recordOf(line));
    if (files.lines >= most) return [...gaps, cutAt(files.lines)];
    by.onProgress({ ...doing('Downloading {name}', { name: query }), done: files.lines, total: null, unit: 'lines' });
  }
  return gaps;
}

/** A line that is a record itself keeps its fields; any other is the message. */
function recordOf({ ns, text, labels, fields }: LokiLine): Record<string, unknown> {
  return { time: isoOf(ns), ...(objectIn(text) ?? { message: text }), ...fields, ...labels };
}

function cutAt(lines: number): Gap {
  return { kind: 'cut', words: `Only the first ${lines} lines were brought in; narrow the query, or raise limit=.` };
}

function crowdedAt(ns: bigint): Gap {
  return {
    kind: 'cut',
    words: `More lines than Loki gives at once have the time ${isoOf(ns)}; those beyond were not brought in.`,
  };
}
