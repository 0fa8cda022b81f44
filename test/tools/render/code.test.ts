/** The table, tests: source places, seen statements and old files as text. */
import type { SeenStatements, SourceFinding } from '../../../src/model/code.ts';
import { findingText, seenText, sourceText } from '../../../src/tools/render/code.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { hostile } from './example-report.ts';
import { assertGolden } from './golden.ts';

const place = { source: 'a1b2c3d4e5f6', member: 'db-3/system.log', line: 18342 };

const finding: SourceFinding = {
  place,
  text: '2026-11-20 ERROR shop.cart: card visa-3 was refused',
  named: [{ file: '/opt/app/shop/old.py', line: 3, log_line: 18343 }],
  candidates: [
    {
      file: '/home/me/shop/cart.py',
      line: 10,
      column: 9,
      how: 'statement',
      score: 0.98,
      reason: 'the 4 constant words of the log statement; level error; logger name fits',
      snippet: '    log.error("card %s was refused", card)',
      names: null,
    },
    {
      file: `/home/me/${hostile}.py`,
      line: null,
      column: null,
      how: 'named',
      score: 0.85,
      reason: 'names old.py:3; the line was removed since',
      snippet: '',
      names: 0,
      at_commit: { commit: '7c19e5d2a07f46b1c3d4e5f60718293a4b5c6d7e', line: 3 },
    },
  ],
  ambiguous: true,
  commit: '7c19e5d2a07f46b1c3d4e5f60718293a4b5c6d7e',
  indexed: { files: 1200, statements: 3400, took_ms: 312, fresh: true },
  gaps: [{ kind: 'over_limit', words: 'The folder is too large.' }],
};

const seen: SeenStatements = {
  file: '/home/me/shop/cart.py',
  statements: [
    {
      line: 10,
      column: 9,
      text: 'card <*> was refused',
      level: 'error',
      runs: Array.from({ length: 7 }, (_, at) => ({
        run_id: `r${at}`,
        title: at ? `nightly ${at}` : hostile,
        outcome: at % 2 ? ('failed' as const) : ('passed' as const),
        lines: at + 1,
        first: place,
      })),
      failed_runs: 3,
    },
    { line: 12, column: 5, text: 'never', level: 'none', runs: [], failed_runs: 0 },
  ],
  runs_looked_at: 9,
  gaps: [],
};

describe('source places as text', () => {
  it('shows candidates, their reasons, and what is unsure', () => assertGolden('source.txt', findingText(finding, plainView)));

  it('says what to do when nothing was found', () =>
    assertGolden(
      'source-none.txt',
      [
        { ...finding, candidates: [], ambiguous: false, gaps: [] },
        { ...finding, named: [], candidates: [], ambiguous: false, commit: null, gaps: [] },
      ]
        .map(one => findingText(one, plainView))
        .join('\n----\n'),
    ));

  it('shows statements with the runs they were seen in', () => assertGolden('seen.txt', seenText(seen, plainView)));

  it('shows a file as of a commit, and what was cut', () =>
    assertGolden(
      'source-at.txt',
      sourceText({
        file: '/a.py',
        commit: 'c',
        text: `def a():\n\treturn "${hostile}"\n`,
        gaps: [{ kind: 'cut', words: 'Only the beginning is shown.' }],
      }),
    ));
});
