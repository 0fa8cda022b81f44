/** Analysis: suspects of several logs in the order of one story: cause, precursors, trigger, echoes. */
import assert from 'node:assert/strict';
import type { Moment, Suspect } from '../../../../src/engine/analyze/opinions.ts';
import { orderStory } from '../../../../src/engine/analyze/order/story.ts';
import type { Corpus } from '../../../../src/model/corpus.ts';
import { FATAL, INFO } from '../../../../src/model/level.ts';
import { memoryCorpus } from '../memory-corpus.ts';

const day = '2026-02-03T';
const quiet = (host: string): string[] =>
  Array.from({ length: 40 }, (_, n) => `${day}10:${String(n).padStart(2, '0')}:00.000Z INFO ${host} checked ${n} items`);
const logOf = (lines: readonly string[]): string => [...lines].sort().join('\n');
const KILLED = `${day}10:30:05.000Z ERROR kernel: Out of memory: Killed process 411 (indexer) total-vm:912kB`;
const SHORT = `${day}10:21:00.000Z WARN memory is short, 80 MiB are left`;
const REFUSED = `${day}10:30:09.000Z ERROR cannot reach indexer: connect to 10.0.0.2:9400 failed: Connection refused`;
const ELSEWHERE = `${day}10:04:00.000Z WARN clock of the printer is late`;

const files = {
  'worker-2/system.log': logOf([...quiet('worker-2'), SHORT, KILLED]),
  'worker-1/system.log': logOf([...quiet('worker-1'), ELSEWHERE, REFUSED]),
};

/** A suspect on the line that holds `words`. */
function suspect(corpus: Corpus, path: string, words: string, score: number): Suspect {
  const member = corpus.members.find(one => one.path === path);
  assert.ok(member);
  const row = [...corpus.rows(member.id, 1, member.lines)].find(one => one.text.includes(words));
  assert.ok(row, words);
  const { line, at, template } = row;
  return { member: member.id, line, endLine: line, at, score, role: 'echo', template, why: ['a sign'], alike: 0 };
}

function texts(corpus: Corpus, suspects: readonly Suspect[]): string[] {
  return suspects.map(one => [...corpus.rows(one.member, one.line, one.line)][0].text);
}

function rolesOf(corpus: Corpus, suspects: readonly Suspect[]): Record<string, string> {
  return Object.fromEntries(texts(corpus, suspects).map((text, index) => [text, suspects[index].role]));
}

describe('order/story', () => {
  it('puts what happened before what others noticed of it', () => {
    const corpus = memoryCorpus(files);
    const ranked = [
      suspect(corpus, 'worker-1/system.log', 'Connection refused', 0.97),
      suspect(corpus, 'worker-2/system.log', 'Out of memory', 0.9),
      suspect(corpus, 'worker-2/system.log', 'memory is short', 0.4),
      suspect(corpus, 'worker-1/system.log', 'printer', 0.35),
    ];
    const ordered = orderStory({ corpus, suspects: ranked, moments: [], good: [] });
    assert.equal(texts(corpus, ordered)[0], KILLED);
    assert.deepEqual(rolesOf(corpus, ordered), {
      [KILLED]: 'cause',
      [REFUSED]: 'echo',
      [SHORT]: 'precursor',
      [ELSEWHERE]: 'context',
    });
    assert.deepEqual(
      ordered.map(one => one.score),
      ordered.map(one => one.score).sort((a, b) => b - a),
    );
  });

  it('takes nothing for a cause that passing runs say as often', () => {
    const corpus = memoryCorpus(files);
    const good = [memoryCorpus({ 'worker-2/system.log': logOf([...quiet('worker-2'), KILLED]) })];
    const ranked = [
      suspect(corpus, 'worker-1/system.log', 'Connection refused', 0.9),
      suspect(corpus, 'worker-2/system.log', 'Out of memory', 0.85),
    ];
    const ordered = orderStory({ corpus, suspects: ranked, moments: [], good });
    assert.equal(texts(corpus, ordered)[0], REFUSED);
    assert.equal(rolesOf(corpus, ordered)[KILLED], 'context');
  });

  it('tells one happening once, though kernel, journal and service each have a line of it', () => {
    const unit = `${day}10:30:06.000Z WARN systemd[1]: indexer.service: Failed with result 'oom-kill'.`;
    const corpus = memoryCorpus({
      ...files,
      'worker-2/kernel.log': KILLED,
      'worker-2/system.log': logOf([...quiet('worker-2'), KILLED, unit]),
    });
    const ranked = [
      suspect(corpus, 'worker-2/system.log', 'oom-kill', 0.95),
      suspect(corpus, 'worker-2/kernel.log', 'Out of memory', 0.9),
      suspect(corpus, 'worker-2/system.log', 'Out of memory', 0.8),
      suspect(corpus, 'worker-1/system.log', 'Connection refused', 0.7),
    ];
    const ordered = orderStory({ corpus, suspects: ranked, moments: [], good: [] });
    assert.deepEqual(texts(corpus, ordered), [KILLED, REFUSED]);
    assert.equal(ordered[0].alike, 2);
    assert.equal(ordered[0].score, 0.95);
  });

  it('keeps the order of the ranking where there is one log, or none with times', () => {
    const single = memoryCorpus({ 'system.log': logOf([...quiet('a'), KILLED, REFUSED]) });
    const plain = memoryCorpus({ 'build.log': 'make: *** [all] Error 1', 'test.log': 'FAILED tests' });
    const one = [suspect(single, 'system.log', 'refused', 0.9), suspect(single, 'system.log', 'Out of', 0.8)];
    const two = [suspect(plain, 'test.log', 'FAILED', 0.9), suspect(plain, 'build.log', 'make', 0.8)];
    assert.deepEqual(orderStory({ corpus: single, suspects: one, moments: [], good: [] }), one);
    assert.deepEqual(orderStory({ corpus: plain, suspects: two, moments: [], good: [] }), two);
    assert.deepEqual(orderStory({ corpus: plain, suspects: [], moments: [], good: [] }), []);
  });

  it('shows an event at the line it was made from, adds the nemesis as trigger, and what follows the kill as context', () => {
    const { corpus, moments } = clusterTest();
    const ranked = [
      suspect(corpus, 'runner/raw_events.log', '"SEGMENTATION"', 0.9),
      suspect(corpus, 'runner/sct.log', 'cannot stop', 0.8),
    ];
    const [first, ...others] = orderStory({ corpus, suspects: ranked, moments, good: [] });
    assert.equal(texts(corpus, [first])[0], CRASH);
    assert.equal(first.alike, 1);
    const roles = rolesOf(corpus, others);
    assert.equal(roles[STARTED], 'trigger');
    assert.equal(roles[LATE], 'context');
  });
});

const NODE = 'long-db-node-0abcdef0-1';
const CRASH = `${day}10:20:00.000Z ERROR ${NODE} server[7]: Segmentation fault on shard 0.`;
const STARTED = `{"datetime":"${day}10:10:00.000000+00:00Z","status":"info","source":"Nemesis1","action":"Started - Disruption StopMonkey on ${NODE}"}`;
const LATE = `${day}10:25:00.000Z ERROR cannot stop ${NODE}`;

function clusterTest(): { corpus: Corpus; moments: Moment[] } {
  const at = Date.parse(`${day}10:20:00.000Z`);
  const event = {
    ...{ base: 'DatabaseLogEvent', type: 'SEGMENTATION', node: NODE, line: CRASH },
    ...{ source_timestamp: at / 1000, event_id: '00000000-0000-4000-a000-000000000001' },
  };
  const made = memoryCorpus({
    [`cluster/${NODE}/system.log`]: logOf([...quiet(NODE), CRASH]),
    'runner/raw_events.log': `${day}10:20:04.000Z ERROR ${JSON.stringify(event)}`,
    'runner/actions.log': STARTED,
    'runner/sct.log': logOf([...quiet('runner'), LATE]),
  });
  const format = (path: string): string =>
    /raw/.test(path) ? 'sct-raw-events' : /actions/.test(path) ? 'sct-actions' : 'stamped';
  const corpus = { ...made, members: made.members.map(one => ({ ...one, format: format(one.path) })) };
  const [raw, actions] = ['runner/raw_events.log', 'runner/actions.log'].map(
    path => corpus.members.find(one => one.path === path)!.id,
  );
  const begun = at - 600_000;
  const moments: Moment[] = [
    {
      at: begun,
      until: at + 900_000,
      kind: 'nemesis',
      level: INFO,
      title: 'StopMonkey',
      member: actions,
      line: 1,
      attributes: { nemesis: 'StopMonkey', node: NODE },
    },
    { at, until: null, kind: 'event', level: FATAL, title: 'crash', member: raw, line: 1, attributes: { part: 'killer' } },
  ];
  return { corpus, moments };
}
