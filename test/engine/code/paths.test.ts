/** The code room, tests: printed paths against those of a workspace. */
import assert from 'node:assert/strict';
import { mapped, moduleFit, readPath, sharedEnd } from '../../../src/engine/code/paths.ts';

const segments = (path: string) => readPath(path).segments.join('/');

describe('paths', () => {
  it('reads printed paths whatever wraps them', () => {
    assert.equal(segments('webpack://shop/./src/a.ts?1f2e'), 'src/a.ts');
    assert.equal(segments('webpack:///./src/a.ts'), 'src/a.ts');
    assert.equal(segments('webpack-internal:///./src/a.ts'), 'src/a.ts');
    assert.equal(segments('file:///srv/a.mjs'), 'srv/a.mjs');
    assert.equal(segments('file:///C:/srv/a.mjs'), 'srv/a.mjs');
    assert.equal(segments('http://localhost:3000/static/js/a.js'), 'static/js/a.js');
    assert.equal(segments('C:\\src\\Shop\\Cart.cs'), 'src/Shop/Cart.cs');
    assert.equal(segments('../../lib/./a.c'), 'lib/a.c');
  });

  it('counts the parts that paths share at their end', () => {
    const shared = (printed: string, path: string) => sharedEnd(readPath(printed), path.split('/'));
    assert.equal(shared('/home/ubuntu/sct/sdcm/cluster.py', 'sdcm/cluster.py'), 2);
    assert.equal(shared('a/src/x.ts', 'src/x.ts'), 2);
    assert.equal(shared('C:\\Src\\shop\\CART.cs', 'src/Shop/Cart.cs'), 3);
    assert.equal(shared('/src/shop/CART.cs', 'src/shop/Cart.cs'), 0);
    assert.equal(shared('my/x.ts', 'src/xx.ts'), 0);
  });

  it('follows the longest mapping, at the borders of folders only', () => {
    const mappings = [
      { from: '/opt', to: '/home/me/opt' },
      { from: '/opt/app/', to: '/home/me/project' },
      { from: 'C:\\build', to: '/home/me/win' },
    ];
    assert.equal(mapped('/opt/app/src/a.py', mappings)?.path, '/home/me/project/src/a.py');
    assert.equal(mapped('/opt/application/a.py', mappings)?.path, '/home/me/opt/application/a.py');
    assert.equal(mapped('C:\\build\\src\\a.cs', mappings)?.path, '/home/me/win/src/a.cs');
    assert.equal(mapped('/optional/a.py', mappings), null);
  });

  it('finds modules in a line', () => {
    const depth = (text: string, path: string) => moduleFit(text, path.split('/'));
    assert.equal(depth('INFO sdcm.remote.base: x', 'sdcm/remote/base.py'), 3);
    assert.equal(depth('INFO sdcm.nemesis - x', 'sdcm/nemesis/__init__.py'), 2);
    assert.equal(depth('INFO [o.a.c.db.Memtable] x', 'src/java/org/apache/cassandra/db/Memtable.java'), 2);
    assert.equal(depth('shop::cart: x', 'shop/cart.rs'), 2);
    assert.equal(depth('database', 'src/base.py'), 0);
    assert.equal(depth('', 'base.py'), 0);
  });
});
