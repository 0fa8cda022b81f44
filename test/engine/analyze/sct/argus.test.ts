/** Analysis: events and nemeses as Argus has them: read where the test's own are not there, and only there. */
import assert from 'node:assert/strict';
import { readMoments } from '../../../../src/engine/analyze/moments.ts';
import { readSctEvents } from '../../../../src/engine/analyze/sct/events.ts';
import { eventsFile, nemesesFile } from '../../../../src/engine/sources/argus/files.ts';
import { ArgusRun, Event } from '../../../../src/engine/sources/argus/nouns.ts';
import { ERROR, FATAL } from '../../../../src/model/level.ts';
import { memoryCorpus } from '../memory-corpus.ts';
import { rawLine } from './lines.ts';

const HEAD = 'event_id=2857b127-d30f-40a1-b478-0e95cce7931a during_nemesis=StopStartMonkey:';
const event = (of: object) =>
  Event.parse({
    severity: 'ERROR',
    ts: '2026-05-26T10:13:31.735Z',
    event_id: 'a',
    event_type: 'DatabaseLogEvent',
    node: 'db-node-2',
    ...of,
  });
const database = event({
  message: `(DatabaseLogEvent Severity.ERROR) period_type=one-time ${HEAD} type=DATABASE_ERROR node=db-node-2\n2026-05-26T10:13:31.735 db-node-2 !ERR | scylla[4326] raft_topology - send failed`,
});
const nemesisEnd = event({
  ts: '2026-05-26T10:26:40.089Z',
  event_type: 'DisruptionEvent',
  message:
    '(DisruptionEvent Severity.ERROR) period_type=end event_id=6e3bc7fa-0644-46d4-82d2-9f1d931d50c9 duration=26m40s: nemesis_name=StopStartMonkey target_node=Node db-node-1 [1 | 2] errors=Timed out',
});
const odd = event({
  severity: 'CRITICAL',
  ts: '2026-05-26T10:30:00.000Z',
  event_type: 'KernelPanicEvent',
  message: 'Kernel panic - not syncing\nmore',
  node: null,
});
const run = ArgusRun.parse({
  id: 'r',
  nemesis_data: [
    {
      name: 'StopStartMonkey',
      start_time: 1779789600,
      end_time: 1779791200,
      status: 'failed',
      stack_trace: 'Traceback (most recent call last):\n  File "x"\nTimeoutError: node is not UN',
      target_node: { name: 'db-node-1' },
    },
    { name: 'DrainerMonkey', start_time: 1779793000, end_time: 0, status: 'running', target_node: null },
    { name: 'SkippedMonkey', start_time: 1779792000, end_time: 1779792001, status: 'skipped' },
    { name: 'NoTime', start_time: null },
  ],
});

const corpus = (files: Record<string, string>) => memoryCorpus(files);

describe('events of Argus', () => {
  it('are read as the test wrote them, each with its line', () => {
    const [first, second] = readSctEvents(corpus({ 'run/argus/events.jsonl': eventsFile([database, odd]) }));
    assert.deepEqual(
      [first.base, first.type, first.severity, first.node, first.during, first.line, first.at],
      ['DatabaseLogEvent', 'DATABASE_ERROR', ERROR, 'db-node-2', ['StopStartMonkey'], 1, Date.parse('2026-05-26T10:13:31.735Z')],
    );
    assert.match(first.text, /raft_topology - send failed/);
    assert.deepEqual(
      [second.base, second.severity, second.node, second.text],
      ['KernelPanicEvent', FATAL, null, 'Kernel panic - not syncing'],
    );
  });

  it('leave nemeses to their own records, which keep the ends of short ones', () => {
    const files = { 'argus/events.jsonl': eventsFile([database, nemesisEnd]), 'argus/nemeses.jsonl': nemesesFile(run) };
    const nemeses = readMoments(corpus(files)).filter(moment => moment.kind === 'nemesis');
    assert.deepEqual(
      nemeses.map(one => [
        one.title,
        one.line,
        one.failed ?? false,
        one.skipped ?? false,
        one.until === null ? null : one.until - one.at,
      ]),
      [
        ['StopStartMonkey on db-node-1, failed: TimeoutError: node is not UN', 1, true, false, 1_600_000],
        ['SkippedMonkey, skipped', 2, false, true, 1000],
        ['DrainerMonkey, not ended', 3, false, false, null],
      ],
    );
    const alone = readMoments(corpus({ 'argus/events.jsonl': eventsFile([nemesisEnd]) }));
    assert.match(alone[0].title, /^StopStartMonkey on db-node-1, failed: Timed out/);
  });

  it('are not read where the test’s own are there', () => {
    const files = {
      'a/raw_events.log': rawLine('one', 9, { base: 'InfoEvent', severity: 'NORMAL' }),
      'argus/events.jsonl': eventsFile([database]),
    };
    assert.deepEqual(
      readSctEvents(corpus(files)).map(one => one.base),
      ['InfoEvent'],
    );
  });

  it('are none in what is torn or foreign', () => {
    const file = `${eventsFile([database]).slice(0, 80)}\n{"time":"2026-05-26T10:00:00Z","message":7}\nnull\n[1]\n"x"\n`;
    assert.deepEqual(readSctEvents(corpus({ 'argus/events.jsonl': file })), []);
  });
});
