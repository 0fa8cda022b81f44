/** `investigator sentence-model` as a person types it, against the stand-in for a hub: how it stands, the download, what goes wrong. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTinyModel } from '../../engine/knowledge/tiny-model.ts';
import { type Hub, openHub } from '../../stand-in/hub.ts';
import { type Typed, typed } from './typed.ts';

const VARIABLES = ['HF_ENDPOINT', 'INVESTIGATOR_MODEL', 'INVESTIGATOR_MODELS'] as const;

describe('the word sentence-model', function () {
  this.timeout(60_000);
  const before_ = Object.fromEntries(VARIABLES.map(name => [name, process.env[name]]));
  let folder: string;
  let hub: Hub;

  async function run(...words: string[]): Promise<Typed> {
    const { exit, out, err } = await typed(['sentence-model', ...words, '--home', join(folder, 'home')]);
    const plain = (text: string) => text.replaceAll(hub.url, 'HUB').replaceAll(folder, 'FOLDER');
    return { exit, out: plain(out), err: plain(err) };
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sentence-model-'));
    makeTinyModel(join(folder, 'published'), 'tests/tiny');
    hub = await openHub(join(folder, 'published'), 'tests/tiny');
    process.env.HF_ENDPOINT = hub.url;
    process.env.INVESTIGATOR_MODEL = 'tests/tiny';
    delete process.env.INVESTIGATOR_MODELS;
  });
  after(async () => {
    for (const name of VARIABLES) {
      if (before_[name] === undefined) delete process.env[name];
      else process.env[name] = before_[name];
    }
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says how it stands and asks nobody', async () => {
    const { exit, out } = await run();
    assert.equal(exit, 0);
    assert.equal(
      out,
      [
        'There is no sentence model tests/tiny in FOLDER/home/models: documents are found by words, and by what they mean within them.',
        '`investigator sentence-model --download` gets its files from HUB and puts them there; nothing else is sent.',
        '',
      ].join('\n'),
    );
    assert.equal(hub.asked.length, 0);
  });

  it('says in one sentence that there is no such model', async () => {
    hub.status = 404;
    const { exit, err } = await run('--download');
    hub.status = 200;
    assert.equal(exit, 4);
    assert.match(err, /HUB.* failed: there is no tests\/tiny, or it is not shown to everybody \(404\)/);
    assert.doesNotMatch(err, /\n\s+at /);
  });

  it('downloads it, has all documents read, and says so again the next time', async () => {
    const { exit, out } = await run('--download');
    assert.equal(exit, 0);
    const said = /^Documents are found by tests\/tiny too: it lies in FOLDER\/home\/models and has read \d{3,} sections\./;
    assert.match(out, said);
    assert.match(out, /[\d.]+ ki?B came from HUB\.\n$/i);
    const asked = hub.asked.length;
    assert.match((await run()).out, said);
    assert.equal(JSON.parse((await run('--json')).out).here, true);
    assert.equal(hub.asked.length, asked);
  });

  it('takes nothing else', async () => {
    const { exit, err } = await run('--dowload');
    assert.equal(exit, 2);
    assert.match(err, /sentence-model takes --download, --json, --quiet, --home DIR and nothing else/);
  });
});
