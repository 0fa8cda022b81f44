/** The reader: what frameworks log, each with a header of its own. */
import assert from 'node:assert/strict';
import { tell } from './rows.ts';

describe('logs of frameworks', () => {
  it('Spring Boot', () => {
    const told = tell(
      `2024-05-06 07:08:09.123  INFO 12345 --- [           main] o.a.Cart                                 : item added
2024-05-06 07:08:09.124  WARN 12345 --- [nio-8080-exec-1] o.a.web.servlet.Till                     : slow: 12`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info item added
2024-05-06T07:08:09.124Z warn slow: 12`,
    );
  });

  it('Ruby logger', () => {
    const told = tell(
      `I, [2024-05-06T07:08:09.123456 #1234]  INFO -- : item added
E, [2024-05-06T07:08:09.123456 #1234] ERROR -- : card refused`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info item added
2024-05-06T07:08:09.123Z error card refused`,
    );
  });

  it('Airflow', () => {
    const told = tell(
      `[2024-05-06, 07:08:09 UTC] {cart.py:12} INFO - item added
[2024-05-06, 07:08:10 UTC] {till.py:12} ERROR - card refused`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info item added
2024-05-06T07:08:10.000Z error card refused`,
    );
  });

  it('module and level in one column', () => {
    const told = tell(
      `2024-05-06 07:08:09,123 - util.py[DEBUG]: Running command
2024-05-06 07:08:09,123 - stages.py[WARNING]: slow`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z debug Running command
2024-05-06T07:08:09.123Z warn slow`,
    );
  });

  it('all lines indented', () => {
    const told = tell(
      `    2024-05-06T07:08:09.123Z [INFO]  agent: Joining
    2024-05-06T07:08:09.123Z [ERROR] agent.server: lost`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info Joining
2024-05-06T07:08:09.123Z error lost`,
    );
  });

  it('Cassandra', () => {
    const told = tell(
      `INFO  [main] 2024-05-06 07:08:09,123 Cart.java:12 - item added
ERROR [CompactionExecutor:3] 2024-05-06 07:08:09,124 Till.java:33 - card refused`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info item added
2024-05-06T07:08:09.124Z error card refused`,
    );
  });

  it('Envoy', () => {
    const told = tell(
      `[2024-05-06 07:08:09.123][1][info][main] [source/server.cc:12] started
[2024-05-06 07:08:09.124][1][critical][main] [source/server.cc:13] died`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info started
2024-05-06T07:08:09.124Z fatal died`,
    );
  });

  it('Celery', () => {
    const told = tell(
      `[2024-05-06 07:08:09,123: INFO/MainProcess] Connected
[2024-05-06 07:08:09,124: ERROR/ForkPoolWorker-1] Task raised`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info Connected
2024-05-06T07:08:09.124Z error Task raised`,
    );
  });

  it('Redis', () => {
    const told = tell(
      `1:M 06 May 2024 07:08:09.123 * Ready to accept
1:M 06 May 2024 07:08:09.124 # Out of memory`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z none * Ready to accept
2024-05-06T07:08:09.124Z none # Out of memory`,
    );
  });

  it('level behind the time of day', () => {
    const told = tell(
      `[07:08:09 INF] Started
[07:08:09 ERR] Broken`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-07T07:08:09.000Z info Started
2024-05-07T07:08:09.000Z error Broken`,
    );
  });

  it('thread and level in one group', () => {
    const told = tell(
      `[07:08:09] [Server thread/INFO]: started
[07:08:09] [Server thread/ERROR]: broken`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-07T07:08:09.000Z info started
2024-05-07T07:08:09.000Z error broken`,
    );
  });

  it('headers inside of syslog', () => {
    const told = tell(
      `May  6 07:08:09 n1 kubelet[12]: E0506 07:08:09.123456      12 pod.go:12] Error syncing pod
May  6 07:08:09 n1 dockerd[13]: time="2024-05-06T07:08:09.1Z" level=warning msg="slow"`,
    );
    assert.equal(told.format, 'syslog');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z error E0506 07:08:09.123456      12 pod.go:12] Error syncing pod
2024-05-06T07:08:09.000Z warn time="2024-05-06T07:08:09.1Z" level=warning msg="slow"`,
    );
  });

  it('level padded in brackets', () => {
    const told = tell(
      `2024-05-06 07:08:09 [    INFO] added (test_cart.py:12)
2024-05-06 07:08:09 [   ERROR] refused (test_cart.py:12)`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info added (test_cart.py:12)
2024-05-06T07:08:09.000Z error refused (test_cart.py:12)`,
    );
  });

  it('MySQL', () => {
    const told = tell(
      `2024-05-06T07:08:09.123456Z 0 [Warning] [MY-010068] [Server] CA self signed
2024-05-06T07:08:09.123456Z 8 [ERROR] [MY-010069] [Server] broken`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z warn CA self signed
2024-05-06T07:08:09.123Z error broken`,
    );
  });
});
