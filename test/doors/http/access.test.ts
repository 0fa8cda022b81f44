/** Who may ask the server: hosts against DNS rebinding, origins of pages, the secret. */
import assert from 'node:assert/strict';
import { Fault } from '../../../src/base/fault.ts';
import { type Access, type Asked, checkHost, checkSecret, originOf } from '../../../src/doors/http/access.ts';
import { checkAccess } from '../../../src/doors/http/serve-http.ts';

const here: Access = { host: '127.0.0.1', hosts: [], origins: [], secret: null };
const wide: Access = { ...here, host: '0.0.0.0', hosts: ['Logs.example.com'], secret: 's' };
const nobody: Asked = { host: undefined, origin: undefined, secret: undefined, authorization: undefined };

function fits(access: Access, host: string | undefined): boolean {
  try {
    checkHost(access, { ...nobody, host });
    return true;
  } catch (failure) {
    assert.ok(failure instanceof Fault && failure.code === 'host_refused', String(failure));
    return false;
  }
}

describe('who may ask the server', () => {
  it('names this machine as its host, where only this machine is listened to', () => {
    for (const host of ['localhost', 'LOCALHOST:8000', '127.0.0.1:8000', '127.9.9.9', '[::1]:8000'])
      assert.ok(fits(here, host), host);
    const wrong = [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.nip.io',
      '10.0.0.1',
      '0.0.0.0',
      '',
      'a@localhost',
      '[::2]',
    ];
    for (const host of [...wrong, undefined]) assert.ok(!fits(here, host), host);
  });

  it('names an address or a name that was allowed, where others are listened to', () => {
    for (const host of ['10.0.0.1:8000', '[fe80::1]:80', 'localhost', 'logs.example.com:8000', '0.0.0.0'])
      assert.ok(fits(wide, host), host);
    for (const host of ['evil.example', 'logs.example.com.evil.example', undefined]) assert.ok(!fits(wide, host), host);
  });

  it('is no page, one of ours, or one that was allowed', () => {
    const access = { ...here, origins: ['http://localhost:3000'] };
    const from = (origin: string | undefined) => originOf(access, { ...nobody, host: 'localhost:8000', origin });
    assert.equal(from(undefined), null);
    assert.equal(from('http://localhost:8000'), null);
    assert.equal(from('http://localhost:3000'), 'http://localhost:3000');
    for (const origin of [
      'null',
      'http://evil.example',
      'http://localhost:3001',
      'https://localhost:8000',
      'http://localhost:3000.evil.example',
    ])
      assert.throws(() => from(origin), { code: 'origin_refused' }, origin);
  });

  it('knows the secret, where there is one', () => {
    checkSecret(here, nobody);
    checkSecret(wide, { ...nobody, secret: 's' });
    checkSecret(wide, { ...nobody, authorization: 'Bearer s' });
    for (const wrong of [{}, { secret: '' }, { secret: 'S' }, { authorization: 's' }, { authorization: 'Basic s' }])
      assert.throws(() => checkSecret(wide, { ...nobody, ...wrong }), { code: 'secret_refused' });
  });

  it('needs one wherever others can ask', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost']) checkAccess({ ...here, host }, 'NAME');
    for (const host of ['0.0.0.0', '::', '10.0.0.1', 'example.com'])
      assert.throws(() => checkAccess({ ...here, host }, 'NAME'), /environment variable NAME/);
    checkAccess(wide, 'NAME');
  });
});
