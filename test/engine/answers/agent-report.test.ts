/** The answers: agent runs from files to reports, the two documented workflows field by field. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { formatPlace } from '../../../src/model/place.ts';
import { agentRca } from '../../../src/tools/agent-rca.ts';

const documented = (name: string) => fileURLToPath(new URL(`../rca/agents/${name}.json`, import.meta.url));

/** Every documented field is there and equal; an answer may hold more. */
function holds(answer: unknown, expected: unknown, path = 'report'): void {
  if (Array.isArray(expected)) {
    for (const [at, one] of expected.entries()) holds((answer as unknown[])[at], one, `${path}[${at}]`);
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, one] of Object.entries(expected)) holds((answer as Record<string, unknown>)?.[key], one, `${path}.${key}`);
  } else if (expected instanceof RegExp) {
    assert.match(String(answer), expected, path);
  } else assert.equal(answer, expected, path);
}

describe('the report of an agent run', () => {
  let folder: string;
  let engine: RunningEngine;
  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'agent-report-'));
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', inline: true });
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells of the workflow with sufficient evidence what is documented', async () => {
    const report = await engine.investigate_run({ inputs: [documented('sufficient')] });
    const rca = agentRca(report);
    holds(rca, {
      category: 'tool_schema_mismatch',
      insufficient_evidence: false,
      evidence_index: [
        {
          evidence_id: 'ev_tool_call-001',
          kind: 'tool_call',
          ref_id: 'call-001',
          title: 'Failed tool call: order_lookup_api',
          snippet: "Missing required field: 'customer_id'. API schema updated to v2.0 requiring customer_id",
          attributes: { error_class: 'ValidationError', status_code: 400 },
        },
      ],
      hypotheses: [
        {
          title: 'Tool Schema Mismatch Root Cause',
          confidence: 'high',
          verification_steps: [
            'Review tool call logs for detailed error traces',
            'Check external service status and API documentation',
          ],
        },
      ],
      action_items: [{ type: 'code_change', title: 'Update tool schema validation', priority: 'high' }],
    });
    const [first] = rca.hypotheses;
    assert.deepEqual(first.evidence_ids, ['ev_tool_call-001', 'ev_guard_guard-001']);
    assert.ok(first.description.startsWith('Tool call failed due to schema validation error'));
    assert.ok(
      rca.action_items[0].description.startsWith('Review and update tool argument schemas to match current API contract'),
    );
    assert.deepEqual(Object.keys(rca.evidence_index[0].attributes), ['error_class', 'status_code']);
    assert.equal(rca.jira_summary, '[RCA] customer-support-agent: tool_schema_mismatch (run-001-sufficient)');
    assert.match(rca.jira_description_md, /## Hypotheses\n- \*\*Tool Schema Mismatch Root Cause\*\* \(high\)/);
  });

  it('tells of the workflow without sufficient evidence what is documented', async () => {
    const rca = agentRca(await engine.investigate_run({ inputs: [documented('insufficient')] }));
    holds(rca, {
      category: 'unknown',
      insufficient_evidence: true,
      insufficient_reason: 'Limited telemetry: no tool failures or specific error details captured',
    });
    assert.deepEqual(rca.evidence_index, []);
    assert.deepEqual(rca.hypotheses, []);
    assert.deepEqual(rca.action_items, [
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
    ]);
  });

  it('lasts until the run ended, not until its last part began', async () => {
    const { run } = await engine.investigate_run({ inputs: [documented('sufficient')] });
    const { run: noted } = await engine.get_test_run_info({ run_id: run.run_id });
    const timeline = await engine.get_timeline({ run_id: run.run_id });
    assert.deepEqual([noted.to, timeline.to], [run.to, run.to], 'wherever it is told of');
    assert.deepEqual(
      [run.from, run.to].map(at => new Date(at ?? 0).toISOString().slice(11, 19)),
      ['10:30:00', '10:30:45'],
    );
  });

  it('leads from every claim to a line that can be read, found and stands on the timeline', async () => {
    mkdirSync(join(folder, 'one'));
    copyFileSync(documented('sufficient'), join(folder, 'one', 'run.json'));
    const report = await engine.investigate_run({ inputs: [join(folder, 'one')] });
    for (const { place, snippet } of report.evidence_index) {
      const { lines } = await engine.read_lines({ place: formatPlace(place), around: 0, width: 20_000 });
      assert.equal(lines.find(one => one.place.line === place.line)?.text, snippet);
    }
    const found = await engine.search_logs({ query: 'level:error', run_id: report.run.run_id });
    assert.deepEqual(
      found.lines.map(line => JSON.parse(line.text).kind),
      ['run', 'step', 'tool_call', 'tool_call', 'step'],
    );
    const { entries } = await engine.get_timeline({ run_id: report.run.run_id });
    assert.deepEqual(
      entries
        .filter(one => one.failed && one.kind !== 'cause')
        .map(one => [new Date(one.at).toISOString().slice(11, 19), one.title.slice(0, 28)]),
      [
        ['10:30:05', 'Look up order details'],
        ['10:30:05', 'tool order_lookup_api failed'],
        ['10:30:05', 'tool order_lookup_api failed'],
        ['10:30:25', 'Format response'],
      ],
    );
  });

  it('is the same for a packed file, a list and lines of runs', async () => {
    const run = JSON.parse(readFileSync(documented('sufficient'), 'utf8'));
    writeFileSync(join(folder, 'packed.json.gz'), gzipSync(JSON.stringify(run)));
    write('list.json', [
      { ...run, run_id: 'other', status: 'success', error_type: null, tool_calls: [], guardrail_events: [] },
      run,
    ]);
    writeFileSync(join(folder, 'lines.jsonl'), `${JSON.stringify(run)}\n${JSON.stringify({ ...run, run_id: 'second' })}\n`);
    for (const name of ['packed.json.gz', 'list.json', 'lines.jsonl']) {
      const report = await engine.investigate_run({ inputs: [join(folder, name)] });
      assert.equal(report.category, 'tool_schema_mismatch', name);
      assert.equal(report.evidence_index[0].evidence_id, 'ev_tool_call-001', name);
    }
  });

  it('says of a document that is wrong which of its parts refers to nothing', async () => {
    const run = JSON.parse(readFileSync(documented('sufficient'), 'utf8'));
    run.tool_calls[1].step_id = 'step-999';
    write('wrong.json', run);
    const ingested = await engine.ingest_logs({ inputs: [join(folder, 'wrong.json')] });
    const { gaps } = await engine.get_test_run_info({ run_id: ingested.run_id });
    assert.ok(
      gaps.some(gap => gap.words.includes('tool_calls[1].step_id: there is no step "step-999"')),
      JSON.stringify(gaps),
    );
  });

  it('is compared with good runs of the same agent, whatever their files are called', async () => {
    const run = JSON.parse(readFileSync(documented('sufficient'), 'utf8'));
    const way = (names: string[]) =>
      names.map((tool_name, at) => ({ call_id: `c${at}`, step_id: null, tool_name, status: 'success' }));
    const made = { ...run, agent_name: 'way-finder', error_type: null, steps: [], guardrail_events: [] };
    write('monday.json', { ...made, run_id: 'g1', status: 'success', tool_calls: way(['find', 'refund']) });
    write('tuesday.json', { ...made, run_id: 'g2', status: 'success', tool_calls: way(['find', 'refund']) });
    const failed = [...way(['find']), { ...way(['guess'])[0], call_id: 'c9', status: 'failure', error_class: 'KeyError' }];
    write('odd.json', { ...made, run_id: 'b1', tool_calls: failed });
    for (const name of ['monday.json', 'tuesday.json']) await engine.ingest_logs({ inputs: [join(folder, name)] });
    const report = await engine.investigate_run({ inputs: [join(folder, 'odd.json')] });
    assert.equal(report.engine.compared_with, 2);
    assert.ok(report.suspect_lines[0].why.includes('here it leaves the way of 2 good runs: refund comes there'));
  });

  const conversation = (answer: string, said: string) => [
    { role: 'user', content: 'Cancel my order, please.' },
    { role: 'assistant', content: '', tool_calls: [{ id: 'c1', function: { name: 'cancel_order', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: 'c1', content: answer },
    { role: 'assistant', content: said },
  ];

  it('names what contradicts a tool as the cause, with both lines', async () => {
    write('contrary.json', conversation('[]', 'I found the order: here is the receipt.'));
    const report = await engine.investigate_run({ inputs: [join(folder, 'contrary.json')] });
    assert.equal(report.insufficient_evidence, false);
    assert.equal(report.summary, 'Agent assistant: it tells of results though cancel_order had brought none.');
    assert.deepEqual(report.hypotheses[0].evidence_ids, ['ev_message_3', 'ev_tool_c1']);
    const { agent, kind, ref_id, place, why } = report.decisive_step ?? {};
    assert.deepEqual(
      [agent, kind, ref_id, why?.[0]],
      ['assistant', 'message', '3', 'it tells of results though cancel_order had brought none'],
    );
    const { lines } = await engine.read_lines({ place: formatPlace(place!), around: 0 });
    assert.match(lines[0].text, /here is the receipt/);
    assert.equal(agentRca(report).decisive_step?.ref_id, '3');
  });

  it('says where to look first where too little is told to name a cause, but calls nothing a cause', async () => {
    write('bare.json', conversation('cancelled', 'It is done. The fee of 12,345 is kept, 678 are paid back by 2031, 44 to 55.'));
    const report = await engine.investigate_run({ inputs: [join(folder, 'bare.json')] });
    assert.deepEqual([report.insufficient_evidence, report.hypotheses], [true, []]);
    assert.deepEqual([report.decisive_step?.ref_id, report.decisive_step?.title], ['1', 'assistant calls cancel_order']);
    assert.deepEqual([...new Set(report.suspect_lines.map(one => one.role))], ['context']);
  });
});
