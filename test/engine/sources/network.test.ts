/** The way out of this machine: which proxy stands before which address. */
import assert from 'node:assert/strict';
import { proxyOf } from '../../../src/engine/sources/network.ts';

const by = (url: string, network: { proxy?: string; noProxy?: string[] } = {}, env: Record<string, string> = {}) =>
  proxyOf({ strictTls: true, ...network }, new URL(url), env)?.href ?? null;

describe('the proxy', () => {
  it('is that of the environment, by scheme', () => {
    const env = { HTTP_PROXY: 'plain:1', https_proxy: 'http://tls:2', NO_PROXY: '.lab, *.test,exact.example:81' };
    assert.equal(by('http://a.example', {}, env), 'http://plain:1/');
    assert.equal(by('https://a.example', {}, env), 'http://tls:2/');
    assert.equal(by('https://a.example', {}, { HTTP_PROXY: 'plain:1' }), 'http://plain:1/');
    for (const exempt of ['http://x.lab', 'https://x.test', 'http://exact.example:81', 'http://localhost:3100', 'http://[::1]:9'])
      assert.equal(by(exempt, {}, env), null, exempt);
    assert.equal(by('http://exact.example', {}, env), 'http://plain:1/');
    assert.equal(by('http://xlab', {}, env), 'http://plain:1/');
  });

  it('is that of the editor where one is set there', () => {
    const env = { HTTP_PROXY: 'http://env:1', NO_PROXY: 'a.example' };
    assert.equal(by('http://b.example', { proxy: 'http://editor:2', noProxy: ['c.example'] }, env), 'http://editor:2/');
    assert.equal(by('http://c.example', { proxy: 'http://editor:2', noProxy: ['c.example'] }, env), null);
    assert.equal(by('http://a.example', { proxy: 'http://editor:2' }, env), null);
    assert.equal(by('http://b.example', { noProxy: ['*'] }, env), null);
  });

  it('is none where there is none', () => {
    assert.equal(by('http://a.example'), null);
  });
});
