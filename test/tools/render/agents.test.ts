/** Agent runs as text: what a person reads of one run, of its parts, and of how agents did. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../../src/engine/start.ts';
import { tell } from '../../../src/tools/tell.ts';

describe('agent runs as text', () => {
  it('read as a person would tell of them, with the place of each part', async () => {
    const home = mkdtempSync(join(tmpdir(), 'agents-text-'));
    const engine = startEngine({ home, cwd: process.cwd(), version: 'test', inline: true });
    try {
      const run = readFileSync('test/engine/rca/agents/sufficient.json', 'utf8');
      const { text: kept } = await tell(engine, 'keep_agent_run', { run });
      const told = kept.replace(/\b[0-9a-f]{12}\b/g, 'ID');
      assert.equal(
        told,
        [
          'run-001-sufficient  failure  customer-support-agent (2.1.0, gpt-4-turbo, prod)',
          'ToolCallError: Tool schema validation failed',
          '4 steps, 3 tool calls, 1 guardrail event, 0.0245 USD; known as ID',
        ].join('\n'),
      );
      const { text } = await tell(engine, 'get_agent_run', { agent_run_id: 'run-001-sufficient', limit: 3 });
      const [, , , begun, , ...parts] = text
        .replace(/\b[0-9a-f]{12}\b/g, 'ID')
        .replace(/[0-9a-f]{24}/g, 'NAME')
        .split('\n');
      assert.equal(begun, '2024-01-15 10:30:00.000');
      assert.deepEqual(parts, [
        '10:30:00.000  step Plan customer inquiry',
        '    success, 5000 ms  ID:NAME.json:2',
        '10:30:05.000  step Look up order details',
        '    failure, 2 retries, 10000 ms  ID:NAME.json:3',
        "10:30:05.000  tool_call order_lookup_api: Missing required field: 'customer_id'. API schema upd… +34",
        '    failure, 2 retries, 350 ms  ID:NAME.json:4',
        '3 of 8 parts.',
      ]);
      const { text: summed } = await tell(engine, 'summarize_agent_runs', { hours: 876_000 });
      const metrics = '1 run, 0 % succeeded, 95 % of steps within 20000 ms, 0.0245 USD, failing tools: order_lookup_api 2';
      assert.equal(summed, `The last 876,000 hours: ${metrics}\ncustomer-support-agent 2.1.0 prod: ${metrics}`);
      await assert.rejects(tell(engine, 'keep_agent_run', { run: '{"run_id"' }), /The agent run is no JSON/);
    } finally {
      await engine.end();
      rmSync(home, { recursive: true, force: true });
    }
  });
});
