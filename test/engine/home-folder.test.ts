/** The engine's home folder: one rule for every door. */
import assert from 'node:assert/strict';
import { homeFolder } from '../../src/engine/home-folder.ts';

describe('home folder', () => {
  it('is the one given, else that of the environment, else that of the platform', () => {
    assert.equal(homeFolder('/x', { INVESTIGATOR_HOME: '/y' }), '/x');
    assert.equal(homeFolder(undefined, { INVESTIGATOR_HOME: '/y' }), '/y');
    assert.equal(homeFolder(undefined, { XDG_DATA_HOME: '/data' }, 'linux'), '/data/test-run-investigator');
    assert.match(homeFolder(undefined, {}, 'darwin'), /Application Support/);
  });
});
