/** Agent runs over HTTP: the two documented workflows end to end and field by field, streams for early, late and slow listeners, refusals. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { version } from '../../../src/version.ts';
import { type Asker, openServer } from './asker.ts';

const documented = (name: string) => JSON.parse(readFileSync(`test/engine/rca/agents/${name}.json`, 'utf8'));

/** As the seed documents the stream. */
const STAGES = [
  ['running', 'Starting RCA', 5, 'Starting RCA'],
  ['running', 'Collecting evidence', 30, 'Collecting evidence'],
  ['running', 'Classifying failure', 55, 'Classifying failure'],
  ['running', 'Generating report', 85, 'Generating report'],
  ['done', 'RCA complete', 100, 'RCA complete'],
];

describe('agent runs over HTTP', () => {
  let home: string;
  let engine: RunningEngine;
  let server: Asker;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'http-agents-'));
    engine = startEngine({ home, cwd: process.cwd(), version, limits: {}, inline: true });
    // What programs hand in is taken by a server that only reads otherwise.
    server = await openServer(engine, { allowWrites: false });
  });
  afterEach(async () => {
    await server.close();
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  async function analysed(id: string): Promise<{ rca_run_id: string; told: string }> {
    const { status, body } = await server.ask('POST', `/agent-runs/${id}/rca-runs`);
    assert.equal(status, 202);
    assert.deepEqual(Object.keys(body), ['rca_run_id']);
    const stream = await server.ask('GET', `/rca-runs/${body.rca_run_id}/stream`);
    assert.equal(stream.headers.get('content-type'), 'text/event-stream');
    return { rca_run_id: body.rca_run_id, told: stream.body };
  }

  it('answer the workflow with sufficient evidence as it is documented', async () => {
    const given = documented('sufficient');
    assert.equal((await server.ask('POST', '/agent-runs', { body: given })).status, 200);
    const { steps, tool_calls, guardrail_events, ...head } = given;
    const { body: kept } = await server.ask('GET', '/agent-runs/run-001-sufficient');
    const { counts, investigation_run_id, ...rest } = kept;
    assert.deepEqual(rest, head);
    assert.deepEqual(counts, { steps: 4, tool_calls: 3, guardrail_events: 1, messages: 0 });

    const { rca_run_id, told } = await analysed('run-001-sufficient');
    const events = told
      .trim()
      .split('\n\n')
      .map(one => JSON.parse(one.split('\ndata: ')[1]));
    assert.deepEqual(
      events.map(({ updated_at, ...event }) => Object.values(event)),
      STAGES,
    );
    for (const { updated_at } of events) assert.equal(new Date(updated_at).toISOString(), updated_at);

    const { body } = await server.ask('GET', `/agent-runs/rca-runs/${rca_run_id}`);
    assert.deepEqual([body.rca_run_id, body.run_id, body.status], [rca_run_id, 'run-001-sufficient', 'done']);
    const { category, insufficient_evidence, evidence_index, hypotheses, action_items } = body.report;
    assert.deepEqual([category, insufficient_evidence], ['tool_schema_mismatch', false]);
    const { place, sha256, ...first } = evidence_index[0];
    assert.deepEqual(first, {
      evidence_id: 'ev_tool_call-001',
      kind: 'tool_call',
      ref_id: 'call-001',
      title: 'Failed tool call: order_lookup_api',
      snippet: "Missing required field: 'customer_id'. API schema updated to v2.0 requiring customer_id",
      attributes: { error_class: 'ValidationError', status_code: 400 },
    });
    const { description, ...cause } = hypotheses[0];
    assert.deepEqual(cause, {
      title: 'Tool Schema Mismatch Root Cause',
      evidence_ids: ['ev_tool_call-001', 'ev_guard_guard-001'],
      confidence: 'high',
      verification_steps: [
        'Review tool call logs for detailed error traces',
        'Check external service status and API documentation',
      ],
    });
    assert.match(description, /^Tool call failed due to schema validation error/);
    const { description: todo, ...action } = action_items[0];
    assert.deepEqual(action, { type: 'code_change', title: 'Update tool schema validation', priority: 'high' });
    assert.match(todo, /^Review and update tool argument schemas to match current API contract/);
    assert.match(body.report.jira_summary, /tool_schema_mismatch/);
    assert.match(body.report.jira_description_md, /## Hypotheses/);
    assert.deepEqual((await server.ask('GET', `/rca-runs/${rca_run_id}`)).body, body);
    // The tools know it too, by the id that the answer names.
    const report = await engine.get_report({ run_id: investigation_run_id });
    assert.equal(report.category, category);
  });

  it('answer the workflow with insufficient evidence as it is documented', async () => {
    await server.ask('POST', '/agent-runs', { body: documented('insufficient') });
    const { rca_run_id } = await analysed('run-002-insufficient');
    const { body } = await server.ask('GET', `/agent-runs/rca-runs/${rca_run_id}`);
    const { category, insufficient_evidence, insufficient_reason, evidence_index, hypotheses, action_items } = body.report;
    assert.deepEqual(
      { status: body.status, category, insufficient_evidence, insufficient_reason, evidence_index, hypotheses, action_items },
      {
        status: 'done',
        category: 'unknown',
        insufficient_evidence: true,
        insufficient_reason: 'Limited telemetry: no tool failures or specific error details captured',
        evidence_index: [],
        hypotheses: [],
        action_items: [
          {
            type: 'monitoring',
            title: 'Enable detailed tracing',
            description: 'Add structured logging and tracing to capture more diagnostic information.',
            priority: 'high',
          },
          {
            type: 'code_change',
            title: 'Add structured error codes',
            description: 'Implement error code taxonomy to enable better classification in future RCAs.',
            priority: 'medium',
          },
        ],
      },
    );
  });

  it('have a timeline whose every part is a line', async () => {
    await server.ask('POST', '/agent-runs', { body: documented('sufficient') });
    const { body } = await server.ask('GET', '/agent-runs/run-001-sufficient/timeline');
    assert.deepEqual([body.run_id, body.in_all], ['run-001-sufficient', 8]);
    const short = body.timeline.map((part: { at: number; kind: string; ref_id: string; status: string | null }) =>
      [new Date(part.at).toISOString().slice(11, 19), part.kind, part.ref_id, part.status].join(' '),
    );
    assert.deepEqual(short, [
      '10:30:00 step step-001 success',
      '10:30:05 step step-002 failure',
      '10:30:05 tool_call call-001 failure',
      '10:30:05 tool_call call-003 failure',
      '10:30:08 guardrail guard-001 ',
      '10:30:15 step step-003 success',
      '10:30:15 tool_call call-002 success',
      '10:30:25 step step-004 failure',
    ]);
    for (const { place, ref_id } of body.timeline) {
      const { lines } = await engine.read_lines({
        place: `${place.source}:${place.member}:${place.line}`,
        around: 0,
        width: 20_000,
      });
      assert.ok(lines[0].text.includes(`"${ref_id}"`), ref_id);
    }
  });

  it('are found by whatever id they came with', async () => {
    for (const run_id of ['a/b', '../x', 'ä ö?#%25', 'x'.repeat(300)]) {
      await server.ask('POST', '/agent-runs', { body: { ...documented('insufficient'), run_id } });
      const { status, body } = await server.ask('GET', `/agent-runs/${encodeURIComponent(run_id)}`);
      assert.deepEqual([status, body.run_id], [200, run_id]);
    }
  });

  it('are replaced as a whole when they come again', async () => {
    const given = documented('sufficient');
    const { body: first } = await server.ask('POST', '/agent-runs', { body: given });
    assert.deepEqual((await server.ask('POST', '/agent-runs', { body: given })).body, first);
    const fewer = { ...given, status: 'success', tool_calls: [], guardrail_events: [] };
    const { body: later } = await server.ask('POST', '/agent-runs', { body: fewer });
    assert.deepEqual(later, {
      ...first,
      status: 'success',
      counts: { steps: 4, tool_calls: 0, guardrail_events: 0, messages: 0 },
    });
    assert.deepEqual((await server.ask('GET', '/agent-runs/run-001-sufficient')).body, later);
  });

  it('are refused with the path of what is wrong, and unknown ones are not found', async () => {
    const given = documented('sufficient');
    const wrong: [unknown, RegExp][] = [
      [{ ...given, steps: [] }, /^tool_calls\[0\]\.step_id: there is no step "step-002"$/],
      [
        { ...given, guardrail_events: [{ ...given.guardrail_events[0], call_id: 'x' }] },
        /^guardrail_events\[0\]\.call_id: there is no tool call "x"$/,
      ],
      [{ ...given, agent_name: undefined }, /^agent_name: /],
      [[], /^agent run: /],
      [null, /^agent run: /],
    ];
    for (const [body, words] of wrong) {
      const reply = await server.ask('POST', '/agent-runs', { body });
      assert.deepEqual([reply.status, reply.body.error.code], [400, 'bad_input']);
      assert.match(reply.body.error.message, words);
    }
    const unknown = ['/agent-runs/x', '/agent-runs/x/timeline', '/agent-runs/rca-runs/x', '/rca-runs/x', '/rca-runs/x/stream'];
    for (const path of unknown) assert.equal((await server.ask('GET', path)).status, 404, path);
    assert.equal((await server.ask('POST', '/agent-runs/x/rca-runs')).status, 404);
  });

  it('are streamed from the first stage on to who listens late, and to who comes back from where it was', async () => {
    await server.ask('POST', '/agent-runs', { body: documented('insufficient') });
    const { rca_run_id, told } = await analysed('run-002-insufficient');
    const again = (seen?: string) =>
      server.ask('GET', `/rca-runs/${rca_run_id}/stream`, { headers: seen === undefined ? {} : { 'last-event-id': seen } });
    assert.equal((await again()).body, told);
    assert.equal((await again('2')).body, told.slice(told.indexOf('id: 3\n')));
    assert.equal((await again('4')).status, 204);
    assert.equal((await again('nonsense')).body, told);
  });

  it('are each told to fifty listeners, slow ones among them, without loss', async () => {
    const ids = Array.from({ length: 10 }, (_, at) => `many-${at}`);
    await Promise.all(ids.map(run_id => server.ask('POST', '/agent-runs', { body: { ...documented('insufficient'), run_id } })));
    const told = await Promise.all(
      ids.flatMap(id =>
        Array.from({ length: 5 }, async () => {
          const { body } = await server.ask('POST', `/agent-runs/${id}/rca-runs`);
          const reply = await fetch(`${server.url}/rca-runs/${body.rca_run_id}/stream`);
          let text = '';
          // Takes a piece, and the next only after another question was answered.
          for await (const piece of reply.body ?? []) {
            text += new TextDecoder().decode(piece);
            await server.ask('GET', '/');
          }
          return [...text.matchAll(/"pct":(\d+)/g)].map(match => Number(match[1]));
        }),
      ),
    );
    assert.equal(told.length, 50);
    for (const one of told) assert.deepEqual(one, [5, 30, 55, 85, 100]);
  });

  it('whose analysis fails say why, and their stream ends', async () => {
    await server.ask('POST', '/agent-runs', { body: documented('insufficient') });
    const gone = async () => Promise.reject(new TypeError('inner words'));
    const broken = await openServer({ ...engine, investigate_run: gone });
    try {
      const { body } = await broken.ask('POST', '/agent-runs/run-002-insufficient/rca-runs');
      const { body: told } = await broken.ask('GET', `/rca-runs/${body.rca_run_id}/stream`);
      assert.match(told, /"status":"failed","step":"Starting RCA","pct":5,"message":"Something went wrong inside\."/);
      const { body: job } = await broken.ask('GET', `/rca-runs/${body.rca_run_id}`);
      assert.deepEqual([job.status, job.report, job.error.code], ['failed', null, 'bug']);
    } finally {
      await broken.close();
    }
  });

  it('are finished before the server ends', async () => {
    await server.ask('POST', '/agent-runs', { body: documented('sufficient') });
    await server.ask('POST', '/agent-runs/run-001-sufficient/rca-runs');
    await server.close();
    assert.equal((await engine.list_reports({})).in_all, 1);
  });

  it('have an estimated cost beside the one they tell, where they tell none', async () => {
    const cost = { tokens_prompt: 1000, tokens_completion: 200, total_cost_usd: null };
    const untold = { ...documented('insufficient'), model: 'claude-haiku-4-5', cost };
    const { body: taken } = await server.ask('POST', '/agent-runs', { body: untold });
    const { body } = await server.ask('GET', `/agent-runs/${untold.run_id}`);
    assert.deepEqual([taken.cost, body.cost, body.estimated_cost_usd], [cost, cost, 0.002]);
    const { body: overview } = await server.ask('GET', '/metrics/overview?hours=876000');
    assert.deepEqual([overview.total_cost_usd, overview.estimated_cost_usd], [null, 0.002]);
    await server.ask('POST', '/agent-runs', { body: { ...untold, model: 'nobodys-model' } });
    const { body: unknown } = await server.ask('GET', `/agent-runs/${untold.run_id}`);
    assert.deepEqual([unknown.cost, 'estimated_cost_usd' in unknown], [cost, false]);
  });

  it('are summed up over some hours', async () => {
    for (const name of ['sufficient', 'insufficient']) await server.ask('POST', '/agent-runs', { body: documented(name) });
    const { body } = await server.ask('GET', '/metrics/overview?hours=876000');
    const { by, over_time, ...all } = body;
    assert.equal(over_time.length, 24);
    assert.deepEqual(all, {
      hours: 876_000,
      total_runs: 2,
      success_rate: 0,
      top_failing_tools: [{ tool: 'order_lookup_api', count: 2 }],
      p95_step_latency_ms: 20_000,
      total_cost_usd: 0.0245,
    });
    assert.equal((await server.ask('GET', '/metrics/overview')).body.hours, 24);
    for (const hours of ['0', '-1', 'many', '1e9']) {
      const { status, body: told } = await server.ask('GET', `/metrics/overview?hours=${hours}`);
      assert.deepEqual([status, told.error.code], [400, 'bad_input'], hours);
    }
  });
});
