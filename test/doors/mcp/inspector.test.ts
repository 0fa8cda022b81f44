/** MCP: the inspector of the protocol's authors as a person types it, over standard input and output and over HTTP: lists, answers, refusals; both doors say the same. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../../src/model/report.ts';
import { readingTools } from '../../../src/tools/table.ts';
import { SAMPLE } from './questions.ts';
import { SECRET, type Serving, serveBoth } from './serving.ts';

const INSPECTOR = 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js';

interface Said {
  readonly exit: number;
  /** What stands on standard output, read as JSON. */
  readonly data: Record<string, never>;
  readonly err: string;
}

describe('the MCP inspector', function () {
  this.timeout(120_000);
  let serving: Serving;
  let run_id: string;

  before(async () => {
    serving = await serveBoth();
    run_id = (await serving.engine.investigate_run(SAMPLE)).run.run_id;
  });
  after(() => serving.close());

  function inspect(target: readonly string[], words: readonly string[]): Promise<Said> {
    // Whatever the inspector keeps goes where the test is.
    const env = { ...process.env, HOME: serving.folder, MCP_CATALOG_PATH: join(serving.folder, 'catalog.json') };
    return new Promise(resolve => {
      const args = [INSPECTOR, '--cli', ...target, ...words];
      execFile(process.execPath, args, { env, maxBuffer: 64 << 20 }, (failure, out, err) =>
        resolve({
          exit: typeof failure?.code === 'number' ? failure.code : failure ? -1 : 0,
          data: out ? JSON.parse(out) : null,
          err,
        }),
      );
    });
  }
  const doors = {
    stdio: () => serving.command,
    http: () => [serving.url, '--transport', 'http', '--header', `x-ingest-secret: ${SECRET}`],
  };
  const both = async (...words: string[]) =>
    Promise.all([inspect(doors.stdio(), words), inspect(doors.http(), words)]) as Promise<[Said, Said]>;
  /** What both doors say; it has to be the same. */
  const same = async (...words: string[]) => {
    const [stdio, http] = await both(...words);
    assert.deepEqual(http.data, stdio.data, words.join(' '));
    assert.equal(http.exit, stdio.exit);
    return stdio;
  };
  const call = (tool: string, ...args: string[]) =>
    same('--method', 'tools/call', '--tool-name', tool, ...args.flatMap(arg => ['--tool-arg', arg]));

  it('is installed', () => assert.ok(existsSync(INSPECTOR)));

  it('lists the tools, and finds no fault with what they take', async () => {
    const { exit, data, err } = await same('--method', 'tools/list', '--strict');
    const tools = (data as unknown as { tools: { name: string }[] }).tools;
    assert.deepEqual(tools.map(one => one.name).sort(), Object.keys(readingTools).sort());
    assert.equal(exit, 0);
    assert.match(err, /\b0 errors\b/);
    assert.doesNotMatch(err, /Path: inputSchema/);
  });

  it('is answered with the report, its places, and lines', async () => {
    const { data } = await call('get_report', `run_id=${run_id}`);
    const { structuredContent: report } = data as unknown as { structuredContent: Report };
    assert.equal(report.category, 'out_of_memory');
    const cited = report.evidence_index[0].place;
    const lines = await call('read_lines', `place=${cited.source}:${cited.member}:${cited.line}`, 'around=2');
    assert.match(JSON.stringify(lines.data), new RegExp(report.evidence_index[0].snippet.slice(0, 20).replace(/[^\w ]/g, '.')));
    const counted = await call('search_logs', `run_id=${run_id}`, 'level=>=error', 'limit=3');
    assert.equal((counted.data as unknown as { structuredContent: { lines: unknown[] } }).structuredContent.lines.length, 3);
  });

  it('is told what to call where logs are missing', async () => {
    for (const [tool, ...args] of [
      ['get_report', 'run_id=nobody'],
      ['query_logs_by_stream', `run_id=${run_id}`, 'stream=nosuch'],
      ['search_logs', 'run_id=argus:0b9c1f7e-6d6f-4d53-9a9b-4f9d7c1e2a33'],
    ]) {
      const { exit, data } = await call(tool, ...args);
      const { content, isError } = data as unknown as { content: { text: string }[]; isError: boolean };
      assert.equal(isError, true);
      assert.notEqual(exit, 0);
      assert.match(content[0].text, /ingest_logs with \{"inputs":\[|Call [a-z_]+/, content[0].text);
      assert.doesNotMatch(content[0].text, /\n\s+at |node_modules/);
    }
  });

  it('reads resources: reports, lines around a place, documents', async () => {
    const { data } = await same('--method', 'resources/list');
    const listed = (data as unknown as { resources: { uri: string }[] }).resources.map(one => one.uri);
    assert.ok(listed.includes(`investigator://run/${run_id}/report`), listed.join());
    const templates = await same('--method', 'resources/templates/list');
    assert.equal((templates.data as unknown as { resourceTemplates: unknown[] }).resourceTemplates.length, 3);
    for (const uri of [`investigator://run/${run_id}/report`, 'investigator://knowledge/categories/disk-full']) {
      const read = await same('--method', 'resources/read', '--uri', uri);
      assert.ok(JSON.stringify(read.data).length > 500, uri);
    }
    const [stdio] = await both('--method', 'resources/read', '--uri', 'investigator://run/nobody/report');
    assert.notEqual(stdio.exit, 0);
  });

  it('is given prompts with their arguments', async () => {
    const { data } = await same('--method', 'prompts/list');
    const names = (data as unknown as { prompts: { name: string }[] }).prompts.map(one => one.name);
    assert.deepEqual(names, ['investigate_run', 'compare_runs', 'write_ticket']);
    const got = await same('--method', 'prompts/get', '--prompt-name', 'investigate_run', '--prompt-args', `run=${run_id}`);
    assert.match(JSON.stringify(got.data), new RegExp(run_id));
  });

  it('is refused without the secret', async () => {
    const { exit, err } = await inspect([serving.url, '--transport', 'http'], ['--method', 'tools/list']);
    assert.notEqual(exit, 0);
    assert.match(err, /auth_required/);
  });
});
