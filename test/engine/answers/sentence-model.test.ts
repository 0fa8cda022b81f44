/** The answers, tests: a sentence model from its hub: used at once, gone on with where it broke off, thrown away where it is another, refused, cancelled, asked for twice. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../src/base/fault.ts';
import type { Progress } from '../../../src/base/progress.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import type { ModelChoice } from '../../../src/model/knowledge.ts';
import { nothingConnected } from '../../../src/tools/provide.ts';
import { type Hub, openHub } from '../../stand-in/hub.ts';
import { makeTinyModel } from '../knowledge/tiny-model.ts';
import { direct } from '../sources/loopback.ts';

const NAME = 'tests/tiny';
const WEIGHTS = 'onnx/model.onnx';

describe('a sentence model from its hub', () => {
  let folder: string;
  let hub: Hub;
  let engine: RunningEngine;
  let choice: ModelChoice;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hub-'));
    mkdirSync(join(folder, 'base'));
    writeFileSync(join(folder, 'base/pump.md'), '# The pump\nThe pump is at the tank.\n');
    writeFileSync(join(folder, 'base/motor.md'), '# The motor\nThe breaker of a motor.\n');
    makeTinyModel(join(folder, 'published'), NAME);
    hub = await openHub(join(folder, 'published'), NAME);
    choice = { folder: '', model: NAME, hub: hub.url };
    engine = startEngine({
      home: join(folder, 'home'),
      cwd: folder,
      version: 'test',
      knowledge: 'base',
      connections: { ...nothingConnected, network: async () => direct, sentences: async () => choice },
    });
  });
  afterEach(async () => {
    await engine.end();
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const prepare = (life = {}) => engine.own.prepare_sentence_model({ download: true }, life);
  const search = (query: string) => engine.search_knowledge({ query });
  const models = () => join(folder, 'home/models');
  const failure = async (asked: Promise<unknown>): Promise<Fault> => {
    const fault = await asked.then(
      () => null,
      (one: unknown) => one,
    );
    assert.ok(fault instanceof Fault, String(fault));
    return fault;
  };

  it('is not asked for unless a person says so', async () => {
    assert.deepEqual((await search('impeller')).searched.by, ['words']);
    const state = await engine.own.sentence_model_state({});
    assert.deepEqual(state, { folder: models(), model: NAME, hub: hub.url, here: false, sections: 2, unread: 2 });
    const fault = await failure(engine.own.prepare_sentence_model({ download: false }));
    assert.equal(fault.code, 'model_unusable');
    assert.equal(hub.asked.length, 0);
  });

  it('comes file by file, tells how far it is, and is used from then on', async () => {
    const seen: Progress[] = [];
    const state = await prepare({ onProgress: (progress: Progress) => seen.push(progress) });
    assert.deepEqual([state.here, state.unread, state.sections], [true, 0, 2]);
    assert.ok(state.bytes > 1000);
    assert.equal(seen[0].words, `Downloading ${NAME}`);
    assert.ok(seen.every(one => one.unit !== 'bytes' || (one.total === state.bytes && one.done <= state.bytes)));
    assert.equal(seen.filter(one => one.unit === 'bytes').at(-1)?.done, state.bytes);
    assert.deepEqual(readdirSync(models()), ['tests']);
    const { hits, searched } = await search('impeller');
    assert.deepEqual([hits[0]?.place.document, searched.by], ['pump', ['words', `the model ${NAME}`]]);
    const before = hub.asked.length;
    assert.equal((await prepare()).bytes, 0);
    assert.equal(hub.asked.length, before);
  });

  it('goes on where it broke off', async () => {
    hub.bucket.cutOnce.add(WEIGHTS);
    assert.equal((await prepare()).here, true);
    const [first, second] = hub.bucket.asked.filter(one => one.url?.startsWith(`/${WEIGHTS}`));
    assert.equal(first.headers.range, undefined);
    assert.match(second.headers.range ?? '', /^bytes=[1-9]\d*-$/);
  });

  it('that is another than the hub tells of is thrown away, and asked for anew', async () => {
    for (const [path, bytes] of [
      ['tokenizer.json', '{"model":{}}'],
      [WEIGHTS, new Uint8Array(64)],
    ] as const) {
      hub.instead.set(path, bytes);
      const fault = await failure(prepare());
      assert.equal(fault.code, 'download_failed');
      assert.match(fault.message, new RegExp(`${path} failed: what came is not the file that the hub tells of`));
      assert.ok(!existsSync(join(models(), NAME, path)));
      assert.deepEqual((await search('impeller')).searched.by, ['words']);
      hub.instead.clear();
    }
    assert.equal((await prepare()).here, true);
  });

  it('that is longer than the hub tells is not read to its end', async () => {
    hub.instead.set(WEIGHTS, new Uint8Array(1 << 20));
    assert.equal((await failure(prepare())).code, 'over_limit');
  });

  it('that there is not, or not for everybody, is said in one sentence', async () => {
    for (const status of [401, 404]) {
      hub.status = status;
      const fault = await failure(prepare());
      assert.match(fault.message, new RegExp(`there is no ${NAME}, or it is not shown to everybody \\(${status}\\)$`));
    }
    hub.status = 200;
    for (const [told, words] of [
      ['<html>', /no hub of models/],
      [{ sha: 'a1b2c3d4', siblings: [{ rfilename: 'config.json', size: 2, blobId: 'aa' }] }, /has no tokenizer\.json there/],
      [{ sha: '../../etc', siblings: [] }, /no hub of models/],
    ] as const) {
      hub.told = told;
      assert.match((await failure(prepare())).message, words);
    }
  });

  it('with a name or a hub that is none is refused before anybody is asked', async () => {
    for (const model of ['tiny', '../../etc/passwd', 'a/b/c', 'a/..', 'a b/c']) {
      choice = { ...choice, model };
      assert.equal((await failure(prepare())).code, 'bad_input', model);
    }
    choice = { folder: '', model: NAME, hub: 'mirror' };
    assert.equal((await failure(prepare())).code, 'bad_input');
    assert.equal(hub.asked.length, 0);
  });

  it('that is cancelled half-way is gone on with; nothing half is used', async () => {
    const life = new AbortController();
    hub.bucket.before = async () => life.abort(new Fault('cancelled'));
    assert.equal((await failure(prepare({ signal: life.signal }))).code, 'cancelled');
    hub.bucket.before = async () => undefined;
    assert.deepEqual((await search('impeller')).searched.by, ['words']);
    assert.ok(!existsSync(join(models(), NAME, WEIGHTS)));
    assert.equal((await prepare()).here, true);
  });

  it('takes the place of a damaged one, where a person wants it', async () => {
    await prepare();
    truncateSync(join(models(), NAME, WEIGHTS), 60);
    choice = { ...choice, folder: models() };
    assert.equal((await failure(engine.own.prepare_sentence_model({ download: false }))).code, 'model_unusable');
    const { bytes } = await prepare();
    assert.ok(bytes > 1000);
    assert.equal((await search('impeller')).hits[0]?.place.document, 'pump');
  });

  it('asked for twice at once comes once', async () => {
    const both = await Promise.all([prepare(), prepare()]);
    assert.deepEqual(both.map(one => one.bytes > 0).sort(), [false, true]);
    assert.equal(hub.asked.filter(one => one.url?.includes(WEIGHTS)).length, 1);
  });

  it('whose server went is told, and search goes on', async () => {
    const url = hub.url;
    await hub.close();
    choice = { ...choice, hub: url };
    const fault = await failure(prepare());
    assert.equal(fault.code, 'download_failed');
    assert.doesNotMatch(fault.message, /ECONNREFUSED .* at /);
    assert.equal((await search('pump')).hits[0]?.place.document, 'pump');
    hub = await openHub(join(folder, 'published'), NAME);
  }).timeout(30_000);
});

describe('documents that a sentence model has not read', () => {
  it('are read behind the search, which goes by words until then', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unread-'));
    mkdirSync(join(folder, 'base'));
    makeTinyModel(join(folder, 'models'), NAME);
    for (let number = 0; number < 120; number++)
      writeFileSync(join(folder, `base/part-${number}.md`), `# Part ${number}\nThe ${number === 7 ? 'pump' : 'valve'}.\n`);
    const connections = {
      ...nothingConnected,
      sentences: async () => ({ folder: join(folder, 'models'), model: NAME, hub: '' }),
    };
    const engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', knowledge: 'base', connections });
    try {
      const first = await engine.search_knowledge({ query: 'pump' });
      assert.match(first.searched.by.at(-1) ?? '', /^the model tests\/tiny as soon as it has read \d+ more sections$/);
      assert.equal(first.hits[0]?.place.document, 'part-7');
      assert.equal((await engine.own.prepare_sentence_model({ download: false })).unread, 0);
      const then = await engine.search_knowledge({ query: 'impeller' });
      assert.equal(then.searched.by.at(-1), 'the model tests/tiny');
      assert.equal(then.hits[0]?.place.document, 'part-7');
    } finally {
      await engine.end();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
