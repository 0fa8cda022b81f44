/** The reader: stamps in the layouts that logs use. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cursorOver } from '../../../src/engine/read/cursor.ts';
import { readStamp } from '../../../src/engine/read/stamp.ts';
import { emptyStamp, NO_DATE, NO_YEAR } from '../../../src/engine/read/stamp-parts.ts';

/** What the stamp at the beginning of the text says, and what stands behind it. */
function read(text: string): { at: string; zoned: boolean; lacks: number; rest: string } | null {
  const bytes = Buffer.from(text);
  const cursor = cursorOver(bytes);
  cursor.end = bytes.length;
  const stamp = emptyStamp();
  if (!readStamp(cursor, stamp)) {
    assert.equal(cursor.pos, 0, 'the cursor stays');
    return null;
  }
  return { at: new Date(stamp.at).toISOString(), zoned: stamp.zoned, lacks: stamp.lacks, rest: text.slice(cursor.pos) };
}

const UTC = '2024-05-06T07:08:09.000Z';
const FINE = '2024-05-06T07:08:09.123Z';

const whole: readonly (readonly [string, string, boolean])[] = [
  ['2024-05-06T07:08:09Z', UTC, true],
  ['2024-05-06T07:08:09.123Z', FINE, true],
  ['2024-05-06t07:08:09.123456789z', FINE, true],
  ['2024-05-06 07:08:09,123', FINE, false],
  ['2024-05-06_07:08:09', UTC, false],
  ['2024/05/06 07:08:09', UTC, false],
  ['2024.05.06 07:08:09', UTC, false],
  ['2024-05-06-07.08.09.123456', FINE, false],
  ['2024-05-06T09:08:09.123+02:00', FINE, true],
  ['2024-05-06T02:38:09-0430', UTC, true],
  ['2024-05-06 09:08:09+02', UTC, true],
  ['2024-05-06 00:08:09 -0700', UTC, true],
  ['2024-05-06 07:08:09 UTC', UTC, true],
  ['2024-05-06T07:08:09.123456+00:00Z', FINE, true],
  ['20240506T070809Z', UTC, true],
  ['20240506-7:8:9:123', FINE, false],
  ['240506 070809', UTC, false],
  ['240506  7:08:09', UTC, false],
  ['24/05/06 07:08:09', UTC, false],
  ['05/06/2024 07:08:09 AM', UTC, false],
  ['31/05/2024 07:08:09', '2024-05-31T07:08:09.000Z', false],
  ['06.05.2024 07:08:09', UTC, false],
  ['06/May/2024:09:08:09 +0200', UTC, true],
  ['06-May-2024 07:08:09.123', FINE, false],
  ['06 May 2024 07:08:09', UTC, false],
  ['Mon May 06 07:08:09 2024', UTC, false],
  ['Mon May  6 07:08:09.123456 2024', FINE, false],
  ['Mon May  6 07:08:09 CEST 2024', UTC, false],
  ['Mon, 06 May 2024 07:08:09 GMT', UTC, true],
  ['May 6, 2024 7:08:09 AM', UTC, false],
  ['May 06 2024 07:08:09', UTC, false],
  ['1714979289', UTC, true],
  ['1714979289.123', FINE, true],
  ['1714979289123', FINE, true],
  ['1714979289123456', FINE, true],
  ['1714979289123456789', FINE, true],
];

const none = [
  '',
  'x',
  '2',
  '2024-05-06',
  '2024-05-06T07:08',
  '2024-05-0607:08:09',
  '2024-13-06 07:08:09',
  '2024-02-30 07:08:09',
  '2023-02-29 07:08:09',
  '0000-00-00 00:00:00',
  '2024-05-06 25:08:09',
  '2024-05-06 07:61:09',
  '2024-05-06 07:08:61',
  '1899-05-06 07:08:09',
  '2024-05/06 07:08:09',
  'Foo  6 07:08:09',
  'May 42 07:08:09',
  'Mayor  6 07:08:09',
  '12345678901',
  '1714979289abc',
  '9999999999',
  '10.20.30.40',
  '1.2',
  '12:30',
  '99:99:99',
  '06/Foo/2024:07:08:09',
  '240599 070809',
  '20241399-07:08:09',
];

describe('readStamp', () => {
  for (const [text, at, zoned] of whole) {
    it(text, () => {
      assert.deepEqual(read(text), { at, zoned, lacks: 0, rest: '' });
      assert.deepEqual(read(`${text} - rest`), { at, zoned, lacks: 0, rest: ' - rest' });
    });
  }

  it('takes nothing else for one', () => {
    for (const text of none) assert.equal(read(text), null, text);
  });

  it('says what is missing', () => {
    for (const text of ['May  6 07:08:09.123', '05-06 07:08:09.123', '05.06 07:08:09.123'])
      assert.equal(read(text)?.lacks, NO_YEAR, text);
    for (const text of ['07:08:09.123', '7:08:09']) assert.equal(read(text)?.lacks, NO_DATE, text);
  });

  it('leaves numbers behind a stamp alone', () => {
    assert.equal(read('2024-05-06 07:08:09 1234')?.rest, ' 1234');
    assert.equal(read('2024-05-06 07:08:09 -1')?.rest, ' -1');
    assert.equal(read('2024-05-06 07:08:09 Zoo')?.rest, ' Zoo');
    assert.equal(read('2024-05-06 07:08:09-x')?.rest, '-x');
  });

  it('reads back what Date writes', () => {
    const moment = fc.integer({ min: 0, max: Date.UTC(2199, 11, 31) });
    fc.assert(
      fc.property(moment, at => {
        const iso = new Date(at).toISOString();
        assert.equal(read(iso)?.at, iso);
        assert.equal(read(iso.replace('T', ' ').replace('.', ',').replace('Z', ''))?.at, iso);
        assert.equal(read(iso.replaceAll('-', '/').replace('T', ' ').slice(0, 19))?.at, `${iso.slice(0, 19)}.000Z`);
        assert.equal(read(new Date(at).toUTCString())?.at, `${iso.slice(0, 19)}.000Z`);
      }),
    );
  });

  it('never throws and stays inside the line', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[0-9TZ:., /+-]{0,30}$/),
      fc.stringMatching(/^(Mon |May )[0-9A-Z:., +-]{0,30}$/),
    );
    fc.assert(
      fc.property(text, given => {
        const bytes = Buffer.from(given);
        const cursor = cursorOver(bytes);
        cursor.end = Math.floor(bytes.length / 2);
        const stamp = emptyStamp();
        if (readStamp(cursor, stamp)) assert.ok(Number.isInteger(stamp.at));
        assert.ok(cursor.pos <= cursor.end);
      }),
    );
  });
});
