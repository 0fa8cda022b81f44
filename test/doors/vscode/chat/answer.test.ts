/** The editor's chat: every command on the sample, as a person reads it; every cited line is one that the engine can show. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../../src/base/fault.ts';
import { chatRows } from '../../../../src/doors/vscode/chat/rows.ts';
import { type RunningEngine, startEngine } from '../../../../src/engine/start.ts';
import { formatPlace } from '../../../../src/model/place.ts';
import { environmentProvider } from '../../../../src/tools/provide.ts';
import { reportMarkdown } from '../../../../src/tools/render/report-markdown.ts';
import { version } from '../../../../src/version.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { asked, type Said, seen } from './asked.ts';

describe('chat', function () {
  this.timeout(120_000);
  let home: string;
  let engine: RunningEngine;
  let place: string;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'chat-'));
    engine = startEngine({ home, cwd: process.cwd(), version, limits: {}, connections: environmentProvider({}), inline: true });
  });
  after(async () => {
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  const told = ({ text, buttons, answered }: Said): string =>
    [
      seen(text),
      ...buttons.map(([title, command]) => `[ ${title} ] ${command}`),
      ...answered.next.map(one => `> /${one.command} ${one.prompt}`.trimEnd()),
      '',
    ]
      .join('\n')
      // Documents and how well they fit change with every edit of the knowledge base.
      .replace(/(?:- \[[^\n]*\]\(openDocument\)[^\n]*\n)+/g, '- DOCUMENTS\n')
      .replace(/in \d+\.\d s \(version [^,]+,/g, 'in N s (version V,');

  it('says what to do where no run is known', async () => {
    for (const command of [undefined, 'latest', 'report', 'logs', 'compare', 'timeline', 'similar', 'instructions', 'ticket']) {
      const { text, answered } = await asked(engine, { command });
      assert.match(seen(text), /^No run is known yet; name its logs behind \/investigate first\. Correct it/, command);
      assert.deepEqual([answered.fault, answered.run_id], ['bad_input', null]);
    }
  });

  it('investigates a path, told step by step', async () => {
    const said = await asked(engine, { command: 'investigate', prompt: '"media/sample/failed"' });
    assert.ok(said.steps.includes('Ranking lines') && said.steps.includes('Writing the report'), said.steps.join('; '));
    assert.ok(said.changes > 0 && said.lines.length > 0);
    place = formatPlace(said.lines[0]);
    const compared = await asked(engine, { command: 'compare', prompt: 'media/sample/passed' });
    assertGolden('compare.md', told(compared), import.meta.url);
    assert.equal(compared.changes, 1);
    const again = await asked(engine, { command: 'investigate', focus: compared.answered.run_id });
    assert.match(seen(again.text), /comparison with 1 passing run/, 'it stays compared');
  });

  const questions: readonly { name: string; command?: string; prompt: string }[] = [
    { name: 'latest', command: 'latest', prompt: '' },
    { name: 'logs', command: 'logs', prompt: 'level:>=error' },
    { name: 'timeline', command: 'timeline', prompt: '' },
    { name: 'free', prompt: 'Why did the OOM killer stop scylla, and was the quorum lost on Neptune?' },
  ];
  for (const { name, command, prompt } of questions)
    it(`answers ${command ? `/${command}` : 'a question in plain words'}`, async () => {
      const said = await asked(engine, { command, prompt });
      assertGolden(`${name}.md`, told(said), import.meta.url);
      for (const one of said.lines.slice(0, 10)) await engine.read_lines({ place: formatPlace(one), around: 0 });
      assert.ok(said.lines.length > 0, 'a line is cited');
    });

  it('finds the lines of names with dashes and slashes', async () => {
    const said = await asked(engine, { prompt: 'Why did db-cluster and scylla-server.service fail at /var/lib/scylla-data?' });
    assert.match(seen(said.text), /scylla-server\.service/);
    assert.ok(said.lines.length > 0 && !said.answered.fault);
  });

  it('tells of past failures that are like the run, or like an error message', async () => {
    const none = await asked(engine, { command: 'similar' });
    assert.match(
      seen(none.text),
      /^Nothing known failed like sample\/failed \(Memory ran out\)\.\n\n\*0 reports of other runs compared\*$/,
    );
    const text = 'scylla was killed: Out of memory';
    const said = await asked(engine, { command: 'similar', prompt: text });
    assertGolden('similar.md', told(said).replace(/· \d{4}-\d\d-\d\d/g, '· DAY'), import.meta.url);
    assert.equal(said.lines.length, 1);
    const { lines } = await engine.read_lines({ place: formatPlace(said.lines[0]), around: 0 });
    assert.match(lines[0].text, /Out of memory/);
    assert.deepEqual([said.answered.run_id, none.buttons], [null, [['Open Report', 'openRun', none.answered.run_id]]]);
    const hostile = await asked(engine, { command: 'similar', prompt: '[a](command:x) <b>' });
    assert.ok(!/[^\\]\]\(command/.test(hostile.text), hostile.text);
  });

  it('says of metrics what is not connected', async () => {
    const { text, answered } = await asked(engine, { command: 'metrics' });
    assert.match(seen(text), /^Prometheus is not connected\. Set its address in the settings\.$/);
    assert.equal(answered.fault, 'not_connected');
  });

  it('drafts a ticket in a block that its text cannot leave', async () => {
    const { text, answered } = await asked(engine, { command: 'ticket' });
    const report = await engine.get_report({ run_id: String(answered.run_id) });
    assert.match(text, /^A draft to copy; nothing was sent\./);
    const [, fence, draft] = /\n(`{4,})markdown\n(.*)\n\1$/s.exec(text) ?? [];
    assert.equal(`${draft}\n`, reportMarkdown(report));
    assert.ok(!draft.includes(fence));
  });

  it('instructs for the run, with queries to ask next, and for a topic', async () => {
    const { text, answered } = await asked(engine, { command: 'instructions' });
    assert.match(seen(text), /^For sample\/failed\n\n\*\*\[Longevity tests\]\(openDocument\)\*\* method: longevity/);
    assert.ok(answered.next.length > 0 && answered.next.every(one => one.command === 'logs'));
    const topic = await asked(engine, { command: 'instructions', prompt: 'no space left on device' });
    assert.match(seen(topic.text), /A disk ran full/);
  });

  it('explains the selected line, and the line that is named', async () => {
    const selected = await asked(engine, { command: 'explain' }, { selected: place });
    assertGolden('explain.md', told(selected), import.meta.url);
    assert.equal((await asked(engine, { command: 'explain', prompt: place })).text, selected.text);
    const none = await asked(engine, { command: 'explain' });
    assert.match(seen(none.text), /^No line of a log is selected\./);
  });

  it('stays with the run that was spoken of, and shows the report of one that is named', async () => {
    const passed = (await engine.list_runs({ outcome: 'passed' })).runs[0];
    const focus = passed.run_id;
    assert.equal((await asked(engine, { command: 'logs', prompt: 'compaction', focus })).answered.run_id, focus);
    const latest = await asked(engine, { command: 'latest', focus });
    assert.notEqual(latest.answered.run_id, focus);
    const named = await asked(engine, { command: 'report', prompt: String(latest.answered.run_id), focus });
    assert.equal(told(named), told(latest));
  });

  it('tells a fault with the next step, and the button that does it', async () => {
    const unknown = await asked(engine, { command: 'report', prompt: '[a](command:x) <b>' });
    assert.equal(
      unknown.text,
      'No run is known as \\[a\\]\\(command\\:x\\) \\<b\\>\\. It may have been forgotten in another window\\.',
    );
    assert.deepEqual(unknown.buttons, [['Refresh', 'refresh']]);
    assert.equal((await asked(engine, { command: 'logs', prompt: '"open' })).answered.fault, 'query_syntax');
    assert.equal((await asked(engine, { command: 'investigate', prompt: '/none/such' })).answered.fault, 'input_missing');
  });

  it('ends at once when it is cancelled', async () => {
    const life = new AbortController();
    life.abort(new Fault('cancelled'));
    const prompts: Record<string, string> = { explain: place, investigate: 'media/sample/failed' };
    for (const command of Object.keys(chatRows.commands))
      await assert.rejects(asked(engine, { command, prompt: prompts[command] ?? '', signal: life.signal }), /Cancelled/, command);
  });

  it('tells the decisive step of an agent’s run, with its line', async () => {
    const { text, lines } = await asked(engine, { command: 'investigate', prompt: 'test/engine/rca/agents/sufficient.json' });
    assert.match(
      seen(text),
      /\*\*Decisive step\*\*\n\n- \[sufficient\.json:4\]\(openLine\) .*order_lookup_api failed.*\n\nTool call call-001 of customer-support-agent: the first error, and its effect was never repaired;/,
    );
    assert.ok(lines.some(one => one.line === 4));
  });
});
