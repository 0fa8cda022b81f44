/** The report, tests: lines as short phrases. */
import assert from 'node:assert/strict';
import { phraseAround, phraseOf } from '../../../src/engine/rca/phrase.ts';

const examples: readonly (readonly [block: string, phrase: string])[] = [
  ['[Tue May 26 11:12:03 2026] Out of memory: Killed process 7', 'Out of memory: Killed process 7'],
  ['[ 8123.456789] Out of memory: Killed process 7', 'Out of memory: Killed process 7'],
  [
    '2026-05-26T10:13:31.735 n2  !ERR | scylla[4326]:  [shard 3:main] raft - failed',
    'scylla[4326]: [shard 3:main] raft - failed',
  ],
  [
    'May 26 11:12:03 db-1 kernel: Out of memory: Killed process 6550 (scylla)',
    'kernel: Out of memory: Killed process 6550 (scylla)',
  ],
  ['2026-11-20T11:02:31.7450000Z ##[error]Process completed with exit code 1.', 'Process completed with exit code 1.'],
  ['\u001b[31mERROR\u001b[0m cannot open a.txt', 'cannot open a.txt'],
  ['Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nKeyError: \'id\'', "KeyError: 'id'"],
  [
    '{"base": "DatabaseLogEvent", "type": "BAD_ALLOC", "line": "2026-05-26T10:13:31 n2 !ERR | scylla: bad_alloc"}',
    'DatabaseLogEvent BAD_ALLOC: scylla: bad_alloc',
  ],
  ['{"level":"error","msg":"cannot bind"}', 'cannot bind'],
  [
    '{"base": "ClusterHealthValidatorEvent", "type": "NodeStatus", "error": "", "node": "n1"}',
    'ClusterHealthValidatorEvent NodeStatus: n1',
  ],
  [
    '2026-11-21 07:41:14.034: (NodetoolEvent Severity.ERROR) period_type=end event_id=8c29 duration=0s: nodetool_command=repair',
    'NodetoolEvent: nodetool_command=repair',
  ],
  ['E0709 13:03:20.020000    1412 pod_workers.go:1298] "Error syncing pod" pod="a/b"', '"Error syncing pod" pod="a/b"'],
  ['2026-06-03 07:17:00.000 3181 ERROR oslo.messaging [req-1 - -] [77aa-1] AMQP server is gone', 'AMQP server is gone'],
  ['2026-02-17T18:23:00.000Z ERROR [http-nio-8080-exec-3] c.e.shop.Orders - no connection', 'c.e.shop.Orders - no connection'],
  ['starting\nflux: not found\ndone', 'flux: not found'],
  // What opens behind a level, or around it, belongs to the message.
  ['ERROR <unit_test>: no such column', '<unit_test>: no such column'],
  ['[WARN] [shard 3:main] lsa - memory pressure', '[shard 3:main] lsa - memory pressure'],
  ['INFO - [main] started', '[main] started'],
  ['[Error: ENOENT: no such file]', '[Error: ENOENT: no such file]'],
  ['<error message="no disk"/>', '<error message="no disk"/>'],
  ['<error> no disk', 'no disk'],
  ['ERROR: (gcloud.run) no such region', '(gcloud.run) no such region'],
  ['error: ./gradlew: no such file', './gradlew: no such file'],
  ['error.log: no such file', 'error.log: no such file'],
  ['FATAL -- : the queue is full', 'the queue is full'],
  ['{ not json }', '{ not json }'],
  ['', '(empty line)'],
];

describe('phrase', () => {
  for (const [block, phrase] of examples) {
    it(`says ${phrase}`, () => assert.equal(phraseOf(block), phrase));
  }

  it('leaves out a front that would hide the sign', () => {
    const front = `${'key=value '.repeat(12)}QuorumLost: `;
    const line = `${front}only 1 of 3 voters reachable${' and more'.repeat(9)}`;
    assert.match(phraseAround(line, front.length), /^… (?:key=value ){1,2}QuorumLost: only 1 of 3 voters reachable/);
    assert.match(phraseAround(line, 0), /^key=value/);
    assert.equal(phraseAround('short: out of memory', 7), 'short: out of memory');
  });

  it('is one line of at most 110 characters', () => {
    const phrase = phraseOf(`${'word '.repeat(100)}\nmore`);
    assert.ok(phrase.length <= 110 && phrase.endsWith('…') && !phrase.includes('\n'), phrase);
  });
});
