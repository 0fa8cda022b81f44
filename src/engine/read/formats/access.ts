/** The reader: access logs of web servers in the common and combined forms. */
import { ERROR, NONE, WARN } from '../../../model/level.ts';
import { type Cursor, find, QUOTE } from '../cursor.ts';
import type { Format } from './format.ts';
import { findStamp } from './header.ts';
import { readPlain } from './plain.ts';
import { type LineForm, RecordReader } from './record-reader.ts';
import { shareOf } from './sample.ts';
import { finishHeader } from './stamped.ts';

const LINE = /^(?:\S+ )?\S+ \S+ \S+ \[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "/;

export const access: Format = {
  name: 'access',
  recognises: (_, sample) => shareOf(sample, LINE) > 0.5,
  reader: context => new RecordReader(accessForm, context),
};

const accessForm: LineForm = {
  folds: 'traces',
  stray: readPlain,
  head(cursor, draft) {
    const from = cursor.pos;
    for (const before of [3, 4]) {
      cursor.pos = from;
      if (!findStamp(cursor, draft.stamp, before)) continue;
      draft.stamped = true;
      draft.columns = cursor.pos;
      finishHeader(cursor, draft);
      draft.level = levelOfStatus(cursor);
      return true;
    }
    return false;
  },
};

/** The status behind the quoted request: 5xx is the server's error, 4xx a warning. */
function levelOfStatus(cursor: Cursor): number {
  cursor.pos++;
  const close = find(cursor, QUOTE);
  if (close < 0 || close + 2 >= cursor.end) return NONE;
  const hundreds = cursor.bytes[close + 2];
  return hundreds === 0x35 ? ERROR : hundreds === 0x34 ? WARN : NONE;
}
