/** The code room: a repository can have programs run over its files by git; asked by us, it cannot. */
import { equal, match, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changesSince, movedSince } from '../../../src/engine/code/git.ts';

describe('git, asked about a hostile repository', () => {
  let folder: string;
  let harm: string;
  let commit: string;
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...words], {
      encoding: 'utf8',
      stdio: 'pipe',
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-repository-'));
    harm = join(folder, 'harmed');
    git('init', '-q');
    writeFileSync(join(folder, 'pay.py'), 'one\ntwo\n');
    git('add', '.');
    git('commit', '-q', '-m', 'then');
    commit = git('rev-parse', 'HEAD').trim();
    writeFileSync(join(folder, 'pay.py'), 'zero\none\ntwo\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function lay(name: string): void {
    writeFileSync(join(folder, '.gitattributes'), `*.py filter=${name} diff=trap\n`);
    const trap = `sh -c "touch '${harm}'; cat"`;
    for (const key of [`filter.${name}.clean`, `filter.${name}.process`, 'diff.trap.textconv', 'diff.trap.command'])
      git('config', '--file', '.git/config', key, trap);
    git('config', '--file', '.git/config', `filter.${name}.required`, 'true');
  }

  it('tells the changes, and runs none of its programs', async () => {
    lay('evil.one');
    match((await changesSince({ folder }, commit, ['pay.py'])) ?? '', /^\+zero$/m);
    equal((await movedSince({ folder }, commit)).size, 0);
    ok(!existsSync(harm), 'nothing ran');
  });

  it('tells nothing where a name cannot be said to git', async () => {
    lay('a=b');
    equal(await changesSince({ folder }, commit, ['pay.py']), null);
    ok(!existsSync(harm), 'nothing ran');
  });

  it('which are programs that git would run', () => {
    lay('evil.one');
    try {
      git('diff', commit);
    } catch (failure) {
      ok('status' in (failure as Error), 'the trap also breaks the answer');
    }
    ok(existsSync(harm));
  });
});
