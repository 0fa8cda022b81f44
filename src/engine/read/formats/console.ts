/** The reader: what build servers record: any tool's output, often with a stamp of the server in front of every line. */
import { NONE } from '../../../model/level.ts';
import { ahead, BLANK, type Cursor, ESC, isDigit, peek } from '../cursor.ts';
import { type Stamp, WHOLE } from '../stamp-parts.ts';
import { emptyDraft } from './draft.ts';
import type { Format } from './format.ts';
import { findStamp } from './header.ts';
import { CarriageReturns, readPlain } from './plain.ts';
import { type LineForm, RecordReader } from './record-reader.ts';
import { shareOf } from './sample.ts';
import { findHeader, stampedForm } from './stamped.ts';

const STAMP = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`;
const GITHUB = new RegExp(String.raw`^\uFEFF?${STAMP}\.\d{7}Z(?: |$)`);
const GITLAB = new RegExp(String.raw`^${STAMP}\.\d{6}Z \d\d[OE]`);
const JENKINS = new RegExp(String.raw`^\[${STAMP}\.\d{3}Z\](?: |$)`);
const CONTAINER = new RegExp(String.raw`^${STAMP}\.\d{9}(?:Z|[+-]\d\d:\d\d) `);
const MARKED = /^(?:\r|\x1b\[0K)*(?:travis_(?:fold|time):(?:start|end):|section_(?:start|end):\d{10}:)|^\x1b_bk;t=\d/;

function wrapped(name: string, pattern: RegExp): Format {
  return {
    name,
    recognises: (_, sample) => shareOf(sample, pattern) > 0.5,
    reader: context => new RecordReader(wrappedForm(context.sample), context),
  };
}

export const githubActions = wrapped('github-actions', GITHUB);
export const gitlab = wrapped('gitlab', GITLAB);
export const jenkins = wrapped('jenkins', JENKINS);
/** `docker logs -t`, `kubectl logs --timestamps`, and the files that a container runtime writes. */
export const container = wrapped('container', CONTAINER);

/** Travis, Buildkite and GitLab's older form: no stamps, but marks with the time between the lines. */
export const marked: Format = {
  name: 'ci-marks',
  recognises: (_, sample) => sample.some(line => MARKED.test(line)),
  reader: context => new RecordReader(markedForm(), context),
};

/** Streams that GitLab and container runtimes name behind the stamp: `00O `, `01E+`, `stdout F `. */
const STREAM = /^(?:\d\d[OE][+ ]|(?:stdout|stderr) [FP] )/;

/** The server's stamp, then what a tool printed, which may have a header of its own. */
function wrappedForm(sample: readonly string[]): LineForm {
  const header = findHeader(sample.map(line => line.replace(/^\uFEFF?\S+ /, '').replace(STREAM, '')));
  const inner = header === null ? null : stampedForm(header);
  const inside = emptyDraft();
  const returns = new CarriageReturns();
  return {
    folds: inner === null ? 'traces' : 'quiet',
    stray: readPlain,
    head(cursor, draft) {
      if (!findStamp(cursor, draft.stamp, 0)) return false;
      if (peek(cursor) === BLANK) cursor.pos++;
      skipStream(cursor);
      returns.skip(cursor);
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

function skipStream(cursor: Cursor): void {
  const first = peek(cursor);
  if (first !== 0x73 && !(isDigit(first) && (ahead(cursor, 2) === 0x4f || ahead(cursor, 2) === 0x45))) return;
  const match = STREAM.exec(cursor.bytes.toString('latin1', cursor.pos, Math.min(cursor.end, cursor.pos + 9)));
  if (match !== null) cursor.pos += match[0].length;
}

function markedForm(): LineForm {
  const inside = emptyDraft();
  const returns = new CarriageReturns();
  return {
    folds: 'traces',
    stray: readPlain,
    head(cursor, draft) {
      const first = peek(cursor);
      const timed = (first === ESC || first === 0x0d || first === 0x74 || first === 0x73) && readMark(cursor, draft.stamp);
      returns.skip(cursor);
      inside.level = NONE;
      inside.stamped = false;
      readPlain(cursor, timed ? inside : draft);
      if (timed)
        Object.assign(draft, {
          level: inside.level,
          body: inside.body,
          text: inside.text,
          columns: inside.columns,
          stamped: true,
        });
      return true;
    },
  };
}

/** Nanoseconds in `travis_time:end:…:finish=…`, milliseconds in Buildkite's, seconds in `section_start:…`. */
const MARK =
  /^(?:\r|\x1b\[0K)*(?:travis_time:end:\w+:start=\d+,finish=(\d{13})\d{6}|section_(?:start|end):(\d{10}):)|^\x1b_bk;t=(\d{13})/;

function readMark(cursor: Cursor, stamp: Stamp): boolean {
  const match = MARK.exec(cursor.bytes.toString('latin1', cursor.pos, Math.min(cursor.end, cursor.pos + 100)));
  if (match === null) return false;
  stamp.at = match[2] === undefined ? Number(match[1] ?? match[3]) : Number(match[2]) * 1000;
  stamp.zoned = true;
  stamp.lacks = WHOLE;
  return true;
}
