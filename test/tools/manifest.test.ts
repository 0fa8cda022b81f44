/** The manifest: package.json's blocks are written from the editor's tables and the settings' schema; here they are written again and compared. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commands } from '../../src/doors/vscode/commands.ts';
import { contributions } from '../../src/doors/vscode/contributions.ts';
import { manifestFiles } from '../../src/doors/vscode/write-manifest.ts';
import { readSettings, settingKeys } from '../../src/model/settings.ts';
import { writeManifest } from '../../src/tools/manifest.ts';

describe('manifest', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

  for (const { path, text } of manifestFiles()) {
    it(`${path} is what npm run manifest writes`, () => {
      assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), JSON.parse(text));
    });
  }

  it('every text has its words, and every word is used', () => {
    const texts = JSON.parse(readFileSync('package.nls.json', 'utf8'));
    const used = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(match => match[1]);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });

  it('activates on nothing that always happens', () => {
    assert.ok(!manifest.activationEvents.includes('*'));
    assert.ok(!manifest.activationEvents.includes('onStartupFinished'));
  });

  it('every command that a text or a menu names exists', () => {
    const text = JSON.stringify(manifest.contributes) + readFileSync('package.nls.json', 'utf8');
    const named = [...text.matchAll(/command:(investigator\.\w+)/g)].map(match => match[1].slice('investigator.'.length));
    assert.deepEqual(
      named.filter(name => !(name in commands)),
      [],
    );
  });

  it('every setting that a text links exists, has a default, and says what it does in a sentence', () => {
    const { texts } = writeManifest(contributions);
    const keys: string[] = [...settingKeys];
    const linked = Object.values(texts).flatMap(words =>
      [...words.matchAll(/`#investigator\.([\w.]+)#`/g)].map(match => match[1]),
    );
    assert.deepEqual(
      linked.filter(key => !keys.includes(key)),
      [],
    );
    for (const key of keys) assert.match(texts[`setting.${key}`], /^[A-Z`].*[.]$/s, key);
  });
});

describe('settings', () => {
  it('are their defaults where nothing is set, and where what is set does not fit', () => {
    const none = readSettings(() => undefined);
    assert.deepEqual(none.refused, []);
    const wrong = readSettings(key => (key === 'ingest.parallel' ? 'many' : key === 'limits.depth' ? 3 : undefined));
    assert.deepEqual(wrong.refused, ['ingest.parallel']);
    assert.deepEqual(wrong.settings, { ...none.settings, 'limits.depth': 3 });
  });
});
