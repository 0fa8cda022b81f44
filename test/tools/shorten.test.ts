/** Shorter answers: what is cut says by how much; names, places and claims are never cut. */
import assert from 'node:assert/strict';
import { shortened, thinned } from '../../src/tools/shorten.ts';

const long = 'x'.repeat(50);

describe('a shorter answer', () => {
  it('cuts long texts where each says by how much', () => {
    const { data, words } = shortened({ title: long, parts: [{ snippet: long }, { snippet: 'short' }] }, 40);
    assert.deepEqual(data, {
      title: `${'x'.repeat(40)} … +10`,
      parts: [{ snippet: `${'x'.repeat(40)} … +10` }, { snippet: 'short' }],
    });
    assert.deepEqual(words, ['2 long texts are cut to 40 characters; each says how many are left out.']);
  });

  it('says it of a line in the words that lines have for it', () => {
    const line = { place: { source: 's', member: 'm', line: 1 }, end_line: 1, body: 0, text: long, left_out: 5 };
    assert.deepEqual(shortened({ lines: [line] }, 40).data, { lines: [{ ...line, text: 'x'.repeat(40), left_out: 15 }] });
  });

  it('keeps what names and leads, and changes nothing where all is short', () => {
    // The very object: nothing was made anew.
    const place = { source: long, member: `${long}/a.log`, line: 1 };
    const data = { place, next: long, url: `https://example.com/${long}` };
    assert.equal(shortened(data, 40).data, data);
  });

  it('never ends in half of a character', () => {
    const { data } = shortened({ text: `${'x'.repeat(39)}😀 and more` }, 40);
    assert.match((data as { text: string }).text, /^x{39} …/);
  });

  it('cuts texts in lists before it gives up an entry', () => {
    const many = Array.from({ length: 20 }, () => ({ why: 'y'.repeat(200) }));
    const { data, words } = thinned({ evidence_index: many, timeline: many }, 6500);
    const made = data as Record<string, typeof many>;
    assert.deepEqual(made.evidence_index, many);
    assert.deepEqual([made.timeline.length, made.timeline[0].why], [20, `${'y'.repeat(60)} … +140`]);
    assert.deepEqual(words, ['Texts of timeline are cut to 60 characters.']);
  });

  it('thins the longest list and counts it, but no evidence, claim or gap', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({ at, why: long }));
    const { data, words } = thinned({ evidence_index: many, gaps: many, timeline: many, patterns: [1] }, 7500);
    const made = data as Record<string, unknown[]>;
    assert.equal(made.evidence_index.length, 40);
    assert.equal(made.gaps.length, 40);
    assert.deepEqual(made.patterns, [1]);
    assert.ok(made.timeline.length < 40);
    assert.deepEqual(words, [`The data holds the first ${made.timeline.length} of 40 timeline.`]);
  });

  it('gives up evidence and gaps only when nothing else is left, and counts them too', () => {
    const gaps = Array.from({ length: 50 }, (_, line) => ({ kind: 'torn', line, words: 'This archive is torn.' }));
    const { data, words } = thinned({ tests: { failures: [1, 2, 3] }, gaps }, 1200);
    const made = data as { gaps: unknown[]; tests: { failures: unknown[] } };
    assert.ok(JSON.stringify(data).length <= 1200);
    assert.deepEqual(words, [
      'The data holds the first 0 of 3 tests.failures.',
      `The data holds the first ${made.gaps.length} of 50 gaps.`,
    ]);
  });
});
