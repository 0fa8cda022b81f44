/** The editor: records and the groups of CI systems fold. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldsOf } from '../../../../src/doors/vscode/documents/folds.ts';
import { groupsOf } from '../../../../src/doors/vscode/documents/groups.ts';
import { view } from './lines.ts';

function groups(texts: string[]): string[] {
  return groupsOf(view(texts).lines).map(({ from, to, title, depth }) => `${from}-${to} ${title} @${depth}`);
}

describe('folds', () => {
  it('a record of several lines', () => {
    assert.deepEqual(foldsOf(view(['a', 'boom', '  at x', '  at y', 'b'], { first: 50, windowed: true })), [
      { start: 2, end: 4, kind: 'record' },
    ]);
  });

  it('groups of GitHub, which do not nest', () => {
    assert.deepEqual(
      groups(['##[group]Run npm ci', 'x', '##[endgroup]', '2026-05-01T10:00:00Z ##[group]Second', 'y', '::group::Third', 'z']),
      ['0-2 Run npm ci @0', '3-4 Second @0', '5-6 Third @0'],
    );
  });

  it('sections of Azure, Travis and GitLab, by name', () => {
    assert.deepEqual(groups(['##[section]Starting: Build', 'x', '##[section]Finishing: Build']), ['0-2 Build @0']);
    assert.deepEqual(groups(['travis_fold:start:git.checkout', 'x', 'travis_fold:end:git.checkout']), ['0-2 git.checkout @0']);
    assert.deepEqual(
      groups([
        'section_start:1560896352:outer[collapsed=true]\r\x1b[0KOuter work',
        'section_start:1560896353:inner\r\x1b[0KInner',
        'x',
        'section_end:1560896354:inner\r\x1b[0K',
        'section_end:1560896355:outer\r\x1b[0K',
      ]),
      ['0-4 Outer work @0', '1-3 Inner @1'],
    );
  });

  it('stages of Jenkins', () => {
    assert.deepEqual(groups(['[Pipeline] { (Build)', '[Pipeline] sh', '[Pipeline] {', 'x', '[Pipeline] }', '[Pipeline] }']), [
      '0-5 Build @0',
      '2-4  @1',
    ]);
  });

  it('lie inside the lines and inside one another, for any order of marks', () => {
    const text = fc.constantFrom(
      '##[group]a',
      '##[endgroup]',
      'travis_fold:start:x',
      'travis_fold:end:x',
      '[Pipeline] {',
      '[Pipeline] }',
      'plain',
      '  at f',
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), texts => {
        const found = groupsOf(view(texts).lines);
        for (const [i, a] of found.entries()) {
          assert.ok(a.from < a.to && a.to < texts.length);
          for (const b of found.slice(i + 1)) assert.ok(b.from > a.to || b.to <= a.to, JSON.stringify([a, b]));
        }
      }),
    );
  });
});
