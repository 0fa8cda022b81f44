/** The reader: what system logs and the logs of database nodes read as. */
import assert from 'node:assert/strict';
import { tell } from './rows.ts';

describe('system logs', () => {
  it('RFC 3164', () => {
    const told = tell(
      `<34>May  6 07:08:09 node-1 sshd[123]: session opened
<29>May  6 07:08:10 node-1 kernel: [   12.345678] link up
May  6 07:08:11 node-1 su(pam_unix)[7]: error: denied
May  6 07:08:12 node-1 last message repeated 2 times`,
    );
    assert.equal(told.format, 'syslog');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z fatal session opened
2024-05-06T07:08:10.000Z info link up
2024-05-06T07:08:11.000Z error error: denied
2024-05-06T07:08:12.000Z none last message repeated 2 times`,
    );
  });

  it('the year turns', () => {
    const told = tell(
      `Dec 31 23:59:59 node-1 cron[1]: tick
Jan  1 00:00:01 node-1 cron[1]: tock`,
    );
    assert.equal(told.format, 'syslog');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2023-12-31T23:59:59.000Z none tick
2024-01-01T00:00:01.000Z none tock`,
    );
  });

  it('RFC 5424', () => {
    const told = tell(
      `<165>1 2024-05-06T07:08:09.003Z node-1 shop 8710 ID47 [id@1 a="b"] item added
<163>1 2024-05-06T07:08:10.003+02:00 node-1 shop - - - card refused`,
    );
    assert.equal(told.format, 'syslog');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.003Z info item added
2024-05-06T05:08:10.003Z error card refused`,
    );
  });

  it('dated syslog', () => {
    const told = tell(
      `2024-05-06T07:08:09.123456+02:00 node-1 sshd[123]: session opened
2024-05-06T07:08:10.123456+02:00 node-1 kernel: link down`,
    );
    assert.equal(told.format, 'syslog');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T05:08:09.123Z none session opened
2024-05-06T05:08:10.123Z none link down`,
    );
  });

  it('kernel ring', () => {
    const told = tell(
      `[    0.000000] Linux version 6
[   12.345678] error: disk gone
<3>[   12.400000] ata1: reset`,
    );
    assert.equal(told.format, 'kernel');
    assert.equal(told.reader.zone(), 'none');
    assert.equal(
      told.rows,
      `- none Linux version 6
- error error: disk gone
- error ata1: reset`,
    );
  });

  it('klog', () => {
    const told = tell(
      `I0506 07:08:09.123456    1234 server.go:12] started
E0506 07:08:10.000001    1234 till.go:40] card refused
goroutine 12 [running]:`,
    );
    assert.equal(told.format, 'klog');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info started
2024-05-06T07:08:10.000Z error card refused
2024-05-06T07:08:10.000Z error + goroutine 12 [running]:`,
    );
  });

  it('logcat brief', () => {
    const told = tell(
      `D/Cart    ( 1234): added
E/Till( 1234): refused`,
    );
    assert.equal(told.format, 'logcat-brief');
    assert.equal(told.reader.zone(), 'none');
    assert.equal(
      told.rows,
      `- debug added
- error refused`,
    );
  });

  it('database node, zone given', () => {
    const told = tell(
      `2024-05-06T07:08:09.796+00:00 db-node-1     !INFO | scylla[134]:  [shard 0:main] init - serving
2024-05-06T07:08:10.735 db-node-1  !ERR | scylla[134]  [shard 12:  mt] sstable - corrupt
2024-05-06T07:08:11+00:00  db-node-1 !    WARNING |  systemd: stopping`,
    );
    assert.equal(told.format, 'scylla');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.796Z info init - serving
2024-05-06T07:08:10.735Z error sstable - corrupt
2024-05-06T07:08:11.000Z warn stopping`,
    );
  });

  it('database node, very old', () => {
    const told = tell(
      `[10.0.0.7] [stdout] May 06 07:08:09 info   | scylla[124]: started
[10.0.0.7] [stdout] May 06 07:08:10 err    | scylla[124]: broken`,
    );
    assert.equal(told.format, 'scylla');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info started
2024-05-06T07:08:10.000Z error broken`,
    );
  });

  it('database node, journald', () => {
    const told = tell(
      `May  6 07:08:09 db-node-1 scylla[12]:  [shard 3] compaction - done
May  6 07:08:10 db-node-1 scylla[12]: Reactor stalled for 200 ms. Backtrace:
May  6 07:08:10 db-node-1 scylla[12]:   0x4a5b6c7
May  6 07:08:10 db-node-1 systemd[1]: noise
May  6 07:08:11 db-node-1 scylla[12]:  [shard 3] compaction - done`,
    );
    assert.equal(told.format, 'syslog');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z none compaction - done
2024-05-06T07:08:10.000Z none Reactor stalled for 200 ms. Backtrace:
2024-05-06T07:08:10.000Z none +   0x4a5b6c7
2024-05-06T07:08:10.000Z none noise
2024-05-06T07:08:11.000Z none compaction - done`,
    );
  });
});
