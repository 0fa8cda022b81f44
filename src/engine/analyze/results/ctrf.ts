/** Analysis: test results in CTRF (Common Test Report Format) JSON files. */

import { z } from 'zod';
import { objectIn } from '../../../base/lenient.ts';
import type { TestResults } from '../../../model/tests.ts';
import { combine } from './merge.ts';
import { Ledger } from './recogniser.ts';

/** Larger files are left unread: CTRF cannot be read in pieces. */
const CTRF_CHARACTERS = 64 * 1024 * 1024;

/** Names that are not found as they are written (escaped otherwise) before lines are left at the last one known. */
const MISSES_MAX = 50;

/** https://ctrf.io/docs/schema/overview: only what is needed here. */
const Ctrf = z.object({
  results: z.object({
    tool: z.object({ name: z.string() }),
    tests: z.array(
      z.object({
        name: z.string(),
        status: z.enum(['passed', 'failed', 'skipped', 'pending', 'other']),
        message: z.string().nullish(),
        suite: z.union([z.string(), z.array(z.string())]).nullish(),
      }),
    ),
  }),
});

/** Null when the text is no CTRF document (or a torn or a huge one), or holds no tests. */
export function readCtrf(member: string, chunks: Iterable<string>): TestResults | null {
  const text = joined(chunks);
  const report = Ctrf.safeParse(text === null ? null : parsed(text));
  if (text === null || !report.success) return null;
  const { tool, tests } = report.data.results;
  const ledger = new Ledger(`ctrf ${tool.name}`, member);
  const lineOf = lineFinder(text);
  for (const { name, status, message, suite } of tests) {
    const path = [...(suite == null ? [] : [suite].flat()), name].join(' > ');
    const counts = { ran: 0, passed: 0, failed: 0, skipped: 0 };
    if (status === 'passed') ledger.add({ ...counts, ran: 1, passed: 1 });
    else if (status === 'failed') ledger.add({ ...counts, ran: 1, failed: 1 });
    else ledger.add({ ...counts, skipped: 1 });
    const line = lineOf(name);
    if (status === 'failed') ledger.fail(path, line, message?.split('\n', 1)[0]);
  }
  const tally = ledger.end();
  return tally && combine([tally], { status: 'unknown' });
}

function joined(chunks: Iterable<string>): string | null {
  let text = '';
  for (const chunk of chunks) {
    text += chunk;
    if (text.length > CTRF_CHARACTERS) return null;
  }
  return text;
}

function parsed(text: string): unknown {
  return text.includes('"results"') ? objectIn(text) : null;
}

/** Tests are asked for in the order of the file, so one pass finds all their lines. */
function lineFinder(text: string): (name: string) => number {
  let from = 0;
  let line = 1;
  let misses = 0;
  return name => {
    const at = misses > MISSES_MAX ? -1 : text.indexOf(JSON.stringify(name), from);
    if (at < 0) {
      misses++;
      return line;
    }
    for (let end = text.indexOf('\n', from); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) line++;
    from = at;
    return line;
  };
}
