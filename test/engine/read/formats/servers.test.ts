/** The reader: what servers log, and what only looks like a header. */
import assert from 'node:assert/strict';
import { tell } from './rows.ts';

describe('logs of servers', () => {
  it('PostgreSQL', () => {
    const told = tell(
      `2024-05-06 07:08:09.123 UTC [12] LOG:  started
2024-05-06 07:08:09.124 UTC [12] ERROR:  relation missing
2024-05-06 07:08:09.124 UTC [12] FATAL:  no`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info started
2024-05-06T07:08:09.124Z error relation missing
2024-05-06T07:08:09.124Z fatal no`,
    );
  });

  it('Kafka', () => {
    const told = tell(
      `[2024-05-06 07:08:09,123] INFO [Broker id=1] ready (kafka.server.Broker)
[2024-05-06 07:08:09,124] ERROR Failed to read (kafka.server.Log)`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info [Broker id=1] ready (kafka.server.Broker)
2024-05-06T07:08:09.124Z error Failed to read (kafka.server.Log)`,
    );
  });

  it('Elasticsearch', () => {
    const told = tell(
      `[2024-05-06T07:08:09,123][WARN ][o.e.b.Node] [node-1] slow
[2024-05-06T07:08:09,124][ERROR][o.e.b.Node] [node-1] broken`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z warn slow
2024-05-06T07:08:09.124Z error broken`,
    );
  });

  it('java.util.logging, two lines each', () => {
    const told = tell(
      `May 06, 2024 7:08:09 AM org.acme.Cart add
INFO: added
May 06, 2024 7:08:10 PM org.acme.Till pay
SEVERE: refused`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info add
2024-05-06T07:08:09.000Z info + INFO: added
2024-05-06T19:08:10.000Z none pay
2024-05-06T19:08:10.000Z error SEVERE: refused`,
    );
  });

  it('several containers', () => {
    const told = tell(
      `web_1  | 2024-05-06 07:08:09 INFO up
db_1   | 2024-05-06 07:08:10 ERROR down`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info up
2024-05-06T07:08:10.000Z error down`,
    );
  });

  it('messages that look like headers', () => {
    const told = tell(
      `2024-05-06 07:08:09 INFO total ops: 100
2024-05-06 07:08:09 INFO total errors: 0
2024-05-06 07:08:10 INFO total ops: 200`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info total ops: 100
2024-05-06T07:08:09.000Z info total errors: 0
2024-05-06T07:08:10.000Z info total ops: 200`,
    );
  });

  it('requests', () => {
    const told = tell(
      `2024-05-06 07:08:09 INFO GET /api/v1/x 200 12ms
2024-05-06 07:08:09 INFO POST /api/v1/y 500 12ms`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info GET /api/v1/x 200 12ms
2024-05-06T07:08:09.000Z info POST /api/v1/y 500 12ms`,
    );
  });

  it('a crash behind a log', () => {
    const told = tell(
      `2024-05-06 07:08:09,100 INFO a.b - doing
2024-05-06 07:08:10,100 INFO a.b - doing more
Exception in thread "main" java.lang.IllegalStateException: x
\tat a.b.C.d(C.java:1)`,
    );
    assert.equal(told.format, 'log4j');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.100Z info doing
2024-05-06T07:08:10.100Z info doing more
2024-05-06T07:08:10.100Z error Exception in thread "main" java.lang.IllegalStateException: x
2024-05-06T07:08:10.100Z error + \tat a.b.C.d(C.java:1)`,
    );
  });

  it('levels without stamps', () => {
    const told = tell(
      `INFO:root:hello
WARNING:shop.cart:slow
ERROR:root:broken
INFO[0000] hello
ERRO[0001] bad thing n=1`,
    );
    assert.equal(told.format, 'text');
    assert.equal(told.reader.zone(), 'none');
    assert.equal(
      told.rows,
      `- info INFO:root:hello
- warn WARNING:shop.cart:slow
- error ERROR:root:broken
- info INFO[0000] hello
- error ERRO[0001] bad thing n=1`,
    );
  });

  it('a sentence that ends with a stamp', () => {
    const told = tell(
      `Test started at 2024-05-06 07:08:09
foo bar
2024-05-06T07:08:09Z
1714979289 x
foo
bar`,
    );
    assert.equal(told.format, 'text');
    assert.equal(told.reader.zone(), 'none');
    assert.equal(
      told.rows,
      `- none Test started at 2024-05-06 07:08:09
- none foo bar
- none\x20
- none x
- none foo
- none bar`,
    );
  });
});
