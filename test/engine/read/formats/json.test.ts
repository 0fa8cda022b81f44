/** The reader: what JSON lines, logfmt and the files of a cluster test read as. */
import assert from 'node:assert/strict';
import { tell } from './rows.ts';

describe('structured logs', () => {
  it('pino', () => {
    const told = tell(
      `{"level":30,"time":1714979289123,"msg":"item added","n":{"a":[1,"}"]}}
{"level":50,"time":1714979289124,"msg":"card refused"}
not json at all`,
    );
    assert.equal(told.format, 'json-lines');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info item added","n":{"a":[1,"}"]}}
2024-05-06T07:08:09.124Z error card refused"}
2024-05-06T07:08:09.124Z none not json at all`,
    );
  });

  it('Python levels', () => {
    const told = tell(
      `{"levelno": 20, "created_at": "2024-05-06 07:08:09.5", "message": "item \\"added\\""}
{"levelno": 40, "created_at": "2024-05-06 07:08:10", "message": "card refused"}`,
    );
    assert.equal(told.format, 'json-lines');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.500Z info item \\"added\\""}
2024-05-06T07:08:10.000Z error card refused"}`,
    );
  });

  it('nanoseconds, fields in any order', () => {
    const told = tell(
      `{"message":"a","ts":1714979289123456789,"severity":"WARNING"}
{"severity":"ERROR","ts":1714979290.5,"message":"b"}`,
    );
    assert.equal(told.format, 'json-lines');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z warn a","ts":1714979289123456789,"severity":"WARNING"}
2024-05-06T07:08:10.500Z error b"}`,
    );
  });

  it('container runtime', () => {
    const told = tell(`{"log":"item added\\n","stream":"stdout","time":"2024-05-06T07:08:09.123456789Z"}`);
    assert.equal(told.format, 'json-lines');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z none item added\\n","stream":"stdout","time":"2024-05-06T07:08:09.123456789Z"}`,
    );
  });

  it('MongoDB', () => {
    const told = tell(
      `{"t":{"$date":"2024-05-06T07:08:09.123+00:00"},"s":"I","c":"NETWORK","ctx":"listener","msg":"accepted"}
{"t":{"$date":"2024-05-06T07:08:09.124+00:00"},"s":"E","c":"NETWORK","ctx":"listener","msg":"broken"}`,
    );
    assert.equal(told.format, 'json-lines');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.123Z info accepted"}
2024-05-06T07:08:09.124Z error broken"}`,
    );
  });

  it('a status is no level', () => {
    const told = tell(
      `{"time":"2024-05-06T07:08:09Z","status":200,"path":"/"}
{"time":"2024-05-06T07:08:10Z","status":500,"path":"/"}`,
    );
    assert.equal(told.format, 'json-lines');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z none {"time":"2024-05-06T07:08:09Z","status":200,"path":"/"}
2024-05-06T07:08:10.000Z none {"time":"2024-05-06T07:08:10Z","status":500,"path":"/"}`,
    );
  });

  it('OpenTelemetry numbers', () => {
    const told = tell(`{"timestamp":"2024-05-06T07:08:09Z","severityNumber":17,"body":"broken"}`);
    assert.equal(told.format, 'json-lines');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(told.rows, `2024-05-06T07:08:09.000Z error broken"}`);
  });

  it('logfmt', () => {
    const told = tell(
      `time="2024-05-06T07:08:09Z" level=info msg="item added" n=1
ts=2024-05-06T07:08:10.5Z caller=till.go:40 level=error msg="card \\"x\\" refused"
time="2024-05-06T07:08:11Z" level=warning msg=slow`,
    );
    assert.equal(told.format, 'logfmt');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.000Z info item added" n=1
2024-05-06T07:08:10.500Z error card \\"x\\" refused"
2024-05-06T07:08:11.000Z warn slow`,
    );
  });

  it('SCT actions', () => {
    const told = tell(
      `{"datetime": "2024-05-06T07:08:09.924783+00:00Z", "status": "info", "source": "tester", "action": "Started - x"}
{"datetime": "2024-05-06T07:08:10+00:00Z", "status": "error", "source": "event", "action": "CoreDumpEvent ERROR Event"}
{"datetime": "2024-05-06T07:08:11Z", "status": "warning", "source": "event", "action": "Finished - x", "target": "n1"}`,
    );
    assert.equal(told.format, 'sct-actions');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.924Z info Started - x"}
2024-05-06T07:08:10.000Z error CoreDumpEvent ERROR Event"}
2024-05-06T07:08:11.000Z warn Finished - x", "target": "n1"}`,
    );
  });

  it('SCT raw events', () => {
    const told = tell(
      `{"base": "A", "event_timestamp": 1714979289.25, "severity": "NORMAL", "subcontext": [{"severity": "ERROR"}]}
{"node": "n1", "base": "B", "severity": "CRITICAL", "event_timestamp": 1714979290.5, "subcontext": []}`,
    );
    assert.equal(told.format, 'sct-raw-events');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.250Z info {"base": "A", "event_timestamp": 1714979289.25, "severity": "NORMAL", "subcontext": [{"severity": "ERROR"}]}
2024-05-06T07:08:10.500Z fatal {"node": "n1", "base": "B", "severity": "CRITICAL", "event_timestamp": 1714979290.5, "subcontext": []}`,
    );
  });

  it('SCT events', () => {
    const told = tell(
      `2024-05-06 07:08:09.033: (DisruptionEvent Severity.NORMAL) period_type=begin event_id=2012ef4f-58f4-4191-8a7a-0e508d795efe: x
2024-05-06 07:08:10.033 <2024-05-06 07:08:09.735>: (DatabaseLogEvent Severity.ERROR) period_type=one-time event_id=2f389da7-67f7-438e-ad92-50d9fd92318e: y
2024-05-06 07:08:09 raw line of a node that begins with a date
0000-00-00 <UnknownTimestamp>: (SpotTerminationEvent Severity.CRITICAL) period_type=one-time event_id=9164a324-968f-4526-9b4f-b469c77a120f: z`,
    );
    assert.equal(told.format, 'sct-events');
    assert.equal(told.reader.zone(), 'given');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.033Z info (DisruptionEvent Severity.NORMAL) period_type=begin event_id=2012ef4f-58f4-4191-8a7a-0e508d795efe: x
2024-05-06T07:08:10.033Z error (DatabaseLogEvent Severity.ERROR) period_type=one-time event_id=2f389da7-67f7-438e-ad92-50d9fd92318e: y
2024-05-06T07:08:10.033Z error + 2024-05-06 07:08:09 raw line of a node that begins with a date
2024-05-06T07:08:10.033Z fatal (SpotTerminationEvent Severity.CRITICAL) period_type=one-time event_id=9164a324-968f-4526-9b4f-b469c77a120f: z`,
    );
  });

  it('SCT runner', () => {
    const told = tell(
      `< t:2024-05-06 07:08:09,925 f:cluster.py      l:1399 c:acme.cluster         p:INFO  > line one
< t:2024-05-06 07:08:10,925 f:run.py          l:12   c:acme.run             p:ERROR > Unhandled exception < t:2024-05-06 07:08:10,925 f:run.py          l:12   c:acme.run             p:ERROR > Unhandled exception
< t:2024-05-06 07:08:10,925 f:run.py          l:12   c:acme.run             p:ERROR > Traceback (most recent call last):
< t:2024-05-06 07:08:10,925 f:run.py          l:12   c:acme.run             p:ERROR >   File "run.py", line 12, in f
< t:2024-05-06 07:08:10,925 f:run.py          l:12   c:acme.run             p:ERROR >     g()
< t:2024-05-06 07:08:10,925 f:run.py          l:12   c:acme.run             p:ERROR > ValueError: no
< t:2024-05-06 07:08:11,925 f:cluster.py      l:1399 c:acme.cluster         p:DEBUG > next`,
    );
    assert.equal(told.format, 'sct-log');
    assert.equal(told.reader.zone(), 'assumed');
    assert.equal(
      told.rows,
      `2024-05-06T07:08:09.925Z info line one
2024-05-06T07:08:10.925Z error Unhandled exception
2024-05-06T07:08:10.925Z error + Traceback (most recent call last):
2024-05-06T07:08:10.925Z error +   File "run.py", line 12, in f
2024-05-06T07:08:10.925Z error +     g()
2024-05-06T07:08:10.925Z error + ValueError: no
2024-05-06T07:08:11.925Z debug next`,
    );
  });
});
