/** The reader: what build servers record: any tool's output, often with a stamp of the server in front of every line. */
import { NONE } from '../../../model/level.ts';
import { ahead, BLANK, type Cursor, find, isDigit, peek, skipInvisible, TAB, textAhead } from '../cursor.ts';
import { WHOLE } from '../stamp-parts.ts';
import { emptyDraft } from './draft.ts';
import type { Format } from './format.ts';
import { findStamp } from './header.ts';
import { CarriageReturns, readPlain } from './plain.ts';
import { type LineForm, RecordReader } from './record-reader.ts';
import { shareOf } from './sample.ts';
import { findHeader, stampedForm } from './stamped.ts';

const STAMP = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`;
/** `gh run view --log` puts the names of job and step in front. */
const JOB = String.raw`[^\t]+\t[^\t]+\t`;
const TABBED = new RegExp(String.raw`^${JOB}\uFEFF?${STAMP}\.\d{7}Z(?: |$)`);
const GITHUB = new RegExp(String.raw`^(?:${JOB})?\uFEFF?${STAMP}\.\d{7}Z(?: |$)`);
const GITLAB = new RegExp(String.raw`^${STAMP}\.\d{6}Z \d\d[OE]`);
const JENKINS = new RegExp(String.raw`^\[${STAMP}\.\d{3}Z\](?: |$)`);
const CONTAINER = new RegExp(String.raw`^${STAMP}\.\d{9}(?:Z|[+-]\d\d:\d\d) `);
const MARKED = /^(?:\r|\x1b\[0K)*(?:travis_(?:fold|time):(?:start|end):|section_(?:start|end):\d{10}:)|^\x1b_bk;t=\d/;

function wrapped(name: string, pattern: RegExp, inner: (sample: readonly string[]) => LineForm | null): Format {
  return {
    name,
    recognises: (_, sample) => shareOf(sample, pattern) > 0.5,
    reader: context => new RecordReader(wrappedForm(inner(context.sample), shareOf(context.sample, TABBED) > 0.5), context),
  };
}

/** On a build server many tools speak in turn: no header is common to them. */
const anyTool = () => null;

export const githubActions = wrapped('github-actions', GITHUB, anyTool);
export const gitlab = wrapped('gitlab', GITLAB, anyTool);
export const jenkins = wrapped('jenkins', JENKINS, anyTool);
/** `docker logs -t`, `kubectl logs --timestamps`, and the files that a container runtime writes: one program with its own header. */
export const container = wrapped('container', CONTAINER, sample => {
  const header = findHeader(sample.map(line => line.replace(/^\S+ /, '').replace(STREAM, '')));
  return header === null ? null : stampedForm(header);
});

/** Travis, Buildkite and GitLab's older form: no stamps, but marks with the time between the lines. */
export const marked: Format = {
  name: 'ci-marks',
  recognises: (_, sample) => sample.some(line => MARKED.test(line)),
  reader: context => new RecordReader(markedForm(), context),
};

/** Streams that GitLab and container runtimes name behind the stamp: `00O `, `01E+`, `stdout F `. */
const STREAM = /^(?:\d\d[OE][+ ]|(?:stdout|stderr) [FP] )/;

/** The server's stamp, then what a tool printed, which may have a header of its own. */
function wrappedForm(inner: LineForm | null, tabbed: boolean): LineForm {
  const inside = emptyDraft();
  const returns = new CarriageReturns();
  return {
    folds: inner === null ? 'traces' : 'quiet',
    stray: readPlain,
    head(cursor, draft) {
      if (tabbed) skipJob(cursor);
      if (!findStamp(cursor, draft.stamp, 0)) return false;
      if (peek(cursor) === BLANK) cursor.pos++;
      skipStream(cursor);
      returns.skip(cursor);
      skipInvisible(cursor);
      inside.level = NONE;
      draft.columns = cursor.pos;
      draft.text = cursor.pos;
      if (inner === null) readPlain(cursor, inside);
      else if (!inner.head(cursor, inside)) return false;
      draft.stamped = true;
      draft.level = inside.level;
      draft.body = inside.body;
      return true;
    },
  };
}

function skipJob(cursor: Cursor): void {
  for (let column = 0; column < 2; column++) {
    const tab = find(cursor, TAB);
    if (tab >= 0) cursor.pos = tab + 1;
  }
}

function skipStream(cursor: Cursor): void {
  const first = peek(cursor);
  if (first !== 0x73 && !(isDigit(first) && (ahead(cursor, 2) === 0x4f || ahead(cursor, 2) === 0x45))) return;
  const match = STREAM.exec(textAhead(cursor, 9));
  if (match !== null) cursor.pos += match[0].length;
}

function markedForm(): LineForm {
  const returns = new CarriageReturns();
  return {
    folds: 'traces',
    stray: readPlain,
    head(cursor, draft) {
      const time = readMark(cursor);
      returns.skip(cursor);
      readPlain(cursor, draft);
      if (Number.isNaN(time)) return true;
      draft.stamped = true;
      Object.assign(draft.stamp, { at: time, zoned: true, lacks: WHOLE });
      return true;
    },
  };
}

/** Nanoseconds in `travis_time:end:…:finish=…`, milliseconds in Buildkite's, seconds in `section_start:…`. */
const MARK =
  /^(?:\r|\x1b\[0K)*(?:travis_time:end:\w+:start=\d+,finish=(\d{13})\d{6}|section_(?:start|end):(\d{10}):)|^\x1b_bk;t=(\d{13})/;
/** `t`, `s`, escape and carriage return: with what marks begin. */
const MARK_STARTS = new Set(Buffer.from('ts\x1b\r'));

/** The time that a mark states, in milliseconds UTC; NaN for other lines. */
function readMark(cursor: Cursor): number {
  if (!MARK_STARTS.has(peek(cursor))) return Number.NaN;
  const match = MARK.exec(textAhead(cursor, 100));
  if (match === null) return Number.NaN;
  return match[2] === undefined ? Number(match[1] ?? match[3]) : Number(match[2]) * 1000;
}
