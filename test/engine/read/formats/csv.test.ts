/** The reader: what tables with a row of column names read as. */
import assert from 'node:assert/strict';
import { recognise } from '../../../../src/engine/read/formats/table.ts';
import { tell } from './rows.ts';

describe('comma-separated tables', () => {
  it('records of a container runtime in a cell', () => {
    const told = tell(
      `Timestamp,PodName,TraceID,Log
2024-05-06T07:08:09.123456789Z,cart-1,aa,"{""log"":""15:08:09.122 INFO  shop.Cart#12 item added\\n"",""stream"":""stdout""}"
2024-05-06T07:08:10.5Z,cart-1,aa,"{""log"":""15:08:10.499 ERROR shop.Cart#14 card refused\\n"",""stream"":""stdout""}"`,
    );
    assert.equal(told.format, 'csv');
    assert.equal(told.reader.zone(), 'given');
    const [, first, second] = told.rows.split('\n');
    assert.match(first, /^2024-05-06T07:08:09\.123Z info shop\.Cart#12 item added/);
    assert.match(second, /^2024-05-06T07:08:10\.500Z error shop\.Cart#14 card refused/);
  });

  it('a plain message, before its time', () => {
    const told = tell('level,message,time\nx,"error: no space, really",1714979289123\nx,done,1714979290123');
    assert.equal(told.format, 'csv');
    const [, first, second] = told.rows.split('\n');
    assert.match(first, /^2024-05-06T07:08:09\.123Z error error: no space, really/);
    assert.match(second, /^2024-05-06T07:08:10\.123Z none done/);
  });

  it('rows without a message: spans by their start in nanoseconds', () => {
    const told = tell('TraceID,SpanID,ParentID,StartTimeUnixNano\naa,b1,root,1714979289123456789');
    assert.equal(told.format, 'csv');
    assert.match(told.rows.split('\n')[1], /^2024-05-06T07:08:09\.123Z none aa,b1,root,1714979289123456789$/);
  });

  it('rows in any order', () => {
    const told = tell('time,pod,cpu\n1714979300123,a,1\n1714979289123,b,1');
    assert.deepEqual(told.reader.gaps(), []);
  });

  it('a row that is torn stays a line of its own', () => {
    const told = tell('time,a,message\n1714979289123,1,"begun\nand gone on\n1714979290123,2,after');
    assert.equal(told.rows.split('\n').length, 4);
    assert.match(told.rows.split('\n')[3], /^2024-05-06T07:08:10\.123Z none after/);
  });

  const others = [
    ['no names', '1,2,3\n4,5,6'],
    ['a sentence with commas', 'Reading this, that, and more\n2024-05-06 07:08:09, 1, 2'],
    ['no time', 'name,size,owner\na,1,me'],
    ['two columns', 'time,value\n1714979289123,5'],
  ];
  for (const [name, text] of others)
    it(`${name}: another format`, () => assert.notEqual(recognise('a.csv', text.split('\n')).name, 'csv'));
});
