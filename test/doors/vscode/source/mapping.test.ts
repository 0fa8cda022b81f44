/** The editor: path mappings are filled in, and learned from what a person chose. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { filledMappings, learnedMapping } from '../../../../src/doors/vscode/source/mapping.ts';

const folders = [
  { name: 'shop', path: '/home/me/shop' },
  { name: 'lib', path: '/home/me/lib' },
];

describe('path mappings', () => {
  it('stand for the folders that are open', () => {
    const setting = {
      '/opt/app': '${workspaceFolder}',
      '/opt/lib': '${workspaceFolder:lib}/src',
      '/srv': '/mnt/srv',
      '/x': '${workspaceFolder:gone}',
    };
    assert.deepEqual(filledMappings(setting, folders), [
      { from: '/opt/app', to: '/home/me/shop' },
      { from: '/opt/lib', to: '/home/me/lib/src' },
      { from: '/srv', to: '/mnt/srv' },
    ]);
    assert.deepEqual(filledMappings({ '/opt/app': '${workspaceFolder}' }, []), []);
  });

  it('are learned from a choice', () => {
    const cases: [string, string, string | null][] = [
      ['/opt/app/sdcm/tester.py', '/home/me/shop/sdcm/tester.py', '/opt/app → ${workspaceFolder}'],
      ['/opt/lib/a.py', '/home/me/lib/src/a.py', '/opt/lib → ${workspaceFolder:lib}/src'],
      ['C:\\build\\src\\Cart.cs', '/home/me/shop/src/Cart.cs', 'C:\\build → ${workspaceFolder}'],
      ['/a/x.py', '/elsewhere/x.py', '/a → /elsewhere'],
      ['sdcm/tester.py', '/home/me/shop/sdcm/tester.py', null],
      ['/home/me/shop/a.py', '/home/me/shop/a.py', null],
      ['/opt/app/a.py', '/home/me/shop/b.py', null],
    ];
    for (const [printed, chosen, expected] of cases) {
      const learned = learnedMapping(printed, chosen, folders);
      assert.equal(learned && `${learned.from} → ${learned.to}`, expected, printed);
    }
  });

  it('lead from what was printed to what was chosen', () => {
    const step = fc.constantFrom('a', 'b', 'src', 'x y', 'shop');
    const path = fc.array(step, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(path, path, path, (there, here, file) => {
        const printed = `/${[...there, ...file].join('/')}`;
        const chosen = `/home/me/shop/${[...here, ...file].join('/')}`;
        const learned = learnedMapping(printed, chosen, folders);
        if (!learned) return assert.ok(chosen.endsWith(printed), `${printed} ${chosen}`);
        const [{ from, to }] = filledMappings({ [learned.from]: learned.to }, folders);
        assert.equal(to + printed.slice(from.length), chosen);
      }),
    );
  });
});
