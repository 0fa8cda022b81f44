/** The answers, tests: from log lines to their source and back, through the whole engine, with a git repository. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../src/base/fault.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';

const SHOP = `import logging

log = logging.getLogger("shop.cart")


def pay(cart):
    log.info("cart %s is paid with %s", cart, cart.card)
    log.error("card %s of cart %s was refused by the bank", cart.card, cart)
    raise ValueError(f"no bank for {cart.card}")
`;

describe('find_source and its way back', () => {
  let folder: string;
  let engine: RunningEngine;
  let commit: string;
  let source: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'code-'));
    const put = (path: string, text: string) => {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    put('repo/shop/cart.py', SHOP);
    put('repo/shop/old.py', 'def go():\n    work()\n    more()\n    rest()\n    last()\n');
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    commit = git('rev-parse', 'HEAD').trim();
    put(
      'repo/shop/cart.py',
      SHOP.replace('import logging\n', '"""The cart."""\nimport logging\nimport os\n').replace(
        '    raise ValueError',
        '    #\n    raise ValueError',
      ),
    );
    renameSync(join(folder, 'repo/shop/old.py'), join(folder, 'repo/shop/new.py'));
    git('add', '-A');
    const lines = [
      'INFO  shop.cart: cart 17 is paid with visa-1',
      'INFO  shop.cart: cart 18 is paid with visa-2',
      'ERROR shop.cart: card visa-3 of cart 19 was refused by the bank',
      'ERROR shop.main: it broke\nTraceback (most recent call last):\n  File "/opt/app/shop/old.py", line 3, in go\n    more()\n  File "/opt/app/shop/cart.py", line 9, in pay\n    raise ValueError(f"no bank for {cart.card}")\nValueError: no bank for visa-4',
      'INFO  other.thing: nothing of this is in any source file here',
    ];
    const stamped = lines.map((line, at) => `2026-05-01 10:00:0${at},000 ${line}`);
    // An abbreviation without a letter would be taken for a number; one in seventy is.
    const short = commit.slice(0, Math.max(9, commit.search(/[a-f]/) + 1));
    put('logs/failed/app.log', `HEAD is now at ${short} first\n${stamped.join('\n')}\n`);
    put('logs/passed/app.log', `${stamped.slice(0, 2).join('\n')}\n`);
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test' });
    await engine.ingest_logs({ inputs: ['logs/passed'], outcome: 'passed' });
    const { run_id } = await engine.ingest_logs({ inputs: ['logs/failed'], outcome: 'failed' });
    source = (await engine.search_logs({ run_id, limit: 1 })).lines[0].place.source;
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  function git(...words: string[]): string {
    const name = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    return execFileSync('git', [...name, ...words], { cwd: join(folder, 'repo'), encoding: 'utf8' });
  }

  async function find(line: number) {
    const found = await engine.find_source({ place: `${source}:app.log:${line}`, roots: ['repo'] });
    const candidates = found.candidates.map(one => `${one.how} ${one.file.slice(join(folder, 'repo').length + 1)}:${one.line}`);
    return { ...found, short: candidates };
  }

  it('finds the statement by its words, and tells why', async () => {
    const found = await find(4);
    assert.deepEqual(found.short, ['statement shop/cart.py:10']);
    assert.match(found.candidates[0].reason, /constant words of the log statement; level error; logger name fits/);
    assert.match(found.candidates[0].snippet, /was refused by the bank/);
    assert.equal(found.candidates[0].column, 9);
    assert.ok(found.indexed.statements > 0);
    assert.equal((await find(2)).indexed.fresh, true);
  });

  it('says nothing where nothing is sure', async () => {
    const found = await find(12);
    assert.deepEqual(found.short, []);
    assert.equal(found.ambiguous, false);
  });

  it('leads frames to the commit that the run states, and on to today', async () => {
    const found = await find(7);
    assert.equal(found.commit, commit);
    const [first, second] = found.candidates;
    assert.deepEqual(found.short, ['named shop/new.py:3', 'named shop/cart.py:12']);
    assert.deepEqual(first.at_commit, { commit, line: 3 });
    assert.match(first.reason, /the code is the same; the file was shop\/old.py/);
    assert.deepEqual(second.at_commit, { commit, line: 9 });
    assert.match(second.reason, /the line was 9/);
    assert.equal(found.named[0].file, '/opt/app/shop/old.py');
    assert.equal(found.named[0].log_line, 7);
  });

  it('tells when no repository has the commit', async () => {
    const found = await engine.find_source({ place: `${source}:app.log:7`, roots: ['repo'], commit: 'deadbeef00' });
    assert.match(found.gaps.map(gap => gap.words).join(), /No repository here has the commit deadbeef00/);
    assert.equal(found.candidates[0].at_commit, undefined);
  });

  it('hears of changed and removed files', async () => {
    const file = join(folder, 'repo/shop/late.py');
    writeFileSync(file, 'import logging\nlogging.info("cart %s is paid with %s", 1, 2)\n');
    const grown = await find(2);
    assert.ok(grown.short.includes('statement shop/late.py:2'));
    assert.equal(grown.indexed.fresh, false);
    rmSync(file);
    assert.deepEqual((await find(2)).short, ['statement shop/cart.py:9']);
  });

  it('tells folders that are not there', async () => {
    const found = await engine.find_source({ place: `${source}:app.log:4`, roots: ['nowhere'] });
    assert.match(found.gaps[0].words, /There is no folder/);
    assert.deepEqual(found.candidates, []);
  });

  it('takes mappings as people type them', async () => {
    const mappings = [`/opt/app=${join(folder, 'repo')}`];
    const found = await engine.find_source({ place: `${source}:app.log:9`, roots: ['repo'], mappings });
    assert.match(found.candidates[0].reason, /mapped: \/opt\/app/);
  });

  it('finds the runs of a file’s statements', async () => {
    const seen = await engine.find_runs_by_source({ file: 'repo/shop/cart.py' });
    assert.deepEqual(
      seen.statements.map(one => [one.line, one.text, one.runs.map(run => [run.title, run.lines]), one.failed_runs]),
      [
        [
          9,
          'cart <*> is paid with <*>',
          [
            ['logs/failed', 2],
            ['logs/passed', 2],
          ],
          1,
        ],
        [10, 'card <*> of cart <*> was refused by the bank', [['logs/failed', 1]], 1],
        [12, 'no bank for <*>', [['logs/failed', 1]], 1],
      ],
    );
    assert.equal(seen.statements[1].runs[0].first.line, 4);
    const one = await engine.find_runs_by_source({ file: 'shop/cart.py:11', roots: ['repo'] });
    assert.deepEqual(
      one.statements.map(statement => statement.line),
      [10],
    );
  });

  it('reads a file as of a commit, also one that is gone', async () => {
    const then = await engine.read_source_at({ file: 'repo/shop/old.py', commit: commit.slice(0, 8) });
    assert.match(then.text, /^def go\(\):/);
    assert.equal(then.commit, commit);
    for (const wrong of [
      { file: 'repo/none.py', commit },
      { file: 'repo/shop/old.py', commit: 'deadbeef00' },
      { file: 'logs', commit },
    ])
      await assert.rejects(
        engine.read_source_at(wrong),
        (failure: Fault) => failure instanceof Fault && failure.code === 'input_missing',
      );
  });

  it('can be cancelled', async () => {
    const life = new AbortController();
    const asked = engine.find_source({ place: `${source}:app.log:4`, roots: ['repo'] }, { signal: life.signal });
    life.abort(new Fault('cancelled'));
    await assert.rejects(asked, (failure: Fault) => failure.code === 'cancelled');
  });
});
