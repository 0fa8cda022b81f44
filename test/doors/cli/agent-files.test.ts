/** The command over files of agents: transcripts of every shape, alone and in a folder, torn, hostile, deep and long. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../../src/model/report.ts';
import { typed } from './typed.ts';

const openAi = [
  { role: 'user', content: 'Weather in Oslo?' },
  { role: 'assistant', content: null, tool_calls: [{ id: 'c1', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }] },
  { role: 'tool', tool_call_id: 'c1', content: 'Error: 429 too many requests' },
  { role: 'assistant', content: 'I could not find out.' },
];
const anthropic = [
  { role: 'user', content: 'Weather in Oslo?' },
  { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'weather', input: { city: 'Oslo' } }] },
  { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', is_error: true, content: 'permission denied' }] },
];
const autoGen = [
  { source: 'user', content: 'Fetch it.', type: 'TextMessage' },
  { source: 'Coder', content: '```python\nfetch()\n```', type: 'TextMessage' },
  {
    source: 'Computer_terminal',
    content: 'exitcode: 1 (execution failed)\nCode output: ReadTimeout: timed out\n',
    type: 'TextMessage',
  },
];
const byLine = (values: readonly object[]) => values.map(value => JSON.stringify(value)).join('\n');

describe('command: files of agents', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'agent-files-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function run(name: string, ...more: string[]): Promise<{ status: number; out: string; err: string }> {
    const { exit, ...told } = await typed([
      '--home',
      join(folder, 'home'),
      '--inline',
      'investigate',
      join(folder, name),
      ...more,
    ]);
    return { status: exit, ...told };
  }
  async function investigate(name: string, text: string): Promise<Report> {
    writeFileSync(join(folder, name), text);
    const { status, out, err } = await run(name, '--json');
    assert.equal(status, 0, err);
    return JSON.parse(out) as Report;
  }
  const gapsOf = (report: Report) => report.gaps.map(gap => gap.words);

  for (const [name, text, category] of [
    ['openai.json', JSON.stringify({ messages: openAi }), 'rate_limited'],
    ['openai.jsonl', byLine(openAi), 'rate_limited'],
    ['anthropic.json', JSON.stringify(anthropic), 'tool_permission'],
    ['autogen.jsonl', byLine(autoGen), 'timeout'],
  ] as const) {
    it(`tell of ${name} why it failed, by a line of it, and the ticket's text`, async () => {
      const report = await investigate(name, text);
      assert.equal(report.category, category);
      assert.equal(report.insufficient_evidence, false);
      assert.ok(report.hypotheses[0].evidence_ids.length > 0);
      assert.equal(report.evidence_index[0].kind, 'tool_call');
      assert.match(report.jira_summary ?? '', new RegExp(`^\\[RCA\\] \\w+: ${category} \\(`));
      assert.match(report.jira_description_md ?? '', /^## Summary\n/);
      assert.doesNotMatch(report.suspect_lines[0].text, /"agent":"user"/, 'the task is not to blame');
      assert.ok(gapsOf(report).includes('The run does not say whether it succeeded; what is cited speaks for a failure.'));
    });
  }

  it('tell of a folder how many runs were read, and of which the report is', async () => {
    mkdirSync(join(folder, 'all'));
    for (const [name, messages] of Object.entries({ a: openAi, b: anthropic }))
      writeFileSync(join(folder, 'all', `${name}.json`), JSON.stringify(messages));
    writeFileSync(join(folder, 'all', 'c.jsonl'), byLine(autoGen));
    const { out, status } = await run('all');
    assert.equal(status, 0);
    assert.match(out, /3 agent runs were read; this report is about a\./);
  });

  it('tell of a torn one what was read, and of one that holds too little what to record', async () => {
    const whole = JSON.stringify({ id: 't', messages: openAi });
    const late = await investigate('late.json', whole.slice(0, whole.indexOf('I could')));
    assert.equal(late.category, 'rate_limited');
    assert.ok(gapsOf(late).includes('late.json is torn: it ends before its JSON does; what is whole of it was read'));
    const early = await investigate('early.json', whole.slice(0, whole.indexOf('"tool_calls"')));
    assert.equal(early.insufficient_evidence, true);
    assert.deepEqual(early.hypotheses, []);
    assert.deepEqual(
      early.action_items.map(action => action.title),
      ['Enable detailed tracing', 'Add structured error codes'],
    );
  });

  it('keep what steers terminals out of what is told, and end with a sentence where nothing can be read', async () => {
    const name = '\u001b[2J\u202e<script>';
    const hostile = [
      { role: 'assistant', name, content: 'x', tool_calls: [{ id: '`\n', function: { name, arguments: '[[[' } }] },
      { role: 'tool', tool_call_id: '`\n', content: 'Error: 403 forbidden\u001b[5m' },
    ];
    writeFileSync(join(folder, 'hostile.json'), JSON.stringify(hostile));
    const { out, status } = await run('hostile.json');
    assert.equal(status, 0);
    assert.match(out, /403 forbidden/);
    assert.doesNotMatch(out, /\u001b\[[25]|\u202e/);
    writeFileSync(join(folder, 'deep.json'), `{"messages":[{"role":"user","content":${'['.repeat(9999)}${']'.repeat(9999)}}]}`);
    assert.match((await run('deep.json')).out, /deep\.json is nested too deep to be a run of an\s+agent/);
  });

  it('are read in seconds with ten thousand calls', async () => {
    const long = Array.from({ length: 10_000 }, (_, n) => [
      {
        role: 'assistant',
        content: `${n}`,
        tool_calls: [{ id: `k${n}`, function: { name: `t${n % 7}`, arguments: `{"n":${n}}` } }],
      },
      { role: 'tool', tool_call_id: `k${n}`, content: `answer ${n}` },
    ]).flat();
    const begun = Date.now();
    const report = await investigate('long.json', JSON.stringify([...long, ...openAi]));
    assert.equal(report.category, 'rate_limited');
    assert.ok(Date.now() - begun < 30_000);
  });
});
