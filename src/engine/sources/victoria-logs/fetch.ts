/** The sources: lines of VictoriaLogs brought in, slice of time by slice of time, since it sorts none of what it streams. */
import { Fault } from '../../../base/fault.ts';
import { stopIfCancelled } from '../../../base/pace.ts';
import { doing } from '../../../base/progress.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { LogRange } from '../log-address.ts';
import { type LogFetch, logAddresses } from '../log-fetch.ts';
import { askQuery, streamQuery } from '../log-refusal.ts';
import { hitsRequest, queryRequest } from './questions.ts';
import { readHits, readRows, type VictoriaRow } from './read.ts';
import { hasPipe, labelsOf } from './row.ts';

/** Rows that are sorted in memory at a time. */
const SLICE_ROWS = 50_000;
const STEPS = 500;
const TRIES = 3;

export const victoriaLogsAddress = logAddresses({ system: 'victoriaLogs', bring });

async function bring(fetch: LogFetch): Promise<Gap[]> {
  const { question, range, most, files } = fetch;
  // A pipe may sort, count or limit: the answer is one, whatever the slices.
  if (hasPipe(question.query)) {
    const rows = await rowsOf(fetch, range, Math.min(most, SLICE_ROWS));
    await write(fetch, rows);
    return rows.length === SLICE_ROWS ? [cutAt(rows.length, null)] : [];
  }
  const slices = await slicesOf(fetch);
  const expected = slices.reduce((sum, slice) => sum + slice.rows, 0);
  for (const slice of slices) {
    stopIfCancelled(fetch.by.signal);
    const left = most - files.lines;
    if (left <= 0) return [cutAt(files.lines, expected)];
    await write(fetch, (await rowsOf(fetch, slice)).slice(0, left));
    fetch.by.onProgress({
      ...doing('Downloading {name}', { name: question.query }),
      done: files.lines,
      total: expected,
      unit: 'lines',
    });
  }
  if (files.lines < Math.min(expected, most)) return [missing(expected - files.lines)];
  return expected > files.lines ? [cutAt(files.lines, expected)] : [];
}

interface Slice extends LogRange {
  readonly rows: number;
}

/** Neighbouring steps of time joined until a slice holds as much as is sorted at once; steps without rows are left out. */
async function slicesOf({ link, question, range, by }: LogFetch): Promise<Slice[]> {
  const step = Math.max(1, Math.ceil((range.to - range.from) / 1000 / STEPS));
  const hits = readHits(await askQuery(link, hitsRequest({ query: question.query, ...range }, { step }), by));
  const slices: Slice[] = [];
  for (const { at, rows } of hits.filter(hit => hit.rows > 0)) {
    const from = Math.max(range.from, at);
    const to = Math.min(range.to, at + step * 1000);
    const last = slices.at(-1);
    if (last && last.rows + rows <= SLICE_ROWS) slices[slices.length - 1] = { from: last.from, to, rows: last.rows + rows };
    else slices.push({ from, to, rows });
  }
  return slices;
}

/** An answer that breaks off is asked for again: nothing of it was written. */
async function rowsOf(fetch: LogFetch, range: LogRange, limit?: number): Promise<VictoriaRow[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await sliceOf(fetch, range, limit);
    } catch (failure) {
      if (tries === TRIES || !(failure instanceof Fault) || failure.code !== 'source_failed') throw failure;
    }
  }
}

async function sliceOf({ link, question, by }: LogFetch, { from, to }: LogRange, limit?: number): Promise<VictoriaRow[]> {
  const rows: VictoriaRow[] = [];
  const streamed = await streamQuery(link, queryRequest({ query: question.query, from, to }, limit), by);
  for await (const row of readRows(streamed, link, by)) rows.push(row);
  // Times are told in as many digits as they have: as texts they are compared without their Z.
  return limit === undefined ? rows.sort((a, b) => compare(timeOf(a), timeOf(b))) : rows;
}

function timeOf(row: VictoriaRow): string {
  return (row._time ?? '').replace('Z', '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function write({ files }: LogFetch, rows: readonly VictoriaRow[]): Promise<void> {
  for (const { _stream_id, _stream = '', ...record } of rows) await files.add(labelsOf(_stream), record);
}

function cutAt(lines: number, of: number | null): Gap {
  const all = of === null ? 'there may be more' : `there are ${of}`;
  return { kind: 'cut', words: `Only the first ${lines} lines were brought in, ${all}; narrow the query, or raise limit=.` };
}

function missing(lines: number): Gap {
  return {
    kind: 'cut',
    words: `VictoriaLogs counted ${lines} lines more than it gave; it may have run out of time. Ask for a shorter time.`,
  };
}
