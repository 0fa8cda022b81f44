/** The knowledge, tests: a sentence model on the real way of loading, through the worker: used, kept, corrupt, missing, exchanged. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import type { ModelChoice } from '../../../src/model/knowledge.ts';
import { nothingConnected } from '../../../src/tools/provide.ts';
import { makeTinyModel } from './tiny-model.ts';

const NAME = 'tests/tiny';

describe('a sentence model', () => {
  let folder: string;
  let engine: RunningEngine;
  let choice: ModelChoice;

  const start = () =>
    startEngine({
      home: join(folder, 'home'),
      cwd: folder,
      version: 'test',
      knowledge: 'base',
      connections: { ...nothingConnected, sentences: async () => choice },
    });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'model-'));
    mkdirSync(join(folder, 'base'));
    writeFileSync(join(folder, 'base/pump.md'), '# The pump\nThe pump is at the tank.\n');
    writeFileSync(join(folder, 'base/motor.md'), '# The motor\nThe breaker of a motor.\n');
    makeTinyModel(join(folder, 'models'), NAME);
    choice = { folder: join(folder, 'models'), hub: '', model: NAME };
    engine = start();
  });
  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (query: string) => engine.search_knowledge({ query });

  it('from a folder finds what shares no word with the question', async () => {
    const { hits, searched, problems } = await ask('impeller');
    assert.deepEqual(problems, []);
    assert.deepEqual(searched.by, ['words', `the model ${NAME}`]);
    assert.equal(hits[0]?.place.document, 'pump');
    assert.match(hits[0].why.join('; '), /alike by the model/);
    assert.equal((await ask('engine')).hits[0]?.place.document, 'motor');
  });

  it('has its vectors kept: the next engine reads them', async () => {
    const kept = join(folder, 'home/knowledge');
    const [file] = readdirSync(kept);
    const before = statSync(join(kept, file), { bigint: true }).mtimeNs;
    const next = start();
    try {
      assert.equal((await next.search_knowledge({ query: 'impeller' })).hits[0]?.place.document, 'pump');
      assert.equal(statSync(join(kept, file), { bigint: true }).mtimeNs, before);
    } finally {
      await next.end();
    }
    truncateSync(join(kept, file), 100);
    const third = start();
    try {
      assert.equal((await third.search_knowledge({ query: 'impeller' })).hits[0]?.place.document, 'pump');
    } finally {
      await third.end();
    }
  });

  it('that is none is left out: words alone', async () => {
    choice = { folder: '', hub: '', model: NAME };
    const { hits, searched } = await ask('impeller');
    assert.deepEqual([hits, searched.by], [[], ['words']]);
  });

  it('that is missing or corrupt is told, and words go on', async () => {
    choice = { folder: join(folder, 'models'), hub: '', model: 'tests/nobody' };
    const missing = await ask('pump');
    assert.equal(missing.hits[0]?.place.document, 'pump');
    assert.match(
      missing.problems[0].words,
      /^The model tests\/nobody in .* cannot be used: there is no tests\/nobody\/onnx\/model.onnx\. Search goes on by words/,
    );

    makeTinyModel(join(folder, 'models'), 'tests/torn');
    truncateSync(join(folder, 'models/tests/torn/onnx/model.onnx'), 60);
    choice = { folder: join(folder, 'models'), hub: '', model: 'tests/torn' };
    const torn = await ask('pump');
    assert.equal(torn.hits[0]?.place.document, 'pump');
    assert.match(torn.problems[0].words, /^The model tests\/torn in .* cannot be used: /);

    makeTinyModel(join(folder, 'models'), 'tests/mute');
    rmSync(join(folder, 'models/tests/mute/tokenizer.json'));
    choice = { folder: join(folder, 'models'), hub: '', model: 'tests/mute' };
    assert.match((await ask('pump')).problems[0].words, /tests\/mute .* cannot be used: .*tokenizer\.json/);
  });

  it('that is chosen later is used without a new engine', async () => {
    choice = { folder: join(folder, 'models'), hub: '', model: NAME };
    assert.equal((await ask('impeller')).hits[0]?.place.document, 'pump');
  });
});
