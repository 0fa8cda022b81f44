/** The investigator, tests: no budget is exceeded, whatever it is, and what it leaves is used to hand in. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Budget, tokensOf } from '../../src/agent/budget.ts';
import type { Model, Turn } from '../../src/agent/model.ts';
import type { Findings } from '../../src/model/findings.ts';
import { type SampleRun, sampleRun } from './sample-run.ts';
import { calling, hangs, type Line, scripted, shownId, submits } from './scripted.ts';

const price = { input: 3, output: 15, cache_read: 0.3, cache_written: 3.75 };

describe('a budget', function () {
  this.timeout(60_000);
  let run: SampleRun;
  before(async () => {
    run = await sampleRun();
  });
  after(() => run.end());

  /** Asks for more and more, with answers as long as they may be, until it must hand in. */
  function greedy(factor: number, own: Partial<Model> = {}) {
    const line: Line = turn => {
      const input = Math.ceil(factor * tokensOf(turn, model));
      const usage = { input, output: turn.most, cache_read: 0, cache_written: 0 };
      if (turn.must) return { ...submission(turn), usage };
      const parts = Array.from({ length: 3 }, (_, at) =>
        calling('search_logs', { query: `-nothing${model.turns.length}x${at}`, limit: 200 }),
      );
      return { parts, usage };
    };
    const model = scripted(Array<Line>(50).fill(line), { price, ...own });
    return model;
  }

  function submission(turn: Turn) {
    const evidence = [{ id: shownId(turn, 'Out of memory: Killed'), quote: 'Out of memory: Killed process' }];
    return submits({
      summary: 'Memory ran out.',
      claims: [{ title: 'Memory ran out', description: 'The kernel said so.', confidence: 'low', evidence }],
    });
  }

  function check(findings: Findings, budget: Partial<Budget>): void {
    const { spent } = findings;
    const tokens = spent.input_tokens + spent.output_tokens;
    assert.ok(tokens <= (budget.tokens ?? 80_000), `${tokens} tokens`);
    assert.ok((spent.cost_usd ?? 0) <= (budget.usd === null ? 100 : (budget.usd ?? 1)), `${spent.cost_usd} USD`);
    assert.ok(spent.requests <= (budget.requests ?? 12), `${spent.requests} requests`);
    assert.equal(findings.ended, 'budget');
    if (spent.requests > 0) assert.equal(findings.claims.length, 1, JSON.stringify(spent));
    assert.match(findings.notes[0], /budget ended/);
  }

  it('of tokens, money or requests is never exceeded, and its last request hands in', async () => {
    const budgets = fc.record({
      tokens: fc.integer({ min: 0, max: 60_000 }),
      usd: fc.double({ min: 0, max: 0.3, noNaN: true }),
      requests: fc.integer({ min: 0, max: 6 }),
    });
    const factors = fc.double({ min: 0.5, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(budgets, factors, async (budget, factor) => check(await run.ask(greedy(factor), { budget }), budget)),
      { numRuns: 15 },
    );
  });

  it('of tokens is never used up before the findings are handed in', async () => {
    for (let tokens = 6000; tokens <= 30_000; tokens += 1000) {
      const budget = { tokens, usd: null };
      check(await run.ask(greedy(1), { budget }), budget);
    }
  });

  it('holds where a provider counts half as many tokens again as we do', async () => {
    const budget = { tokens: 40_000 };
    check(await run.ask(greedy(1.5), { budget }), budget);
  });

  it('of time ends a wait, and says so', async () => {
    const findings = await run.ask(scripted([{ parts: [calling('get_timeline')] }, hangs]), {
      budget: { ms: 150 },
      clock: () => 0,
    });
    assert.equal(findings.ended, 'budget');
    assert.equal(findings.spent.requests, 1);
  });

  it('of time makes the last request one that hands in', async () => {
    let now = 0;
    const model = greedy(1);
    const slow: Model = {
      ...model,
      answer: (turn, life) => {
        now += 10_000;
        return model.answer(turn, life);
      },
    };
    const findings = await run.ask(slow, { budget: { ms: 45_000 }, clock: () => now });
    assert.deepEqual([findings.ended, findings.claims.length, findings.spent.took_ms], ['budget', 1, 40_000]);
  });

  it('does not hide that a model reads too little at once', async () => {
    const findings = await run.ask(greedy(1, { window: 2000 }));
    assert.equal(findings.ended, 'failed');
    assert.match(findings.notes[0], /no longer fits into what Scripted reads at once, 2000 tokens/);
  });

  it('puts older answers away before they fill what the model reads, and keeps what was sent before unchanged till then', async () => {
    const model = greedy(1, { window: 20_000 });
    const findings = await run.ask(model, { budget: { tokens: 1_000_000, usd: 10, requests: 9 } });
    assert.equal(findings.claims.length, 1);
    const heads = model.turns.slice(1).map((turn, at) => {
      const before = model.turns[at].messages;
      return JSON.stringify(turn.messages.slice(0, before.length)) === JSON.stringify(before);
    });
    assert.ok(heads.includes(false) && heads.filter(kept => kept).length >= heads.length / 2, String(heads));
    const text = JSON.stringify(model.turns.at(-1)?.messages);
    assert.match(text, /R1, search_logs query=\\"-nothing1x0\\" limit=200: put away to save room; read_result shows it again/);
  });
});
