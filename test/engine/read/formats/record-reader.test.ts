/** The reader: which lines of a stamped member continue the record above. */
import assert from 'node:assert/strict';
import { folded, unfolded } from './rows.ts';

const golden: readonly (readonly [string, string])[] = [
  [
    'every line stamped by the server',
    `error 2024-05-06T07:08:09.1234567Z Traceback (most recent call last):
    + 2024-05-06T07:08:09.1234567Z   File "a.py", line 1, in f
    + 2024-05-06T07:08:09.1234567Z ValueError: x
none  2024-05-06T07:08:10.1234567Z after`,
  ],
  [
    'another process in between',
    `error May  6 07:08:09 n1 a[1]: Traceback (most recent call last):
    + May  6 07:08:09 n1 a[1]:   File "a.py", line 1, in f
none  May  6 07:08:09 n1 b[2]: something else
error May  6 07:08:09 n1 a[1]: ValueError: x`,
  ],
  [
    'a crash behind an INFO record',
    `info  2024-05-06 07:08:09,100 INFO a.b - doing
info  2024-05-06 07:08:10,100 INFO a.b - doing more
error Traceback (most recent call last):
    +   File "x", line 1
    + ValueError: x`,
  ],
  [
    'an exception logged at INFO',
    `info  2024-05-06 07:08:09,100 INFO a.b - doing
info  2024-05-06 07:08:10,100 INFO a.b - doing more
    + java.lang.Error: logged
    + \tat a.b.C.d(C.java:1)
    +  wrapped text
    + more text
info  2024-05-06 07:08:11,100 INFO a.b - done`,
  ],
  [
    'a trace under a record without level',
    `error May  6 07:08:09 n1 a[1]: request failed
    + java.io.IOException: x
    + \tat a.b.C.d(C.java:1)
none  May  6 07:08:10 n1 a[1]: going on
    + wrapped`,
  ],
  [
    'a coloured trace',
    `error 2024-05-06T07:08:09.1234567Z \x1b[31mError: x\x1b[39m
    + 2024-05-06T07:08:09.1234567Z \x1b[31m    at addItem (/srv/cart.js:7:11)\x1b[39m
none  2024-05-06T07:08:10.1234567Z after`,
  ],
];

describe('RecordReader', () => {
  for (const [title, marked] of golden) it(title, () => assert.equal(folded(unfolded(marked)), marked));
});
