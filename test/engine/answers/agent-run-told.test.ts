/** The answers: an agent run as it is told of: its parts in order, what each stands under, who did it, what it used; by either name. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../src/base/fault.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';

const DOCUMENTED = readFileSync(new URL('../rca/agents/sufficient.json', import.meta.url), 'utf8');

const call = (id: string, name: string) => ({ id, function: { name, arguments: '{"q":1}' } });
const transcript = (extra: object, ...messages: object[]) => ({ agent_name: 'planner', ...extra, messages });
const MESSAGES = [
  { role: 'user', content: 'Find the order.' },
  {
    role: 'assistant',
    name: 'planner',
    content: 'Looking.',
    tool_calls: [call('c1', 'find_order')],
    usage: { prompt_tokens: 90, completion_tokens: 10 },
  },
  { role: 'tool', tool_call_id: 'c1', content: 'Error: no such order' },
  { role: 'assistant', name: 'writer', content: 'x'.repeat(5000) },
];

describe('an agent run, as it is told of', () => {
  let folder: string;
  let engine: RunningEngine;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'agent-told-'));
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', inline: true });
  });
  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has parts that stand under others', async () => {
    await engine.keep_agent_run({ run: DOCUMENTED });
    const { timeline, place, agent_runs } = await engine.get_agent_run({ agent_run_id: 'run-001-sufficient' });
    assert.deepEqual(
      timeline.map(({ kind, ref_id, under, tool }) => [kind, ref_id, under && `${under.kind} ${under.ref_id}`, tool]),
      [
        ['step', 'step-001', null, null],
        ['step', 'step-002', null, null],
        ['tool_call', 'call-001', 'step step-002', 'order_lookup_api'],
        ['tool_call', 'call-003', 'step step-002', 'order_lookup_api'],
        ['guardrail', 'guard-001', 'tool_call call-001', null],
        ['step', 'step-003', null, null],
        ['tool_call', 'call-002', 'step step-003', 'shipping_status_api'],
        ['step', 'step-004', null, null],
      ],
    );
    assert.equal(place.line, 1);
    assert.deepEqual(agent_runs, [
      { run_id: 'run-001-sufficient', agent_name: 'customer-support-agent', status: 'failure', parts: 8 },
    ]);
  });

  it('is found by the run in whose logs it stands, of several the one that its report is about', async () => {
    const file = join(folder, 'talk.jsonl');
    const runs = [
      transcript({ run_id: 'good', status: 'success' }, ...MESSAGES.slice(0, 1)),
      transcript({ run_id: 'bad', status: 'failure' }, ...MESSAGES),
    ];
    writeFileSync(file, runs.map(one => `${JSON.stringify(one)}\n`).join(''));
    const { run_id } = await engine.ingest_logs({ inputs: [file] });
    const told = await engine.get_agent_run({ run_id });
    assert.equal(told.agent_run.run_id, 'bad');
    assert.deepEqual(
      told.timeline.map(({ kind, ref_id, under, agent, cost }) => [
        kind,
        ref_id,
        under?.ref_id ?? null,
        agent,
        cost?.tokens_prompt ?? null,
      ]),
      [
        ['message', '0', null, 'user', null],
        ['message', '1', null, 'planner', 90],
        ['tool_call', 'c1', '1', 'planner', null],
        ['message', '2', null, 'tool', null],
        ['message', '3', null, 'writer', null],
      ],
    );
    assert.equal(told.timeline[4].title.length, 300, 'the whole message stands in the line');
    assert.deepEqual(
      told.agent_runs.map(one => [one.run_id, one.parts]),
      [
        ['good', 1],
        ['bad', 5],
      ],
    );
    const other = await engine.get_agent_run({ run_id, agent_run_id: 'good' });
    assert.equal(other.in_all, 1);
  });

  it('is refused with words where there is none', async () => {
    const file = join(folder, 'plain.log');
    writeFileSync(file, '2026-11-20T08:00:00Z INFO nothing of agents\n');
    const { run_id } = await engine.ingest_logs({ inputs: [file] });
    for (const question of [{ run_id }, { agent_run_id: 'nobody' }])
      await assert.rejects(engine.get_agent_run(question), failure => failure instanceof Fault && failure.code === 'run_unknown');
    await assert.rejects(engine.get_agent_run({}), /Name the agent run, or the run in whose logs it stands/);
  });
});
