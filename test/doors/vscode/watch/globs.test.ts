/** Which folder of results a file lies in, by globs as VS Code reads them. */
import assert from 'node:assert/strict';
import { globPattern, isAbsoluteGlob, resultsFolderOf, splitGlob } from '../../../../src/doors/vscode/watch/globs.ts';

describe('globs of watched folders', () => {
  it('fit whole paths, names with dots and commas as they are', () => {
    const fits = (glob: string, ...paths: string[]) => paths.map(path => globPattern(glob).test(path));
    assert.deepEqual(fits('**/test-results', 'test-results', 'a/b/test-results', 'my-test-results', 'test-results/a'), [
      true,
      true,
      false,
      false,
    ]);
    assert.deepEqual(fits('app/*/out', 'app/x/out', 'app/x/y/out'), [true, false]);
    assert.deepEqual(fits('{a,b}/r?.d', 'a/r1.d', 'b/r2.d', 'a/r1xd', 'c/r1.d'), [true, true, false, false]);
    assert.deepEqual(fits('a,b(1)/**', 'a,b(1)/c', 'a', 'a,b(1)'), [true, false, true]);
    assert.deepEqual(fits('{a', 'a', '{a'), [false, false]);
  });

  it('name the outermost folder that fits', () => {
    const globs = ['**/target/surefire-reports', '**/test-results'];
    const folder = (file: string) => resultsFolderOf(file, globs);
    assert.equal(folder('shop/target/surefire-reports/TEST-a.xml'), 'shop/target/surefire-reports');
    assert.equal(folder('test-results/unit/test-results/a.xml'), 'test-results');
    assert.equal(folder('web\\test-results\\a.json'), 'web/test-results');
    assert.equal(folder('pom.xml'), null);
    assert.equal(folder('target/a.xml'), null);
    assert.equal(resultsFolderOf('/ci/out/7/a.xml', ['/ci/out/*']), '/ci/out/7');
  });

  it('that are absolute begin with a folder', () => {
    assert.deepEqual(splitGlob('/ci/out/*/r'), { base: '/ci/out', rest: '*/r' });
    assert.deepEqual(splitGlob('/ci/out/'), { base: '/ci/out', rest: '' });
    assert.deepEqual(['/a', 'C:\\a', '\\\\host\\a', 'a/b', '**/a'].map(isAbsoluteGlob), [true, true, true, false, false]);
  });
});
