/** Tests: what analysis may ask of a stored source. */
import { deepEqual, equal } from 'node:assert/strict';
import type { Source } from '../../../src/engine/store/source.ts';
import { makeSource, temporaryHome } from './small-source.ts';

const stamp = (second: number) => `2026-05-01T00:00:${String(second).padStart(2, '0')}Z`;

/** A beat each second, an error with a stack at 20 and 40, over two members; the beats fill more than one block of the first. */
function contentOf(beats: number): string {
  const lines = Array.from({ length: beats }, (_, i) => `${stamp(i % 60)} INFO beat number ${i} of the clock`);
  const error = (second: number) => [
    `${stamp(second)} ERROR cannot reach the store`,
    '\tat app.Main.run(Main.java:12)',
    '\tat app.Main.main(Main.java:3)',
  ];
  return [...lines.slice(0, 20), ...error(20), ...lines.slice(20, 40), ...error(40), ...lines.slice(40)].join('\n');
}

describe('corpus of a source', () => {
  const { home, end } = temporaryHome();
  let source: Source;
  before(async () => {
    source = await makeSource(home, 'corpus', { 'a.log': contentOf(9000), 'b.log': contentOf(60) });
  });
  after(() => {
    source.close();
    end();
  });

  function idOf(text: RegExp): number {
    const found = source.templates.filter(template => text.test(template.text));
    equal(found.length, 1, `one template like ${text}`);
    return found[0].id;
  }

  it('knows templates with counts and where they stand first', () => {
    const error = source.templates.find(template => template.id === idOf(/^cannot reach/))!;
    deepEqual([error.count, error.level, error.firstMember, error.firstLine], [4, 5, 0, 21]);
    deepEqual([error.firstAt, error.lastAt], [Date.parse(stamp(20)), Date.parse(stamp(40))]);
    equal(source.templates.find(template => template.id === idOf(/^beat/))!.count, 9060);
  });

  it('gives rows within bounds, clipped', () => {
    const corpus = source.corpus();
    deepEqual(
      [...corpus.rows(1, 65, 99)].map(row => row.line),
      [65, 66],
    );
    deepEqual(
      [...corpus.rows(0, -3, 1)].map(row => row.text),
      [`${stamp(0)} INFO beat number 0 of the clock`],
    );
    deepEqual(
      [...corpus.rows(0, 4095, 4098)].map(row => row.line),
      [4095, 4096, 4097, 4098],
    );
    deepEqual([...corpus.rows(7, 1, 5)], []);
    const [row] = corpus.rows(0, 21, 21);
    equal(row.text.slice(row.body), 'cannot reach the store');
  });

  it('gives the first rows of a template and the last', () => {
    const corpus = source.corpus();
    const places = (template: number, most: number) =>
      [...corpus.rowsOf(new Set([template]), most)].map(row => [row.member, row.line]);
    deepEqual(places(idOf(/^beat/), 3), [
      [0, 1],
      [0, 2],
      [1, 66],
    ]);
    deepEqual(places(idOf(/^cannot/), 1), [[0, 21]]);
    deepEqual(places(idOf(/^cannot/), 9), [
      [0, 21],
      [0, 44],
      [1, 21],
      [1, 44],
    ]);
    deepEqual(places(idOf(/^cannot/), 0), []);
  });

  it('counts records over time', () => {
    const [beat, error] = [idOf(/^beat/), idOf(/^cannot/)];
    const counts = source.corpus().histogram(new Set([beat, error]), Date.parse(stamp(0)), Date.parse(stamp(59)), 2);
    deepEqual([...counts.get(error)!], [2, 2]);
    deepEqual(
      [...counts.get(beat)!].reduce((a, b) => a + b),
      9060,
    );
  });

  it('knows where a record ends, and which members hold a template', () => {
    equal(source.recordEnd(0, 21), 23);
    equal(source.recordEnd(0, 1), 1);
    equal(source.recordEnd(1, 66), 66);
    const membersWith = (ids: number[]) =>
      source.blocks.filter(block => source.holds(block, new Set(ids))).map(block => block.member);
    deepEqual(membersWith([idOf(/^cannot/)]), [0, 1]);
    deepEqual(membersWith([]), []);
  });
});
