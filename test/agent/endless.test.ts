/** The investigator, tests: whatever a model answers, however often, long and dear, the loop ends within its budget and tells what holds. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokensOf } from '../../src/agent/budget.ts';
import type { Model, Reply } from '../../src/agent/model.ts';
import type { Engine } from '../../src/tools/table.ts';
import { type SampleRun, sampleRun } from './sample-run.ts';
import { calling, type Line, resultsIn, says, scripted, shownId, submits } from './scripted.ts';

const price = { input: 3, output: 15, cache_read: 0.3, cache_written: 3.75 };
const OOM = 'Out of memory: Killed';
const FOREVER = 60;

const claim = (id: string) => ({
  title: 'Memory ran out',
  description: '',
  confidence: 'low',
  evidence: [{ id, quote: 'Out of memory: Killed process' }],
});
const truth: Line = turn => submits({ summary: 'Memory ran out.', claims: [claim(shownId(turn, OOM))] });

/** What a model may answer with; `true` hands in what holds. */
const tools = fc.constantFrom(
  'get_timeline',
  'search_logs',
  'count_levels',
  'read_result',
  'forget_run',
  '__proto__',
  '',
  'a'.repeat(500),
);
const inputs = fc.oneof(
  fc.constantFrom({}, { query: 'oom', limit: 3 }, { id: 'R1' }, { place: 'E1' }, { query: '"' }),
  fc.jsonValue(),
);
const answers = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('calls' as const),
      calls: fc.array(fc.tuple(tools, inputs), { minLength: 1, maxLength: 15 }),
    }),
  },
  fc.record({ kind: fc.constantFrom('talk' as const, 'nothing' as const, 'cut' as const, 'true' as const, 'empty' as const) }),
  fc.record({ kind: fc.constant('garbage' as const), input: fc.jsonValue() }),
);
const turns = fc.array(
  fc.record({
    answer: answers,
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    ms: fc.nat({ max: 20_000 }),
    unknown: fc.boolean(),
  }),
  {
    minLength: 1,
    maxLength: 20,
  },
);
const budgets = fc.record({
  requests: fc.integer({ min: 0, max: 8 }),
  tokens: fc.integer({ min: 0, max: 80_000 }),
  usd: fc.option(fc.double({ min: 0, max: 0.4, noNaN: true })),
  ms: fc.integer({ min: 1000, max: 90_000 }),
});

describe('a model that goes on and on', function () {
  this.timeout(120_000);
  let run: SampleRun;
  before(async () => {
    run = await sampleRun();
  });
  after(() => run.end());

  it('never exceeds tokens, money, requests or time, always ends, and leaves what holds', async () => {
    await fc.assert(
      fc.asyncProperty(turns, budgets, async (script, budget) => {
        let now = 0;
        const asked: number[] = [];
        const lines = Array.from({ length: FOREVER }, (_, at): Line => {
          const { answer, part, ms, unknown } = script[at % script.length];
          return turn => {
            asked.push(now);
            now += ms;
            const input = Math.ceil(part * tokensOf(turn, model));
            const usage = { input: unknown ? null : input, output: Math.ceil(part * turn.most), cache_read: 0, cache_written: 0 };
            const said: Partial<Reply> & { parts: Reply['parts'] } = partsOf(answer, turn);
            return { ...said, usage };
          };
        });
        const model: Model = scripted(lines, { price });
        const findings = await run.ask(model, { budget, clock: () => now });
        const { spent } = findings;
        assert.ok(spent.requests <= budget.requests);
        assert.ok(spent.input_tokens + spent.output_tokens <= budget.tokens, JSON.stringify(spent));
        assert.ok((spent.cost_usd ?? 0) <= (budget.usd ?? 100) + 1e-6, JSON.stringify(spent));
        assert.ok(
          asked.every(at => at < budget.ms),
          'nothing is asked when the time is over',
        );
        assert.equal(asked.length, spent.requests);
        assert.ok(['complete', 'budget', 'nothing_submitted'].includes(findings.ended), findings.ended);
        if (findings.claims.length === 0) assert.match(findings.notes.join(' '), /the report of the rules stands as it is/);
        for (const one of findings.claims) assert.equal(one.citations.length, 1);
      }),
      { numRuns: 60 },
    );
  });

  function partsOf(
    answer: Parameters<Parameters<typeof answers.map>[0]>[0],
    turn: Parameters<Extract<Line, (...given: never) => unknown>>[0],
  ) {
    if (answer.kind === 'calls') return { parts: answer.calls.map(([tool, input]) => calling(tool, input)) };
    if (answer.kind === 'garbage') return submits(answer.input);
    if (answer.kind === 'true') return submits({ summary: 'Memory.', claims: [claim(shownId(turn, OOM))] });
    if (answer.kind === 'empty') return submits({ summary: '', claims: [] });
    if (answer.kind === 'cut') return { parts: [calling('submit_findings', { summary: 'Mem' })], stop: 'length' as const };
    return { parts: answer.kind === 'talk' ? [says('Let me think.')] : [] };
  }

  it('is made to hand in by its last request, and what it hands in is kept', async () => {
    const forever: Line = (turn, life) =>
      turn.must && typeof truth === 'function'
        ? truth(turn, life)
        : { parts: [calling('get_timeline', { limit: 1 + model.turns.length })] };
    const model = scripted(Array<Line>(FOREVER).fill(forever));
    const findings = await run.ask(model, { budget: { requests: 5 } });
    assert.deepEqual([findings.ended, findings.claims.length, findings.spent.requests], ['budget', 1, 5]);
  });

  it('that hands in nothing at all ends with the report of the rules', async () => {
    const findings = await run.ask(scripted([submits({ summary: 'All is well.', claims: [] })]));
    assert.deepEqual([findings.ended, findings.claims, findings.summary], ['complete', [], '']);
    assert.match(findings.notes.join(' '), /report of the rules stands/);
  });

  it('whose tool hangs is told so, while there is time to hand in', async () => {
    const engine = { ...run.engine, get_timeline: () => new Promise(() => undefined) } as unknown as Engine;
    const model = scripted([
      { parts: [calling('get_timeline', {}, 'a'), calling('search_logs', { query: 'oom-killer', limit: 1 }, 'b')] },
      truth,
    ]);
    const began = performance.now();
    const findings = await run.ask(model, { engine, budget: { ms: 2500 }, clock: () => Math.round(performance.now() - began) });
    const [hung, other] = resultsIn(model.turns[1]);
    assert.deepEqual([hung.failed, other.failed, findings.claims.length], [true, false, 1]);
    assert.match(hung.text, /did not answer in the time that is left for it\. Go on without it/);
    assert.ok(findings.spent.took_ms < 2500);
  });

  it('whose numbers cannot be asked for again in time loses them, and nothing else', async () => {
    let hangs = false;
    const engine = {
      ...run.engine,
      get_timeline: (...given: Parameters<Engine['get_timeline']>) =>
        hangs ? new Promise(() => undefined) : run.engine.get_timeline(...given),
    } as unknown as Engine;
    const model = scripted([
      { parts: [calling('get_timeline', {}, 'a')] },
      turn => {
        hangs = true;
        const bare = claim(shownId(turn, OOM));
        return submits({ summary: 'x', claims: [bare, { ...bare, title: 'It shows 12 of them', results: ['R1'] }] });
      },
    ]);
    const findings = await run.ask(model, { engine, budget: { ms: 4000 }, clock: () => 2000 });
    assert.deepEqual([findings.claims.length, findings.removed.map(one => one.why)], [1, ['number_differs']]);
  });
});
