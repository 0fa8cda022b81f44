/** The sources: a query to a log server as a run: its lines in files, its facts, and whether more may come. */
import { mkdir } from 'node:fs/promises';
import type { Gap } from '../../model/coverage.ts';
import type { AddressKind, Fetching } from './addresses.ts';
import { type LogQuestion, type LogRange, logAddress, rangeOf, readLogAddress } from './log-address.ts';
import { keptRange, LogFiles } from './log-files.ts';
import type { Link } from './outside.ts';

/** Lines brought in unless the address says otherwise. */
const MOST = 1_000_000;
/** How long a server may take to show what it was given. */
const SETTLED_MS = 5 * 60_000;

export interface LogFetch {
  readonly link: Link;
  readonly question: LogQuestion;
  readonly range: LogRange;
  readonly most: number;
  readonly files: LogFiles;
  readonly by: Fetching;
}

export interface LogKind {
  readonly system: LogQuestion['system'];
  /** Writes the lines in the order of their times; the gaps. Throws `bad_input`, the source_ faults, `cancelled`. */
  bring(fetch: LogFetch): Promise<Gap[]>;
}

export function logAddresses({ system, bring }: LogKind): AddressKind {
  return {
    origin: system,
    claims: text => {
      const question = readLogAddress(text);
      return question?.system === system ? logAddress(question) : null;
    },
    async fetch(address, by) {
      const question = readLogAddress(address) as LogQuestion;
      const link = await by.outside.link(system, question.name);
      const now = Date.now();
      await mkdir(by.folder, { recursive: true });
      const range = await keptRange(by.folder, rangeOf(question, now));
      const files = await LogFiles.begin(by.folder);
      const gaps = await bring({ link, question, range, most: question.limit ?? MOST, files, by });
      const folder = await files.finish();
      return {
        folder,
        title: question.query,
        job: question.query,
        outcome: null,
        url: null,
        finished: isAbsolute(question.to) && range.to < now - SETTLED_MS,
        facts: factsOf(link, range, files),
        gaps,
      };
    },
  };
}

/** `now` and what is told from it mean another time tomorrow. */
function isAbsolute(to: string | undefined): boolean {
  return to !== undefined && /^\d{4}|^\d{9,}$/.test(to);
}

function factsOf({ label }: Link, { from, to }: LogRange, { lines }: LogFiles) {
  const [begin, end] = [from, to].map(at => new Date(at).toISOString());
  return [
    { label: 'Server', value: label, url: null },
    { label: 'Time', value: `${begin} to ${end}`, url: null },
    { label: 'Lines', value: String(lines), url: null },
  ];
}
