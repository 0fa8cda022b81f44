/** Analysis: events from raw_events.log, corrected by events.log; torn lines, repeats, filters, missing files. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSctEvents } from '../../../../src/engine/analyze/sct/events.ts';
import { ERROR, FATAL, INFO } from '../../../../src/model/level.ts';
import { memoryCorpus } from '../memory-corpus.ts';
import { actionLine, eventId, nemesis, rawLine, START, textLine } from './lines.ts';

const stalled = {
  base: 'DatabaseLogEvent',
  type: 'DISK_SLOW',
  severity: 'ERROR',
  period_type: 'one-time',
  node: 'cluster-db-node-0a1b2c3d-2',
  line: '2026-03-01T12:00:07.500 cluster-db-node-0a1b2c3d-2 !ERR | db[7]: disk answers slowly',
  source_timestamp: START / 1000 + 7.5,
  subcontext: [{ base: 'DisruptionEvent', nemesis_name: 'PullThePlug', event_id: 'x' }, { other: 1 }],
};

describe('readSctEvents', () => {
  it('reads what an event states, whatever the order of its keys', () => {
    const line = rawLine('one', 9, stalled);
    const turned = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line) as object).reverse()));
    const [event] = readSctEvents(memoryCorpus({ 'run/raw_events.log': line }));
    assert.deepEqual(event, {
      id: eventId('one'),
      base: 'DatabaseLogEvent',
      type: 'DISK_SLOW',
      subtype: null,
      severity: ERROR,
      period: 'one-time',
      at: START + 9000,
      sourceAt: START + 7500,
      begin: null,
      end: null,
      node: 'cluster-db-node-0a1b2c3d-2',
      nemesis: null,
      skipped: false,
      errors: [],
      text: stalled.line,
      during: ['PullThePlug'],
      filtered: false,
      member: 1,
      line: 1,
    });
    assert.deepEqual(readSctEvents(memoryCorpus({ 'run/raw_events.log': turned })), [event]);
  });

  it('knows the node, the times and the outcome of a nemesis', () => {
    const raw = [
      rawLine('n', 10, nemesis('PullThePlug', 'cluster-1', 'begin', { begin: 10 })),
      rawLine(
        'n',
        70,
        nemesis('PullThePlug', 'cluster-1', 'end', {
          begin: 10,
          end: 70,
          errors: ['Traceback (most recent call last):\n  File "a.py", line 3, in pull\nPlugStuck: it holds'],
        }),
      ),
    ];
    const [begin, end] = readSctEvents(memoryCorpus({ 'raw_events.log': raw.join('\n') }));
    assert.deepEqual([begin.period, begin.nemesis, begin.node, begin.end], ['begin', 'PullThePlug', 'cluster-1', null]);
    assert.deepEqual(
      [end.begin, end.end, end.severity, end.text],
      [START + 10_000, START + 70_000, ERROR, 'PlugStuck: it holds'],
    );
  });

  it('takes severities from events.log and marks what it lacks as filtered', () => {
    const raw = [
      rawLine('rule', 1, { base: 'DbEventsFilter' }),
      rawLine('weakened', 2.0004, { base: 'LoadEvent', severity: 'CRITICAL', period_type: 'one-time', message: 'weak' }),
      rawLine('hidden', 3, { base: 'LoadEvent', severity: 'ERROR', period_type: 'one-time', message: 'hidden' }),
      rawLine('shown', 4, { base: 'InfoEvent', message: 'hello' }),
      rawLine('late', 9, { base: 'LoadEvent', severity: 'ERROR', period_type: 'one-time', message: 'after the end' }),
    ];
    const texts = [
      textLine('weakened', 2, { base: 'LoadEvent', severity: 'ERROR' }, ': message=weak'),
      textLine('shown', 4, { base: 'InfoEvent', severity: 'NORMAL', period: 'not-set' }, ': message=hello'),
    ];
    const events = readSctEvents(memoryCorpus({ 'raw_events.log': raw.join('\n'), 'events.log': texts.join('\n') }));
    assert.deepEqual(
      events.map(event => [event.severity, event.filtered]),
      [
        [INFO, true],
        [ERROR, false],
        [ERROR, true],
        [INFO, false],
        [ERROR, false],
      ],
    );
  });

  it('keeps events of one id that happened at different moments, once each', () => {
    const [first, second] = [rawLine('load', 5, { base: 'LoadLogEvent' }), rawLine('load', 6, { base: 'LoadLogEvent' })];
    const corpus = memoryCorpus({
      'a/raw_events.log': [first, second].join('\n'),
      'b/raw_events.log': [second, first].join('\n'),
    });
    assert.deepEqual(
      readSctEvents(corpus).map(event => event.at - START),
      [5000, 6000],
    );
  });

  it('reads events.log alone, with its continuation lines', () => {
    const text = [
      textLine(
        'n',
        100,
        { base: 'DisruptionEvent', severity: 'ERROR', period: 'end' },
        ' duration=1m10s: nemesis_name=PullThePlug target_node=Node cluster-1 [203.0.113.1 | 10.0.0.1] (Type: small) errors=it holds',
      ),
      textLine(
        'd',
        101,
        { base: 'DatabaseLogEvent', severity: 'ERROR' },
        ' during_nemesis=PullThePlug,Other: type=DISK_SLOW regex=disk line_number=3 node=cluster-2',
      ),
      '2026-03-01T12:01:40.900 cluster-2 !ERR | db[7]: disk answers slowly',
      textLine('t', 102, { base: 'TestFrameworkEvent', severity: 'ERROR' }, ', source=Tests.test_one()'),
      'exception=Traceback (most recent call last):',
      '  File "a.py", line 3, in test_one',
      'AssertionError: two is not one',
    ];
    const events = readSctEvents(memoryCorpus({ 'events.log': text.join('\n') }));
    assert.deepEqual(
      events.map(event => [event.node, event.text, event.line]),
      [
        ['cluster-1', 'it holds', 1],
        ['cluster-2', '2026-03-01T12:01:40.900 cluster-2 !ERR | db[7]: disk answers slowly', 2],
        [null, 'AssertionError: two is not one', 4],
      ],
    );
    assert.deepEqual([events[0].nemesis, events[0].begin, events[0].end], ['PullThePlug', START + 30_000, START + 100_000]);
    assert.deepEqual([events[1].type, events[1].during], ['DISK_SLOW', ['PullThePlug', 'Other']]);
  });

  it('says what a text of several lines comes to', () => {
    const trace = 'Traceback (most recent call last):\n  File "a.py", line 3, in pull\n    pull()\n    ~~~~^^';
    const texts = [
      [
        `${trace}\nPlugStuck: it holds\n\nThe above exception was the direct cause of the following exception:\n\n${trace}\npkg.NoPower`,
        'pkg.NoPower',
      ],
      [`The plug holds after 30 s\n${trace}\nPlugStuck: no`, 'The plug holds after 30 s'],
      ['self = <Test one>\n\n>       pull()\nE       PlugStuck: it holds\n\na.py:3: PlugStuck', 'PlugStuck: it holds'],
    ];
    for (const [exception, gist] of texts) {
      const line = rawLine('t', 1, { base: 'TestFrameworkEvent', exception });
      assert.equal(readSctEvents(memoryCorpus({ 'raw_events.log': line }))[0].text, gist);
    }
  });

  it('falls back to the errors that actions.log repeats for every subscriber', () => {
    const action = `HealthEvent.NodeStatus CRITICAL Event (id=${eventId('h')}) on node: cluster-1`;
    const lines = [
      actionLine(1, 'tester', 'Started - it'),
      actionLine(5, 'event', action),
      actionLine(5.2, 'event', action),
      actionLine(6, 'event', action),
    ];
    const events = readSctEvents(memoryCorpus({ 'actions.log': lines.join('\n') }));
    assert.equal(events.length, 1);
    assert.deepEqual(
      [events[0].base, events[0].type, events[0].severity, events[0].at],
      ['HealthEvent', 'NodeStatus', FATAL, START + 5000],
    );
  });

  it('leaves out torn lines and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), cut => {
        const whole = rawLine('whole', 1, stalled);
        const torn = rawLine('torn', 2, stalled).slice(0, cut);
        const events = readSctEvents(memoryCorpus({ 'raw_events.log': `${whole}\n${torn}` }));
        assert.equal(events.length, torn.endsWith('}') && torn.includes('"base"') && isJson(torn) ? 2 : 1);
      }),
      { numRuns: 60 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
