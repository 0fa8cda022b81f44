/** The reader: headers of many columns, and where the message begins behind them. */
import assert from 'node:assert/strict';
import { tell } from './rows.ts';

describe('learned headers', () => {
  it('zap', () => {
    const told = tell(
      `2024-05-06T07:08:09.123Z\tINFO\tshop/cart.go:12\titem added\t{"n": 1}
2024-05-06T07:08:09.124Z\tERROR\tshop/till.go:40\tcard refused\t{"n": 2}
2024-05-06T07:08:09.125Z\tINFO\tshop/cart.go:12\titem added\t{"n": 3}
2024-05-06T07:08:09.126Z\tINFO\tshop/cart.go:12\titem added\t{"n": 4}`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info item added\t{"n": 1}
2024-05-06T07:08:09.124Z error card refused\t{"n": 2}
2024-05-06T07:08:09.125Z info item added\t{"n": 3}
2024-05-06T07:08:09.126Z info item added\t{"n": 4}`,
    );
  });

  it('OpenStack with a file column', () => {
    const told = tell(
      `api.log.1 2024-05-06 07:08:09.123 2574 INFO shop.api.server [req-1 a b - - -] 10.0.0.1 "GET /v2" status: 200
api.log.1 2024-05-06 07:08:09.124 2574 WARNING shop.api.server [-] slow answer
sched.log.1 2024-05-06 07:08:09.125 2575 ERROR shop.scheduler [req-2 a b - - -] no host
sched.log.1 2024-05-06 07:08:09.126 2575 INFO shop.scheduler [req-3 a b - - -] found`,
    );
    assert.equal(told.format, 'oslo');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info 10.0.0.1 "GET /v2" status: 200
2024-05-06T07:08:09.124Z warn slow answer
2024-05-06T07:08:09.125Z error no host
2024-05-06T07:08:09.126Z info found`,
    );
  });

  it('Apache error', () => {
    const told = tell(
      `[Mon May 06 07:08:09 2024] [notice] configured
[Mon May 06 07:08:10.123456 2024] [core:error] [pid 12:tid 34] AH1: file missing`,
    );
    assert.equal(told.format, 'apache-error');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info configured
2024-05-06T07:08:10.123Z error [pid 12:tid 34] AH1: file missing`,
    );
  });

  it('nginx error', () => {
    const told = tell(
      `2024/05/06 07:08:09 [error] 1234#0: *1 open() failed
2024/05/06 07:08:10 [warn] 1234#0: *2 buffered`,
    );
    assert.equal(told.format, 'nginx-error');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z error *1 open() failed
2024-05-06T07:08:10.000Z warn *2 buffered`,
    );
  });

  it('level before the stamp', () => {
    const told = tell(
      `INFO  2024-05-06 07:08:09,123 [shard  0:main] init - starting
ERROR 2024-05-06 07:08:09,124 [shard 12:  mt] table - broken
INFO  2024-05-06 07:08:09,125 [shard  0:main] init - stopped`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info starting
2024-05-06T07:08:09.124Z error broken
2024-05-06T07:08:09.125Z info stopped`,
    );
  });

  it('label, epoch, twelve columns', () => {
    const told = tell(
      `- 1714979289 2024.05.06 R02-M1 2024-05-06-07.08.09.123456 R02-M1 RAS KERNEL INFO parity corrected
- 1714979290 2024.05.06 R02-M2 2024-05-06-07.08.10.123456 R02-M2 RAS APP FATAL died
KERN 1714979291 2024.05.06 R02-M2 2024-05-06-07.08.11.123456 R02-M2 RAS KERNEL INFO again`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info parity corrected
2024-05-06T07:08:10.000Z fatal died
2024-05-06T07:08:11.000Z info again`,
    );
  });

  it('stamp in the middle', () => {
    const told = tell(
      `134681 node-246 unix.hw state_change 1714979289 1 Component is down
134682 node-247 unix.hw state_change 1714979290 1 Component is up`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z none Component is down
2024-05-06T07:08:10.000Z none Component is up`,
    );
  });

  it('epoch and a user', () => {
    const told = tell(
      `- 1714979289 2024.05.06 dn228 May 6 07:08:09 dn228/dn228 crond(pam_unix)[2915]: session closed
- 1714979290 2024.05.06 dn229 May 6 07:08:10 dn229/dn229 kernel: failed link`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z none session closed
2024-05-06T07:08:10.000Z none failed link`,
    );
  });

  it('bracketed short date and program', () => {
    const told = tell(
      `[05.06 07:08:09] browser.exe - proxy.example:5070 open
[05.06 07:08:10] chat.exe *64 - proxy.example:5070 close`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z none proxy.example:5070 open
2024-05-06T07:08:10.000Z none proxy.example:5070 close`,
    );
  });

  it('access log', () => {
    const told = tell(
      `10.0.0.1 - eve [06/May/2024:07:08:09 +0200] "GET / HTTP/1.1" 200 12
10.0.0.1 - - [06/May/2024:07:08:10 +0200] "GET /x HTTP/1.1" 503 0 "-" "curl"`,
    );
    assert.equal(told.format, 'access');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T05:08:09.000Z none "GET / HTTP/1.1" 200 12
2024-05-06T05:08:10.000Z error "GET /x HTTP/1.1" 503 0 "-" "curl"`,
    );
  });

  it("time of day only, with the file's time", () => {
    const told = tell(
      `23:59:59 INFO  worker: last of the day
00:00:01 ERROR worker: first of the day`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T23:59:59.000Z info worker: last of the day
2024-05-07T00:00:01.000Z error worker: first of the day`,
    );
  });

  it('stamps that are none', () => {
    const told = tell(
      `2024-05-06 07:08:09 INFO a: fine
2024-13-06 07:08:09 INFO a: no such month
2024-05-06 25:61:09 INFO a: no such time
2024-05-06 07:08:10 INFO a: fine`,
    );
    assert.equal(told.format, 'stamped');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info a: fine
2024-05-06T07:08:09.000Z info + 2024-13-06 07:08:09 INFO a: no such month
2024-05-06T07:08:09.000Z info + 2024-05-06 25:61:09 INFO a: no such time
2024-05-06T07:08:10.000Z info a: fine`,
    );
  });
});
