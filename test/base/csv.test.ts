/** The ground, tests: the cells of a line of comma-separated values. */
import assert from 'node:assert/strict';
import { cellsOf } from '../../src/base/csv.ts';

describe('comma-separated values', () => {
  const cases: [line: string, cells: string[]][] = [
    ['a,b,c', ['a', 'b', 'c']],
    ['', ['']],
    ['a,,', ['a', '', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"say ""hi""",2', ['say "hi"', '2']],
    ['1,"{""log"":""x, y""}"', ['1', '{"log":"x, y"}']],
    ['"",b', ['', 'b']],
    ['a"b,c', ['a"b', 'c']],
  ];
  for (const [line, cells] of cases) it(line || 'nothing', () => assert.deepEqual(cellsOf(line), cells));

  it('a quote that is never closed ends with the line', () => {
    assert.equal(cellsOf('1,"open, and on').length, 2);
  });
});
