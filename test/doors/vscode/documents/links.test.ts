/** The editor: links stand under the file and the line that they lead to. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linksOf } from '../../../../src/doors/vscode/documents/links.ts';
import { viewText } from '../../../../src/doors/vscode/documents/view.ts';
import { view } from './lines.ts';

describe('links to source', () => {
  it('have the columns of what is shown, behind colours and controls', async () => {
    const log = view(['\x1b[31mE   sdcm/tester.py:12: AssertionError', 'x\0\tFile "a b/c.py", line 3, in f', 'nothing'], {
      first: 90,
      windowed: true,
    });
    const rows = viewText(log).split('\n');
    const links = await linksOf(log, () => undefined);
    assert.deepEqual(
      links.map(({ row, from, to, line, frame }) => [line, rows[row].slice(from, to), frame.file, frame.line]),
      [
        [90, 'sdcm/tester.py:12', 'sdcm/tester.py', 12],
        [91, 'a b/c.py", line 3', 'a b/c.py', 3],
      ],
    );
  });

  it('lie inside their row, for any text', async () => {
    const piece = fc.constantFrom('a/b.py:12', '\x1b[0m', '\u202e', '\t', ' at f (x.js:1:2)', '\0', 'é', '👍', ' ');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 20 }), async pieces => {
        const log = view([pieces.join('')]);
        for (const link of await linksOf(log, () => undefined)) {
          const shown = log.lines[0].shown.slice(link.from, link.to);
          assert.ok(shown.endsWith(String(link.frame.column ?? link.frame.line)), shown);
        }
      }),
    );
  });
});
