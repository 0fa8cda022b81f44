/** Parity: every tool of the table says the same through the command line, MCP over both transports, HTTP and the engine itself: the same text, the same data, the same fault. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../src/base/fault.ts';
import { optionsOf } from '../../../src/doors/cli/options.ts';
import { httpSessions } from '../../../src/doors/mcp/http-sessions.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { formatPlace } from '../../../src/model/place.ts';
import { failureForModel } from '../../../src/tools/model-failure.ts';
import { environmentProvider } from '../../../src/tools/provide.ts';
import { type ToolName, table } from '../../../src/tools/table.ts';
import { tell } from '../../../src/tools/tell.ts';
import { MOST_CHARACTERS } from '../../../src/tools/tell-model.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import { version } from '../../../src/version.ts';
import { typed } from '../cli/typed.ts';
import { type Asker, openServer } from '../http/asker.ts';
import { type Agent, connect, connectHttp } from './client.ts';
import { type Known, questions, SAMPLE } from './questions.ts';

/** What one door says: an answer, or a fault's words. */
type Said = { text: string; data: unknown } | { fault: string };

describe('parity', function () {
  this.timeout(120_000);
  let home: string;
  let engine: RunningEngine;
  let agent: Agent;
  let afar: Agent;
  let server: Asker;
  let known: Known;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'parity-'));
    engine = startEngine({
      home,
      cwd: process.cwd(),
      version,
      limits: {},
      connections: environmentProvider(process.env),
      inline: true,
    });
    agent = await connect(home, '--allow-writes');
    server = await openServer(engine, { mcp: httpSessions });
    afar = await connectHttp(`${server.url}/mcp`);
    const report = await engine.investigate_run(SAMPLE);
    known = { run_id: report.run.run_id, place: formatPlace(report.evidence_index[0].place) };
  });
  after(async () => {
    await agent.close();
    await afar.close();
    await server.close();
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  async function byEngine(name: ToolName, input: object): Promise<Said> {
    try {
      return await tell(engine, name, input);
    } catch (failure) {
      if (failure instanceof Fault) return { fault: failureForModel(failure) };
      throw failure;
    }
  }

  async function byCommand(name: ToolName, input: object): Promise<Said> {
    const run = async (...further: string[]) =>
      (await typed([...commandOf(name, input), '--home', home, '--inline', '--quiet', '--yes', ...further])).out;
    const data = JSON.parse(await run('--json'));
    if (data.error) return { fault: data.error.message };
    return { text: (await run()).replace(/\n$/, ''), data };
  }

  async function byAgent(name: ToolName, input: Record<string, unknown>, asked = agent): Promise<Said> {
    const { text, data, isError } = await asked.call(name, input);
    return isError ? { fault: text } : { text, data };
  }

  async function byHttp(name: ToolName, input: object): Promise<Said> {
    const { body } = await server.ask('POST', `/tools/${name}`, { body: input });
    return body.error ? { fault: body.error.message } : body;
  }

  for (const name of Object.keys(table).filter(one => one !== 'forget_run') as ToolName[]) {
    it(`${name} says the same at every door`, async () => {
      const input = questions(known)[name];
      const [one, command, mcp] = [await byEngine(name, input), await byCommand(name, input), await byAgent(name, input)];
      const [http, mcpHttp] = [await byHttp(name, input), await byAgent(name, input, afar)];
      if ('fault' in one) {
        assert.deepEqual(mcp, one);
        assert.deepEqual(mcpHttp, one);
        assert.ok('fault' in command && one.fault.includes(command.fault), JSON.stringify(command));
        assert.deepEqual(http, command);
        return;
      }
      assert.deepEqual(timeless(command), timeless(one));
      assert.deepEqual(timeless(http), timeless(one));
      assert.deepEqual(timeless(mcpHttp), timeless(mcp));
      const whole = JSON.stringify(one.data).length <= MOST_CHARACTERS;
      assert.deepEqual(timeless(mcp), whole ? timeless(one) : { text: timeless(one).text, data: timeless(mcp).data });
    });
  }

  it('forgets through one door what another then does not know', async () => {
    await agent.call('forget_run', questions(known).forget_run);
    await assert.rejects(engine.get_report({ run_id: known.run_id }), { code: 'run_unknown' });
  });
});

/** The words by which a person asks the same on the command line. */
function commandOf(name: ToolName, input: object): string[] {
  const tool = table[name] as unknown as Tool;
  const given = Object.entries(input).flatMap(([key, value]) => {
    const option = optionsOf(tool).find(one => one.key === key);
    const values = [value].flat().map(String);
    return key === tool.command.positional ? values : values.flatMap(one => [`--${option?.flag}`, one]);
  });
  return [tool.command.word, ...given];
}

const CHANGING = /^(took_ms|made_at|ingested_at|index_bytes|fresh)$/;

/** Without what differs between two answers to the same question: how long it took and when, and whether a thing was there already. */
function timeless(said: Said): { text: string; data: unknown } {
  assert.ok('text' in said, JSON.stringify(said));
  const strip = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, one) => (CHANGING.test(key) ? 0 : key === 'over_time' ? one.map(momentless) : one)));
  const text = said.text
    .trimEnd()
    .replace(/\b\d+(\.\d+)? (ms|s|MB|kB)\b/g, 'N')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'WHEN');
  return { text, data: strip(said.data) };
}

/** A part of a window that ends when it is asked for. */
function momentless(part: object): object {
  return { ...part, from: 0, to: 0 };
}
