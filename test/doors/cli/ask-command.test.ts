/** `investigator ask` as a person types it, against the stand-in for the API: findings, what would be sent, models, budgets, and all that may be missing. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Findings } from '../../../src/model/findings.ts';
import { Anthropic, KEY } from '../../stand-in/anthropic.ts';
import { investigateSample } from '../../stand-in/anthropic-sample.ts';
import { assertGolden } from '../../tools/render/golden.ts';
import { typed } from './typed.ts';

const sample = fileURLToPath(new URL('../../../media/sample/', import.meta.url));
const VARIABLES = ['ANTHROPIC_BASE_URL', 'ANTHROPIC_API_KEY', 'ANTHROPIC_MODEL'] as const;

const run = (...words: string[]) => typed(words);

describe('the word ask', function () {
  this.timeout(60_000);
  let home: string;
  let run_id: string;
  let api: Anthropic;
  const before_ = Object.fromEntries(VARIABLES.map(name => [name, process.env[name]]));

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'ask-'));
    const { out } = await run(
      'investigate',
      join(sample, 'failed'),
      '--against',
      join(sample, 'passed'),
      '--home',
      home,
      '--json',
    );
    run_id = JSON.parse(out).run.run_id;
  });

  beforeEach(async () => {
    api = await Anthropic.open(investigateSample, { models: ['claude-sonnet-5-5', 'claude-next-9'] });
    process.env.ANTHROPIC_BASE_URL = api.url;
    process.env.ANTHROPIC_API_KEY = KEY;
    delete process.env.ANTHROPIC_MODEL;
  });

  afterEach(() => api.close());

  after(() => {
    for (const name of VARIABLES) {
      if (before_[name] === undefined) delete process.env[name];
      else process.env[name] = before_[name];
    }
    rmSync(home, { recursive: true, force: true });
  });

  const ask = (...words: string[]) => run('ask', run_id, '--home', home, ...words);

  it('tells findings with their lines, what was removed and what it cost, and step by step what goes on', async () => {
    const { exit, out, err } = await ask();
    const fixed = `${out}\n--- standard error\n${err}`
      .replaceAll(run_id, 'RUN')
      .replaceAll(/[\d.]+( of 300)? s\b/g, 'N$1 s')
      .replaceAll(/\d[\d,]*( of 80,000)? tokens/g, 'N$1 tokens')
      .replaceAll(/\d[\d,]*(\s)(cached|out)\b/g, 'N$1$2')
      .replaceAll(/0\.\d+( of 1)? USD/g, '0.N$1 USD');
    assertGolden('ask.txt', fixed, import.meta.url);
    assert.equal(exit, 0);
  });

  it('gives the findings as one document, and asks what is asked', async () => {
    const { exit, out, err } = await ask('What happened to', 'the quorum?', '--json', '--quiet');
    const findings = Findings.parse(JSON.parse(out));
    assert.deepEqual([exit, err, findings.question, findings.claims.length], [0, '', 'What happened to the quorum?', 2]);
    assert.match(JSON.stringify(api.taken[0].messages[0]), /The question of a person: What happened to the quorum\?/);
    assert.ok(findings.spent.cache_read_tokens > 0);
  });

  it('keeps what it found with the report, and plays it again without a key, byte for byte', async () => {
    const first = await ask('--json', '--quiet');
    const { out: report } = await run('report', run_id, '--home', home);
    assert.match(report, /Found by claude-sonnet-5-5, a language model/);
    delete process.env.ANTHROPIC_API_KEY;
    api.asked.length = 0;
    const again = await ask('--replay', '--json', '--quiet');
    assert.deepEqual([again.exit, again.out], [0, first.out]);
    assert.equal(api.asked.length, 0, 'nobody was asked');
    const { err } = await ask('--replay');
    assert.match(err, /Comparing the claims with the stored lines/);
  });

  it('shows what would be sent, masked, and sends nothing, without a key too', async () => {
    delete process.env.ANTHROPIC_API_KEY;
    const { exit, out } = await ask('--show');
    assert.equal(exit, 0);
    assert.match(
      out,
      /^This would be sent to claude-sonnet-5-5 first: about [\d,]+ tokens\. Nothing was sent\.\nMasked: 2 IP addresses, 3 host names\./,
    );
    assert.match(
      out,
      /--- system\nYou find out why a run failed[\s\S]*--- tools\nsearch_logs: [\s\S]*--- user\nThe question: why did this run fail\?/,
    );
    assert.match(out, /\[<ip-1> \| <ip-2>\]/);
    assert.equal(api.asked.length, 0);
    process.env.ANTHROPIC_API_KEY = KEY;
    await ask('--quiet');
    const sent = api.taken[0].messages[0].content;
    // The fence is another one each time.
    const unmarked = (text: string) => text.replaceAll(/(<\/?data )\w+/g, '$1MARK');
    for (const part of sent)
      assert.ok(
        typeof part !== 'string' && part.type === 'text' && unmarked(out).includes(unmarked(part.text)),
        'it is what is sent then',
      );
  });

  it('lists the models of the key', async () => {
    const { out, exit } = await run('ask', '--list-models');
    assert.equal(exit, 0);
    assert.match(out, /^claude-sonnet-5-5 +2 in, 10 out +Claude/m);
    assert.match(out, /^claude-next-9 +price unknown/m);
  });

  it('holds a budget, and says that it ended there', async () => {
    const tight = await ask('--max-cost', '0.001');
    assert.deepEqual([tight.exit, api.asked.length], [4, 0]);
    assert.match(tight.out, /The budget ended it: these findings are partial\./);
    const short = await ask('--max-requests', '1');
    assert.equal(short.exit, 0);
    assert.match(short.out, /these findings are partial[\s\S]*The kernel killed scylla/);
    const unknown = await ask('--model', 'claude-next-9', '--max-cost', '1');
    assert.equal(unknown.exit, 2);
    assert.match(
      unknown.err,
      /The price of claude-next-9 is not known, so that --max-cost cannot hold; give --price IN,OUT too\./,
    );
    assert.equal((await ask('--model', 'claude-next-9', '--max-cost', '1', '--price', '3,15', '--quiet')).exit, 0);
  });

  it('says what is missing: key, run, model', async () => {
    process.env.ANTHROPIC_MODEL = 'claude-not-there';
    const model = await ask('--quiet');
    assert.equal(model.exit, 4);
    assert.match(model.out.replaceAll(/\s+/g, ' '), /has no model claude-not-there \(status 404\)/);
    delete process.env.ANTHROPIC_MODEL;
    process.env.ANTHROPIC_API_KEY = 'sk-ant-wrong-0123456789';
    const wrong = await ask();
    assert.equal(wrong.exit, 4);
    assert.match(wrong.out.replaceAll(/\s+/g, ' '), /refuses the credential: status 401/);
    assert.ok(!`${wrong.out}${wrong.err}`.includes('sk-ant-wrong'));
    delete process.env.ANTHROPIC_API_KEY;
    const none = await ask();
    assert.deepEqual([none.exit, none.out], [4, '']);
    assert.match(
      none.err,
      /^investigator: The key of Anthropic is not set\.\n {2}Set the environment variable ANTHROPIC_API_KEY, in the editor “Set Credential…”\./,
    );
    process.env.ANTHROPIC_API_KEY = KEY;
    assert.equal((await run('ask', 'nowhere', '--home', home)).exit, 3);
  });

  it('refuses words that it does not take, and explains itself', async () => {
    const cases: [string[], RegExp][] = [
      [[], /ask needs a run/],
      [['run', '--max-cost', 'x'], /--max-cost takes a number above 0, not x/],
      [['run', '--max-time', '0'], /--max-time takes/],
      [['run', '--max-tokens', ''], /not nothing/],
      [['run', '--price', '3'], /--price takes IN,OUT/],
      [['run', '--fast'], /Unknown option '--fast'; `investigator help ask`/],
      [['run', '--home', ''], /--home needs/],
    ];
    for (const [words, said] of cases) {
      const { exit, out, err } = await run('ask', ...words);
      assert.deepEqual([exit, out], [2, ''], words.join(' '));
      assert.match(err, said);
    }
    for (const words of [
      ['help', 'ask'],
      ['ask', '--help'],
      ['ask', '-h'],
    ])
      assert.match((await run(...words)).out, /^usage: investigator ask RUN/);
    assert.match((await run('help')).out, /^ {2}ask +Ask Claude why a run failed/m);
  });

  it('ends with what it has where it is interrupted', async () => {
    const hanging = await Anthropic.open(() => ({ mishap: { hangs: 'before' } }));
    const main = fileURLToPath(new URL('../../../src/doors/cli/main.ts', import.meta.url));
    const child = spawn(process.execPath, [main, 'ask', run_id, '--home', home], {
      env: { ...process.env, ANTHROPIC_BASE_URL: hanging.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    child.stdout.on('data', text => (out += text));
    while (hanging.asked.length === 0) await new Promise(done => setTimeout(done, 20));
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    await hanging.close();
    assert.equal(code, 130);
    assert.match(out, /It was cancelled\./);
  });
});
