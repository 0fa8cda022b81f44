/** The investigator, tests: what was recorded happens again offline, request by request and byte by byte. */
import assert from 'node:assert/strict';
import { investigate } from '../../src/agent/investigate.ts';
import type { Turn } from '../../src/agent/model.ts';
import { recorderOf } from '../../src/agent/record.ts';
import { replay, replayed } from '../../src/agent/replay.ts';
import { Fault } from '../../src/base/fault.ts';
import { type SampleRun, sampleRun } from './sample-run.ts';
import { calling, hangs, type Line, says, scripted, shownId, submits } from './scripted.ts';

const signal = () => new AbortController().signal;

const lies: Line = turn => {
  const id = shownId(turn, 'Out of memory: Killed');
  const quote = 'Out of memory: Killed process';
  const claim = { title: 'Memory ran out', description: 'It says so.', confidence: 'high', evidence: [{ id, quote }] };
  const counted = { ...claim, description: '1,123 lines fit', results: ['R1'] };
  return submits({
    summary: 'Memory.',
    claims: [claim, { ...claim, title: 'a lie', evidence: [{ id, quote: 'Out of patience' }] }, counted],
  });
};

const scripts: Record<string, Line[]> = {
  'a whole one': [
    {
      parts: [
        says('a'),
        calling('search_logs', { query: 'level:error', limit: 3 }, 'a'),
        calling('read_lines', { place: 'E99' }, 'b'),
        calling('get_timeline', {}, 'c'),
      ],
    },
    { parts: [calling('search_logs', { query: 'level:error', limit: 3 }, 'd'), calling('search_logs', { query: '"' }, 'e')] },
    lies,
  ],
  'one that failed': [
    { parts: [calling('get_timeline', {}, 'a')] },
    () => Promise.reject(new Fault('source_busy', { system: 'X', host: 'y', when: 'soon' })),
  ],
  'one that handed in nothing': [{ parts: [] }, { parts: [says('no')] }, { parts: [says('no')] }],
};

describe('a record', function () {
  this.timeout(30_000);
  let run: SampleRun;
  before(async () => {
    run = await sampleRun();
  });
  after(() => run.end());

  async function recorded(script: readonly Line[], life = signal()) {
    const model = scripted(script, {
      count: text => Math.ceil(text.length / 3.1),
      price: { input: 3, output: 15, cache_read: 0.3, cache_written: 4 },
    });
    let ticks = 0;
    const begun = { run_id: run.run_id, question: 'Why?', findings_id: 'f', budget: { tokens: 60_000 } };
    const recorder = recorderOf({ engine: run.engine, model, clock: () => 1e12 + 137 * ticks++ }, begun);
    const findings = await investigate({ ...begun, ...recorder, signal: life });
    recorder.end(findings);
    return { findings, turns: model.turns, record: recorder.text() };
  }

  for (const [what, script] of Object.entries(scripts)) {
    it(`of ${what} is played again, twice, to the same bytes`, async () => {
      const { findings, turns, record } = await recorded(script);
      for (const _ of [1, 2]) {
        const again = replayed(record);
        const asked: Turn[] = [];
        const { model } = again.inquiry;
        const heard = {
          ...model,
          answer: (...given: Parameters<typeof model.answer>) => {
            asked.push(given[0]);
            return model.answer(...given);
          },
        };
        const made = await investigate({ ...again.inquiry, model: heard, signal: signal() });
        assert.equal(JSON.stringify(asked), JSON.stringify(turns));
        assert.equal(JSON.stringify(made), JSON.stringify(findings));
        assert.equal(again.differs(), null);
        assert.equal(JSON.stringify(await replay(record, { signal: signal() })), JSON.stringify(findings));
      }
    });
  }

  it('holds what was asked, answered and spent', async () => {
    const { findings, record } = await recorded(scripts['a whole one']);
    assert.equal(findings.claims.length, 2);
    assert.equal(findings.removed.length, 1);
    const kinds = record
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { what: string }).what);
    const number = (what: string) => kinds.filter(one => one === what).length;
    assert.deepEqual([number('turn'), number('reply'), number('end')], [3, 3, 1]);
    assert.equal(number('call'), number('answer') + number('no_answer'));
    assert.deepEqual(JSON.parse(record.trim().split('\n').at(-1) ?? '').findings.spent, findings.spent);
  });

  it('of one that was cancelled stays readable, and ends when its replay is cancelled', async () => {
    const life = new AbortController();
    const waits: Line = (turn, own) => {
      setTimeout(() => life.abort(), 1);
      return hangs(turn, own);
    };
    const { findings, record } = await recorded([{ parts: [calling('get_timeline', {}, 'a')] }, waits], life.signal);
    assert.equal(findings.ended, 'cancelled');
    assert.equal(replayed(record).findings.ended, 'cancelled');
  });

  it('that was damaged or comes from another version is refused, with why', async () => {
    const { record } = await recorded(scripts['a whole one']);
    const lines = record.trim().split('\n');
    const broken: [string, RegExp][] = [
      ['', /beginning or its end is missing/],
      [lines.slice(0, -1).join('\n'), /beginning or its end is missing/],
      [lines.map((line, at) => (at === 4 ? line.slice(0, 20) : line)).join('\n'), /line 5 cannot be read/],
      [record.replace('"version":1', '"version":9'), /beginning or its end is missing/],
      [record.replace('You find out why', 'You find out how'), /request 1 is another one/],
      [record.replace('"query":"level:error"', '"query":"level:warn"'), /calls|request/],
      [record.replace('"title":"a lie","why"', '"title":"no lie","why"'), /findings come out differently/],
    ];
    for (const [text, why] of broken) {
      await assert.rejects(
        async () => replay(text, { signal: signal() }),
        (failure: Fault) => failure.code === 'record_unusable' && why.test(failure.message),
        String(why),
      );
    }
  });
});
