/** Addresses of Git remotes, and the repositories they name. */
import assert from 'node:assert/strict';
import { githubRepository, hostOf } from '../../../src/doors/vscode/connections/remote-url.ts';

describe('the address of a remote', () => {
  it('names a repository of the host, in every form that Git takes', () => {
    for (const address of [
      'https://github.com/acme/shop.git',
      'https://token@github.com/acme/shop',
      'git@github.com:acme/shop.git',
      'ssh://git@github.com:22/acme/shop.git',
      'git://GitHub.com/acme/shop/',
    ])
      assert.equal(githubRepository(address, 'github.com'), 'acme/shop', address);
  });

  it('names none elsewhere', () => {
    for (const address of ['https://gitlab.com/acme/shop.git', '/srv/git/shop.git', 'git@evil.example:github.com/acme', ''])
      assert.equal(githubRepository(address, 'github.com'), null, address);
  });

  it('belongs to the API that serves its host', () => {
    assert.equal(hostOf('https://api.github.com'), 'github.com');
    assert.equal(hostOf('https://ghe.example.com/api/v3'), 'ghe.example.com');
    assert.equal(hostOf('nonsense'), '');
  });
});
