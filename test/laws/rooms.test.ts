/** Laws: who may know whom; the allow-list of .dependency-cruiser.json, and zero exceptions. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

describe('rooms', function () {
  this.timeout(60_000);

  it('imports only run the way the house allows', () => {
    const cruise = spawnSync('depcruise', ['--config', '.dependency-cruiser.json', '--output-type', 'err', 'src', 'webview'], {
      encoding: 'utf8',
      env: withBin(),
    });
    assert.equal(cruise.status, 0, cruise.stdout + cruise.stderr);
  });

  it('notices a door that reaches past the front step', () => {
    const rules = spawnSync(
      'depcruise',
      [
        '--config',
        '.dependency-cruiser.json',
        '--output-type',
        'json',
        '--include-only',
        '^(src|test/laws)',
        'test/laws/forbidden',
      ],
      { encoding: 'utf8', env: withBin() },
    );
    const { summary } = JSON.parse(rules.stdout) as { summary: { error: number } };
    assert.ok(summary.error > 0, 'a file outside every room is refused');
  });
});

function withBin(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}` };
}
