/** The reader: which words state which level, as a column and at the beginning of a line. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cursorOver } from '../../../src/engine/read/cursor.ts';
import { plainLevel } from '../../../src/engine/read/formats/plain-level.ts';
import { levelOfColumn, levelOfText } from '../../../src/engine/read/severity.ts';
import { levels } from '../../../src/model/level.ts';

function column(text: string): string {
  const bytes = Buffer.from(text);
  return levels[levelOfColumn(bytes, 0, bytes.length)];
}

function plain(text: string): string {
  const cursor = cursorOver(Buffer.from(text));
  cursor.end = cursor.bytes.length;
  return levels[plainLevel(cursor)];
}

const columns: Readonly<Record<string, string>> = {
  trace: 'TRACE T V FINEST [trace]',
  debug: 'DEBUG D dbg [DEBUG]',
  info: 'INFO I info Info, [INFO] <info> !INFO NOTICE NORMAL INFO[0000] Severity.NORMAL level=info',
  warn: 'WARN WARNING W warning: [core:warn] (WARN) Severity.WARNING',
  error: 'ERROR E !ERR err SEVERE [error] "error", [ssl:error] FAILURE',
  fatal: 'FATAL F CRITICAL crit emerg [php:emerg] Severity.CRITICAL panic',
  none: 'INFORMER ERR-1 errors x [main] 12 - : server.go:12] terror E1 a=b',
};

const lines: Readonly<Record<string, readonly string[]>> = {
  fatal: [
    'FATAL: no',
    'fatal: not a repository',
    'panic: x',
    'fatal error: all goroutines are asleep',
    'terminate called after',
    '[FATAL] x',
    'Segmentation fault',
  ],
  error: [
    'ERROR x',
    '[ERROR] x',
    'error: x',
    'Error: x',
    'error[E0308]: mismatched types',
    'npm ERR! code 1',
    'npm error code 1',
    'E: Unable to locate',
    'FAILED tests/a.py::b',
    '##[error]x',
    '::error file=a::x',
    'Traceback (most recent call last):',
    'E   assert 1',
    '--- FAIL: TestX (0.1s)',
    'not ok 3 adds',
    'make: *** [all] Error 2',
    'src/a.c:12:3: error: x',
    'src/a.ts(12,3): error TS2304: x',
    'ld: error: x',
    'java.lang.IllegalStateException: x',
    'Exception in thread "main" x',
    'CMake Error at x',
    '    error: indented',
    '\x1b[31mERROR\x1b[0m x',
    '[\x1b[1;31mERROR\x1b[m] x',
    'ValueError: x',
    'error Command failed with exit code 1.',
    'test a ... FAILED',
    '✗ adds',
  ],
  warn: [
    'warning: x',
    'WARNING x',
    '[WARN] x',
    'Warning: x',
    'npm WARN deprecated x',
    'src/a.c:1:2: warning: x',
    '##[warning]x',
    'DEPRECATION: x',
  ],
  info: ['INFO x', '[INFO] x', 'info: x', '##[group]x'],
  none: [
    '',
    ' ',
    'x',
    'no error here',
    '0 errors',
    'errors: 0',
    'Errors: 0, Warnings: 0',
    'ERROR_LOG=/x',
    'error_page 404',
    'Failed: 0',
    'information',
    'errorprone',
    'warnings.py',
    'a line about ERROR',
    'failed_count',
    'infos',
    'Error handling tests',
  ],
};

describe('severity', () => {
  for (const [level, words] of Object.entries(columns)) {
    it(`columns of level ${level}`, () => {
      for (const word of words.split(' ')) assert.equal(column(word), level, word);
    });
  }

  for (const [level, texts] of Object.entries(lines)) {
    it(`lines of level ${level}`, () => {
      for (const text of texts) assert.equal(plain(text), level, text);
    });
  }

  it('words as text', () => {
    assert.deepEqual(['Error', 'w', 'critical', '', 'none', 'ünïcode'].map(levelOfText), [5, 4, 6, 0, 0, 0]);
  });

  it('any bytes have a level', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        text => levels.includes(plain(text) as never) && levels.includes(column(text) as never),
      ),
    );
  });
});
