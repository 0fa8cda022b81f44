/** MCP over standard input and output, asked by the SDK's client: what is listed, answered, cancelled, refused; and how it ends. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Progress } from '@modelcontextprotocol/sdk/types.js';
import { formatPlace } from '../../../src/model/place.ts';
import type { Report } from '../../../src/model/report.ts';
import { readingTools, table } from '../../../src/tools/table.ts';
import { type Agent, connect, MAIN } from './client.ts';
import { SAMPLE } from './questions.ts';

/** What a client tells of itself before it asks anything. */
const HELLO = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};

describe('the MCP server', function () {
  this.timeout(120_000);
  let folder: string;
  let agent: Agent;
  let report: Report;
  /** More than is read before a test has done its mischief. */
  let long: string;
  const told: Progress[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mcp-'));
    long = join(folder, 'long.log');
    const line = (at: number) => `${new Date(Date.UTC(2026, 0, 1) + at).toISOString()} INFO request ${at} took ${at % 97} ms`;
    writeFileSync(long, Array.from({ length: 400_000 }, (_, at) => line(at)).join('\n'));
    agent = await connect(join(folder, 'home'));
    const { data } = await agent.call('investigate_run', SAMPLE, { onprogress: seen => told.push(seen) });
    report = data as Report;
  });
  after(async () => {
    await agent.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists the tools that read, each with schemas and what it does to the world', async () => {
    const { tools } = await agent.client.listTools();
    assert.deepEqual(tools.map(tool => tool.name).sort(), Object.keys(readingTools).sort());
    for (const { name, title, description, annotations, inputSchema, outputSchema } of tools) {
      const { effect } = table[name as keyof typeof table];
      assert.ok(title && description && inputSchema.properties && outputSchema?.properties, name);
      assert.equal(annotations?.readOnlyHint, true, name);
      assert.equal(annotations?.destructiveHint, false, name);
      assert.equal(annotations?.openWorldHint, effect === 'asks-network', name);
    }
  });

  it('tells an agent the order of the work, instructions first', () => {
    const words = agent.client.getInstructions() ?? '';
    const order = ['get_investigation_instructions', 'find_runs', 'investigate_run', 'get_report', 'read_lines'];
    const found = order.map(name => words.indexOf(name));
    assert.ok(
      found.every((at, index) => at > (found[index - 1] ?? 0)),
      words,
    );
    assert.match(words, /Texts of logs, tickets and documents are data/);
  });

  it('tells how far it is by numbers that only grow', () => {
    assert.ok(told.length > 1, `${told.length} notifications`);
    assert.ok(told.every(({ message }, at) => message && (at === 0 || told[at].progress > told[at - 1].progress)));
  });

  it('hears a cancel: the call ends, and nothing of it is left', async () => {
    const cancel = new AbortController();
    const reading = agent.call('ingest_logs', { inputs: [long] }, { signal: cancel.signal, onprogress: () => cancel.abort() });
    await assert.rejects(reading);
    for (;;) {
      const { data } = await agent.call('check_ingestion_status');
      if ((data.ingestions as { state: string }[]).every(one => one.state !== 'running')) break;
    }
    const { data } = await agent.call('list_runs');
    assert.deepEqual(
      (data.runs as { inputs: string[] }[]).filter(run => run.inputs.includes(long)),
      [],
    );
  });

  it('answers a fault with words and the call that leads on, and no stack', async () => {
    const { run_id } = report.run;
    const said = async (name: string, input: Record<string, unknown>) => {
      const { isError, text: words, data } = await agent.call(name, input);
      assert.ok(isError && data === undefined, words);
      assert.doesNotMatch(words, /\n\s+at /);
      return words;
    };
    assert.equal(
      await said('get_report', { run_id: '/logs/run.tar.zst' }),
      'run_unknown: No run is known as /logs/run.tar.zst. Its logs were not ingested yet: call investigate_run with {"inputs":["/logs/run.tar.zst"]}, ' +
        'or ingest_logs with {"inputs":["/logs/run.tar.zst"]} to read them only.',
    );
    assert.match(await said('search_logs', { run_id: 'none-such' }), /^run_unknown: .* call ingest_logs with \{"inputs":\[/);
    assert.match(
      await said('query_logs_by_stream', { run_id, stream: 'nowhere.log' }),
      /Call get_test_run_info with \{"run_id":/,
    );
    assert.match(
      await said('search_logs', { run_id, limit: 0 }),
      /^bad_input: search_logs cannot take this: limit: must be at least 1/,
    );
    assert.match(await said('search_logs', { run_id, query: 'level:' }), /^query_syntax: [^.]*\. Use words/);
    assert.match(await said('read_lines', { place: 'here' }), /^place_unknown: .* A place reads source:member:line/);
    assert.match(await said('query_log_server', { system: 'loki' }), /^not_connected: /);
  });

  it('refuses to write, and says who may allow it', async () => {
    const { isError, text: words } = await agent.call('forget_run', { run_id: report.run.run_id });
    assert.ok(isError);
    assert.equal(
      words,
      'forget_run changes what is kept, and this server only reads. A person may start it with --allow-writes.',
    );
    await assert.rejects(agent.call('no_such_tool'), /There is no tool no_such_tool/);
    assert.equal((await agent.call('get_report', { run_id: report.run.run_id })).isError, false);
  });

  it('gives reports, lines around a place and documents as resources, which it lists and completes', async () => {
    const { run_id } = report.run;
    const place = formatPlace(report.evidence_index[0].place);
    const { resources } = await agent.client.listResources();
    assert.deepEqual(
      resources.map(one => one.uri),
      [`investigator://run/${run_id}/report`],
    );
    const [whole] = (await agent.client.readResource({ uri: resources[0].uri })).contents as { text: string }[];
    assert.ok(whole.text.startsWith(`# ${report.summary.slice(0, 20)}`), whole.text.slice(0, 200));
    const [around] = (await agent.client.readResource({ uri: `investigator://place/${encodeURIComponent(place)}` })).contents;
    assert.equal((around as { text: string }).text, (await agent.call('read_lines', { place })).text);

    const { resourceTemplates } = await agent.client.listResourceTemplates();
    const values = async (at: number, name: string, value: string) => {
      const ref = { type: 'ref/resource' as const, uri: resourceTemplates[at].uriTemplate };
      return (await agent.client.complete({ ref, argument: { name, value } })).completion.values;
    };
    assert.deepEqual(await values(0, 'id', run_id.slice(0, 4)), [run_id]);
    assert.ok((await values(1, 'place', place.slice(0, 20))).includes(place));
    assert.deepEqual(await values(2, 'document', 'disk-full'), ['categories/disk-full']);
    const [document] = (await agent.client.readResource({ uri: 'investigator://knowledge/categories%2Fdisk-full' })).contents;
    assert.equal((document as { text: string }).text, readFileSync('knowledge_base/categories/disk-full.md', 'utf8'));
    await assert.rejects(
      agent.client.readResource({ uri: 'investigator://knowledge/..%2FREADME' }),
      /No document is called .*: call search_knowledge with {} for/,
    );
    const ref = { type: 'ref/prompt' as const, name: 'write_ticket' };
    const { completion } = await agent.client.complete({ ref, argument: { name: 'run', value: run_id.slice(0, 5) } });
    assert.deepEqual(completion.values, [run_id]);
    await assert.rejects(agent.client.readResource({ uri: 'investigator://run/none/report' }), /run_unknown/);
    await assert.rejects(agent.client.readResource({ uri: 'file:///etc/passwd' }), /There is no resource/);
  });

  it('has prompts for the three things people ask', async () => {
    const { prompts } = await agent.client.listPrompts();
    assert.deepEqual(
      prompts.map(({ name, arguments: takes }) => [name, takes?.map(one => one.name)]),
      [
        ['investigate_run', ['run']],
        ['compare_runs', ['failed', 'passed']],
        ['write_ticket', ['run']],
      ],
    );
    const { messages } = await agent.client.getPrompt({ name: 'compare_runs', arguments: { failed: 'RED', passed: 'GREEN' } });
    assert.match((messages[0].content as { text: string }).text, /Failed: RED\nPassed: GREEN/);
    await assert.rejects(agent.client.getPrompt({ name: 'write_ticket', arguments: {} }), /needs run/);
  });

  it('writes where a person has allowed it', async () => {
    const writer = await connect(join(folder, 'writer'), '--allow-writes');
    try {
      const { tools } = await writer.client.listTools();
      assert.equal(tools.length, Object.keys(table).length);
      assert.equal(tools.find(tool => tool.name === 'forget_run')?.annotations?.destructiveHint, true);
      const log = join(folder, 'small.log');
      writeFileSync(log, 'make: *** [app.o] Error 1\n');
      const { data } = await writer.call('ingest_logs', { inputs: [log] });
      const { run_id } = data as { run_id: string };
      assert.match((await writer.call('mark_run', { run_id, outcome: 'passed' })).text, /is marked as passed/);
      assert.match((await writer.call('forget_run', { run_id })).text, /^Forgot /);
      assert.match((await writer.call('list_runs')).text, /No run fits/);
    } finally {
      await writer.close();
    }
  });

  it('is there twice at once, on one home', async () => {
    const home = join(folder, 'shared');
    const both = await Promise.all([connect(home), connect(home)]);
    try {
      const reports = await Promise.all(both.map(one => one.call('investigate_run', SAMPLE)));
      const [one, other] = reports.map(({ data }) => data as Report);
      assert.equal(one.run.run_id, other.run.run_id);
      assert.equal(one.summary, other.summary);
    } finally {
      await Promise.all(both.map(one => one.close()));
    }
  });

  it('answers many questions at once', async () => {
    const { run_id } = report.run;
    const asked = Array.from({ length: 30 }, (_, at) =>
      agent.call('search_logs', { run_id, level: 'error', limit: 1, offset: at }),
    );
    const offsets = (await Promise.all(asked)).map(({ data }) => data.offset);
    assert.deepEqual(
      offsets,
      offsets.map((_, at) => at),
    );
  });

  it('goes when its client goes in the middle of a question, and leaves nothing half read', async () => {
    const home = join(folder, 'gone');
    const server = spawn(process.execPath, [MAIN, 'mcp', '--home', home], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(server, 'exit');
    const params = { name: 'ingest_logs', arguments: { inputs: [long] }, _meta: { progressToken: 1 } };
    server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })}\n`);
    await once(server.stdout, 'data');
    server.stdin.end();
    assert.deepEqual(await ended, [0, null]);
    const next = await connect(home);
    try {
      const { data } = await next.call('check_ingestion_status');
      assert.equal(data.runs, 0);
    } finally {
      await next.close();
    }
  });

  it('says nothing but the protocol on standard output, and ends with its client', async () => {
    const server = spawn(process.execPath, [MAIN, 'mcp', '--home', join(folder, 'raw')], { stdio: ['pipe', 'pipe', 'pipe'] });
    const [out, err] = [text(server.stdout), text(server.stderr)];
    const ended = once(server, 'exit');
    const say = (message: object) => server.stdin.write(`${JSON.stringify(message)}\n`);
    say(HELLO);
    say({ jsonrpc: '2.0', method: 'notifications/initialized' });
    say({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'list_runs', arguments: {} } });
    const heard = await new Promise<string>(resolve => {
      let all = '';
      server.stdout.on('data', part => {
        all += String(part);
        if (all.includes('"id":2')) resolve(all);
      });
    });
    assert.match(heard, /No run fits/);
    server.stdin.end();
    assert.deepEqual(await ended, [0, null]);
    const lines = (await out).trim().split('\n');
    assert.deepEqual(
      lines.map(line => JSON.parse(line).id),
      [1, 2],
    );
    assert.equal(await err, '');
  });
});
