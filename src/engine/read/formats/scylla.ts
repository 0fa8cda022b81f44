/** The reader: logs of database nodes as their collector writes them: stamp, node, level and a bar, process. */
import { OPEN, peek, skipBlanks } from '../cursor.ts';
import { levelOfColumn } from '../severity.ts';
import { nextColumn, SEPARATOR, TAG } from './column.ts';
import type { Format } from './format.ts';
import { findStamp } from './header.ts';
import { readPlain } from './plain.ts';
import { plainLevel } from './plain-level.ts';
import { type LineForm, RecordReader } from './record-reader.ts';
import { shareOf } from './sample.ts';
import { finishHeader, takeSlot } from './stamped.ts';
import { skipOrigin } from './syslog.ts';

const STAMP = String.raw`(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*|\w{3} [ \d]\d \d\d:\d\d:\d\d)`;
const WORD = '(?:EMERG|ALERT|CRIT|CRITICAL|ERR|ERROR|WARN|WARNING|NOTICE|INFO|DEBUG|TRACE)';
const NODE_LINE = new RegExp(String.raw`^(?:\[[^\]]*\] ){0,2}${STAMP}\s+(?:\S+\s+)?!?\s*${WORD}\s*\| `, 'i');

export const scylla: Format = {
  name: 'scylla',
  recognises: (_, sample) => shareOf(sample, NODE_LINE) > 0.2,
  reader: context => new RecordReader(nodeForm, context),
};

const HOST = { kinds: 0, within: 1 };
const WRITER = { kinds: TAG | SEPARATOR, within: 3 };
const BAR = 0x7c;

const nodeForm: LineForm = {
  folds: 'all',
  stray: readPlain,
  head(cursor, draft) {
    let groups = 0;
    if (peek(cursor) === OPEN) groups = 2;
    if (!findStamp(cursor, draft.stamp, groups)) return false;
    draft.stamped = true;
    const behindStamp = cursor.pos;
    draft.columns = behindStamp;
    for (let column = 0; column < 4; column++) {
      const from = nextColumn(cursor);
      if (from < 0) break;
      if (cursor.bytes[from] === BAR) {
        takeProcess();
        finishHeader(cursor, draft);
        return true;
      }
      draft.level = levelOfColumn(cursor.bytes, from, cursor.pos) || draft.level;
    }
    // Without a bar it is a line of journald.
    cursor.pos = behindStamp;
    if (takeSlot(cursor, draft, HOST) && takeSlot(cursor, draft, WRITER)) skipOrigin(cursor);
    finishHeader(cursor, draft);
    draft.level = plainLevel(cursor);
    return true;

    /** `scylla[123]:`, `scylla[123]` or `scylla:`, and the shard. */
    function takeProcess(): void {
      const stay = cursor.pos;
      const from = nextColumn(cursor);
      const last = from < 0 ? 0 : cursor.bytes[cursor.pos - 1];
      if (last !== 0x3a && last !== 0x5d) cursor.pos = stay;
      skipOrigin(cursor);
      if (from < 0) skipBlanks(cursor);
    }
  },
};
