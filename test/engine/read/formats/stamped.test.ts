/** The reader: what members with a stamp on every line read as. */
import assert from 'node:assert/strict';
import { tell } from './rows.ts';

describe('stamped members', () => {
  it('ISO stamp, level, writer', () => {
    const told = tell(
      `2024-05-06T07:08:09.123Z INFO  node-1 shop[run-1] cart: item added
2024-05-06T07:08:09.124Z WARN  node-2 shop[run-2] cart: item late
2024-05-06T07:08:10.000Z ERROR node-1 till[run-1] pay: card refused
java.lang.IllegalStateException: no money
\tat org.acme.Till.pay(Till.java:12)
2024-05-06T07:08:11Z DEBUG node-1 till[run-1] pay: done`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info item added
2024-05-06T07:08:09.124Z warn item late
2024-05-06T07:08:10.000Z error card refused
2024-05-06T07:08:10.000Z error + java.lang.IllegalStateException: no money
2024-05-06T07:08:10.000Z error + \tat org.acme.Till.pay(Till.java:12)
2024-05-06T07:08:11.000Z debug done`,
    );
  });

  it('Python logging', () => {
    const told = tell(
      `2024-05-06 07:08:09,123 - shop.cart - INFO - item added
2024-05-06 07:08:09,200 - shop.till - ERROR - card refused
Traceback (most recent call last):
  File "till.py", line 12, in pay
    charge(card)
ValueError: no money
2024-05-06 07:08:10,001 - shop.cart - WARNING - slow`,
    );
    assert.equal(told.format, 'python');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info item added
2024-05-06T07:08:09.200Z error card refused
2024-05-06T07:08:09.200Z error + Traceback (most recent call last):
2024-05-06T07:08:09.200Z error +   File "till.py", line 12, in pay
2024-05-06T07:08:09.200Z error +     charge(card)
2024-05-06T07:08:09.200Z error + ValueError: no money
2024-05-06T07:08:10.001Z warn slow`,
    );
  });

  it('Log4j with thread and logger', () => {
    const told = tell(
      `2024-05-06 07:08:09,123 INFO  [main] org.acme.Cart - item added
2024-05-06 07:08:09,124 ERROR [pool-1-thread-2] org.acme.Till - card refused
2024-05-06 07:08:09,125 INFO  [main] org.acme.Till - done`,
    );
    assert.equal(told.format, 'log4j');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info item added
2024-05-06T07:08:09.124Z error card refused
2024-05-06T07:08:09.125Z info done`,
    );
  });

  it('logback with thread first', () => {
    const told = tell(
      `2024-05-06 07:08:09.123 [main] INFO  org.acme.Cart - item added
2024-05-06 07:08:09.124 [http nio 8080 exec 1] WARN  org.acme.Till - slow`,
    );
    assert.equal(told.format, 'log4j');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info item added
2024-05-06T07:08:09.124Z warn slow`,
    );
  });

  it('Hadoop', () => {
    const told = tell(
      `2024-05-06 07:08:09,123 INFO [main] org.acme.hadoop.AppMaster: Created job 12
2024-05-06 07:08:09,124 WARN [IPC Server handler 3 on 8020] org.acme.hadoop.Server: slow call
2024-05-06 07:08:09,125 INFO [main] org.acme.hadoop.AppMaster: Stopped`,
    );
    assert.equal(told.format, 'log4j');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info Created job 12
2024-05-06T07:08:09.124Z warn slow call
2024-05-06T07:08:09.125Z info Stopped`,
    );
  });

  it('short year', () => {
    const told = tell(
      `24/05/06 07:08:09 INFO executor.Backend: Registered signal handlers
24/05/06 07:08:10 ERROR executor.Backend: lost driver`,
    );
    assert.equal(told.format, 'log4j');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info Registered signal handlers
2024-05-06T07:08:10.000Z error lost driver`,
    );
  });

  it('bar-separated', () => {
    const told = tell(
      `2024-05-06 07:08:09.123 | INFO     | shop.cart:add:12 - item added
2024-05-06 07:08:09.124 | CRITICAL | shop.till:pay:40 - till on fire`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info item added
2024-05-06T07:08:09.124Z fatal till on fire`,
    );
  });

  it('no blanks between bars', () => {
    const told = tell(
      `20240506-07:08:09:123|Steps|3000|counted 12
20240506-7:8:10:1|Steps|3000|counted 13`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z none counted 12
2024-05-06T07:08:10.001Z none counted 13`,
    );
  });

  it('HDFS', () => {
    const told = tell(
      `240506 070809 148 INFO dfs.DataNode$Receiver: Receiving block blk_12
240506 070810 149 WARN dfs.DataNode: slow block blk_13`,
    );
    assert.equal(told.format, 'hdfs');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info Receiving block blk_12
2024-05-06T07:08:10.000Z warn slow block blk_13`,
    );
  });

  it('Windows component store', () => {
    const told = tell(
      `2024-05-06 07:08:09, Info                  CBS    Loaded stack
2024-05-06 07:08:10, Error                 CSI    0001@ failed
2024-05-06 07:08:11, Info                  CBS    Ended
2024-05-06 07:08:12, Info                  CBS    Ended again`,
    );
    assert.equal(told.format, 'windows-cbs');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info Loaded stack
2024-05-06T07:08:10.000Z error 0001@ failed
2024-05-06T07:08:11.000Z info Ended
2024-05-06T07:08:12.000Z info Ended again`,
    );
  });

  it('logcat', () => {
    const told = tell(
      `05-06 07:08:09.123  1702  2395 D WindowManager: shown
05-06 07:08:09.124  1702  2395 E AudioTrack: died`,
    );
    assert.equal(told.format, 'logcat');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z debug shown
2024-05-06T07:08:09.124Z error died`,
    );
  });

  it('Go', () => {
    const told = tell(
      `2024/05/06 07:08:09 listening on :80
2024/05/06 07:08:10 http: panic serving 10.0.0.1: nil
2024/05/06 07:08:11 error: no route`,
    );
    assert.equal(told.format, 'go');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z none listening on :80
2024-05-06T07:08:10.000Z none http: panic serving 10.0.0.1: nil
2024-05-06T07:08:11.000Z error error: no route`,
    );
  });
});
