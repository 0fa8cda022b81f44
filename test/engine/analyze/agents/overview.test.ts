/** Analysis, agents: the figures of the last hours. */
import assert from 'node:assert/strict';
import { agentOverview, estimateOf } from '../../../../src/engine/analyze/agents/overview.ts';
import { callsOf, failing, runOf } from './runs.ts';

const NOW = Date.UTC(2026, 0, 2, 12);
const told = (change: object, hoursAgo = 1) => ({
  run: runOf({ started_at: new Date(NOW - hoursAgo * 3_600_000).toISOString(), ...change }),
  seen: NOW,
  investigation_run_id: 'known',
});
const steps = (...latencies: number[]) =>
  latencies.map((latency_ms, at) => ({ step_id: `s${at}`, name: 's', status: 'success', latency_ms }));

describe('the overview of agents', () => {
  it('has the figures that are documented, and the same per agent, version and environment', () => {
    const runs = [
      told({
        run_id: '1',
        status: 'success',
        steps: steps(...Array.from({ length: 19 }, () => 100)),
        cost: { total_cost_usd: 1.2 },
      }),
      told({
        run_id: '2',
        tool_calls: callsOf(failing({ tool_name: 'pay' }), failing({ tool_name: 'look' }), failing({ tool_name: 'pay' })),
        steps: steps(8500),
      }),
      told({ run_id: '3', agent_name: 'b', agent_version: '2', status: 'running', cost: { total_cost_usd: 0.034 } }),
      told({ run_id: '4', status: 'success' }, 25),
    ];
    const { by, over_time, ...all } = agentOverview(runs, { now: NOW, hours: 24 });
    assert.deepEqual(all, {
      hours: 24,
      total_runs: 3,
      success_rate: 50,
      top_failing_tools: [
        { tool: 'pay', count: 2 },
        { tool: 'look', count: 1 },
      ],
      p95_step_latency_ms: 100,
      total_cost_usd: 1.234,
    });
    assert.deepEqual(
      by.map(one => [one.agent_name, one.agent_version, one.total_runs, one.success_rate, one.total_cost_usd]),
      [
        ['a', null, 2, 50, 1.2],
        ['b', '2', 1, null, 0.034],
      ],
    );
    assert.deepEqual(
      by.map(one => one.newest_failed),
      [{ run_id: '2', investigation_run_id: 'known' }, null],
    );
    assert.deepEqual(
      over_time.filter(one => one.succeeded + one.failed + one.other > 0),
      [
        {
          from: NOW - 7_200_000,
          to: NOW - 3_600_000,
          succeeded: 1,
          failed: 1,
          other: 1,
          p95_step_latency_ms: 100,
          total_cost_usd: 1.234,
        },
      ],
    );
    assert.deepEqual([over_time.length, over_time[0].from, over_time.at(-1)?.to], [24, NOW - 24 * 3_600_000, NOW]);
  });

  it('takes what nobody told for unknown, and a run without a time by when it came in', () => {
    const {
      by,
      over_time: _,
      ...all
    } = agentOverview([{ ...told({ status: 'success', started_at: null }), seen: NOW - 1000 }], { now: NOW, hours: 1 });
    assert.deepEqual(all, {
      hours: 1,
      total_runs: 1,
      success_rate: 100,
      top_failing_tools: [],
      p95_step_latency_ms: null,
      total_cost_usd: null,
    });
    assert.equal(by.length, 1);
  });

  it('estimates each step by its own model where the steps add up to the run, and all or nothing', () => {
    const used = (tokens_prompt: number) => ({ tokens_prompt, tokens_completion: 0 });
    const step = (step_id: string, model?: string) => ({ step_id, name: 's', status: 'success', cost: used(1_000_000), model });
    const estimate = (cost: object | null, ...parts: object[]) =>
      estimateOf(runOf({ model: 'claude-haiku-4-5', cost, steps: parts }));
    assert.equal(estimate(used(2_000_000), step('1', 'claude-opus-5'), step('2')), 6);
    assert.equal(estimate(null, step('1')), 1, 'the run itself tells no tokens');
    assert.equal(estimate(used(2_000_000), step('1', 'my-own'), step('2')), null);
    assert.equal(estimate(used(1_000_000), step('1', 'claude-opus-5'), step('2')), 1, 'steps within one another');
    assert.equal(estimate(used(1_000_000), { ...step('1'), cost: { ...used(1_000_000), total_cost_usd: 0.5 } }), null);
  });

  it('is empty where nothing ran', () => {
    const { total_runs, success_rate, by } = agentOverview([], { now: NOW, hours: 24 });
    assert.deepEqual([total_runs, success_rate, by], [0, null, []]);
  });

  it('estimates by price lists what runs cost that tell their model and tokens only, apart from what is told', () => {
    const tokens = { tokens_prompt: 1_000_000, tokens_completion: 100_000 };
    const runs = [
      told({ run_id: '1', model: 'gpt-4o', cost: { ...tokens, total_cost_usd: 9 } }),
      told({ run_id: '2', model: 'gpt-4o', cost: tokens }, 5),
      told({ run_id: '3', model: 'my-own', cost: tokens }),
      told({ run_id: '4', model: 'gpt-4o' }),
    ];
    const { total_cost_usd, estimated_cost_usd, over_time } = agentOverview(runs, { now: NOW, hours: 24 });
    assert.deepEqual([total_cost_usd, estimated_cost_usd], [9, 3.5]);
    assert.deepEqual(
      over_time.flatMap(one => one.estimated_cost_usd ?? []),
      [3.5],
    );
    assert.equal('estimated_cost_usd' in agentOverview(runs.slice(2), { now: NOW, hours: 24 }), false, 'unknown, not nothing');
  });
});
