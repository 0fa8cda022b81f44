/** The answers: agent runs that are handed in: kept under their id, replaced with all their parts, summed up. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../src/base/fault.ts';
import { agentMetrics, keepAgentRun, keptAgentRuns } from '../../../src/engine/answers/agent-runs.ts';
import { type CallLife, openWorkshop, type Workshop } from '../../../src/engine/workshop.ts';

const documented = (name: string) =>
  JSON.parse(readFileSync(new URL(`../rca/agents/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;
const life: CallLife = { signal: new AbortController().signal, onProgress: () => undefined };

describe('agent runs that are handed in', () => {
  let folder: string;
  let shop: Workshop;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'agent-runs-'));
    const door = { connections: async () => ({ connections: [] }), network: async () => ({}) };
    shop = openWorkshop({ home: join(folder, 'home'), cwd: folder, version: 'test' }, door as never);
  });

  afterEach(() => {
    shop.notebook().close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are the same when they come again', async () => {
    const { run } = await keepAgentRun(shop, documented('sufficient'), life);
    const again = await keepAgentRun(shop, documented('sufficient'), life);
    assert.deepEqual([again.run.run_id, again.run.sources], [run.run_id, run.sources]);
    assert.equal(shop.notebook().count(), 1);
    assert.deepEqual([run.title, run.outcome, run.job], ['run-001-sufficient', 'failed', 'customer-support-agent']);
  });

  it('are replaced with all their parts, under the same id', async () => {
    const { run } = await keepAgentRun(shop, documented('sufficient'), life);
    const changed = { ...documented('sufficient'), status: 'success', tool_calls: [], guardrail_events: [] };
    const later = await keepAgentRun(shop, changed, life);
    assert.equal(later.run.run_id, run.run_id);
    assert.notDeepEqual(later.run.sources, run.sources);
    const kept = await keptAgentRuns(shop, 'run-001-sufficient', life);
    const stored = kept?.all[0];
    assert.deepEqual([stored?.run.tool_calls, stored?.run.status, stored?.run.steps.length], [[], 'success', 4]);
    assert.equal(shop.notebook().count(), 1);
  });

  it('are refused with the path of what refers to nothing, and then not kept', async () => {
    const wrong = { ...documented('sufficient'), steps: [] };
    await assert.rejects(
      keepAgentRun(shop, wrong, life),
      failure => failure instanceof Fault && failure.message === 'tool_calls[0].step_id: there is no step "step-002"',
    );
    assert.equal(await keptAgentRuns(shop, 'run-001-sufficient', life), null);
  });

  it('stay apart whatever their ids look like', async () => {
    for (const run_id of ['../../x', 'a/b', 'A', 'a']) await keepAgentRun(shop, { ...documented('insufficient'), run_id }, life);
    assert.equal(shop.notebook().count(), 4);
    assert.equal((await keptAgentRuns(shop, '../../x', life))?.all[0]?.run.run_id, '../../x');
  });

  it('are summed up', async () => {
    await keepAgentRun(shop, documented('sufficient'), life);
    await keepAgentRun(shop, documented('insufficient'), life);
    const { by, over_time: _, ...all } = await agentMetrics(shop, { hours: 24, now: Date.UTC(2024, 0, 15, 12) }, life);
    assert.deepEqual(all, {
      hours: 24,
      total_runs: 2,
      success_rate: 0,
      top_failing_tools: [{ tool: 'order_lookup_api', count: 2 }],
      p95_step_latency_ms: 20_000,
      total_cost_usd: 0.0245,
    });
    assert.deepEqual(by.map(one => [one.agent_name, one.environment]).sort(), [
      ['customer-support-agent', 'prod'],
      ['data-processor', 'staging'],
    ]);
  });
});
