/** The code room, tests: lines over the hunks of a diff, and commits that lines state. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { statedCommit } from '../../../src/engine/code/commit.ts';
import { driftOf } from '../../../src/engine/code/drift.ts';

const diff = `diff --git a/a.py b/a.py
--- a/a.py
+++ b/a.py
@@ -0,0 +1,2 @@
+import os
+import sys
@@ -3 +5 @@ def f():
-    go(1)
+    go(2)
@@ -6,2 +7,0 @@
--- gone
-gone too
@@ -10,2 +10,3 @@
-moved
-other
+new
+  moved
+newer
`;

describe('driftOf', () => {
  const cases: readonly (readonly [line: number, today: number | null, changed: boolean, words: string])[] = [
    [1, 3, false, 'behind what was put before it'],
    [3, 5, true, 'rewritten where it stood'],
    [5, 7, false, 'as far on as lines were added above'],
    [6, null, true, 'removed'],
    [7, null, true, 'removed with the one before'],
    [8, 8, false, 'back by what was removed'],
    [10, 11, false, 'found again among the new lines'],
    [11, null, true, 'gone'],
    [12, 13, false, 'behind the last change'],
  ];
  for (const [line, today, changed, words] of cases)
    it(`line ${line}: ${words}`, () => assert.deepEqual(driftOf(diff, line), { line: today, changed }));

  it('keeps the line where nothing changed', () => assert.deepEqual(driftOf('', 7), { line: 7, changed: false }));

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 1000 }), (text, line) => {
        assert.deepEqual(driftOf(text.replaceAll('@@', ''), line), { line, changed: false });
      }),
    );
  });
});

describe('statedCommit', () => {
  const sha = '7c19e5d2a07f46b1c3d4e5f60718293a4b5c6d7e';
  const stated: readonly (readonly [string, string | null])[] = [
    [`HEAD is now at ${sha.slice(0, 9)} Fix the cart`, sha.slice(0, 9)],
    [`Checking out Revision ${sha} (origin/master)`, sha],
    [`Checking out ${sha.slice(0, 8)} as detached HEAD (ref is main)...`, sha.slice(0, 8)],
    [`GIT_COMMIT=${sha}`, sha],
    [`  GITHUB_SHA: ${sha}`, sha],
    [`[command]/usr/bin/git checkout --progress --force ${sha}`, sha],
    [`2026-05-26 INFO commit id: ${sha.slice(0, 8)}`, sha.slice(0, 8)],
    [`commit ${sha}`, sha],
    ['commit 12345678 rows', null],
    ['revision 20260526', null],
    ['transaction committed deadbeef', null],
    ['checkout of the cart failed', null],
  ];
  for (const [text, expected] of stated) it(text, () => assert.equal(statedCommit(text)?.sha ?? null, expected));

  it('reads the name that git log prints alone', () => {
    const command = '[command]/usr/bin/git log -1 --format=%H';
    assert.equal(statedCommit(`2026-05-26T10:00:00.123Z ${sha}`, command)?.sha, sha);
    assert.equal(statedCommit(sha, 'anything else'), null);
  });
});
