/** Laws: the repository names no machine, no registry host and no unfinished work; faults and README keep their word. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { faults } from '../../src/base/fault.ts';
import { projectFiles } from './files.ts';

const texts = projectFiles(/\.(ts|tsx|mjs|json|md|css|html|yml)$|^\.ci\//).filter(
  file => file.path !== 'test/laws/words.test.ts',
);

describe('words', () => {
  it('no file names a machine of ours or a registry', () => {
    const names = /\/(?:work|farm)\/(?:main|shared)|\bregistry\.npmjs\b|deb\.debian\.org/;
    assert.deepEqual(
      texts.filter(file => names.test(file.text)).map(file => file.path),
      [],
    );
  });

  it('no source says that it is unfinished', () => {
    const unfinished = /^\s*(\/\/|\*|\/\*\*).*\b(TODO|FIXME|XXX|HACK)\b|not implemented/m;
    const sources = texts.filter(file => /^(src|webview)\//.test(file.path));
    assert.deepEqual(
      sources.filter(file => unfinished.test(file.text)).map(file => file.path),
      [],
    );
  });

  it('no test is switched off', () => {
    const off = new RegExp(`\\b(?:it|describe)\\.(?:${['on' + 'ly', 'sk' + 'ip'].join('|')})\\(`);
    assert.deepEqual(
      texts.filter(file => file.path.startsWith('test/') && off.test(file.text)).map(file => file.path),
      [],
    );
  });

  it('every fault has words, a hint that is a sentence, and codes', () => {
    for (const [code, fault] of Object.entries(faults)) {
      assert.match(fault.hint, /^[A-Z].*[.]$/, code);
      assert.ok(fault.exit > 0 && fault.http >= 400, code);
    }
  });

  it('README names the two commands that a fresh clone needs', () => {
    const readme = readFileSync('README.md', 'utf8');
    assert.match(readme, /npm ci && npm run investigate -- media\/sample\/\S+/);
    assert.match(readme, /npm ci && npm test/);
  });

  it('ARCHITECTURE names every room', () => {
    const text = readFileSync('ARCHITECTURE.md', 'utf8');
    for (const room of ['src/base', 'src/model', 'src/rpc', 'src/tools', 'src/engine', 'src/doors'])
      assert.ok(text.includes(room), room);
  });
});
