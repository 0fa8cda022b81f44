/** Analysis: what differs between a failing run and passing ones. */
import assert from 'node:assert/strict';
import { compareRuns, levelled } from '../../../../src/engine/analyze/compare/compare.ts';
import { memoryCorpus } from '../memory-corpus.ts';

const times = (count: number, words: string) => Array.from({ length: count }, (_, i) => words.replace('#', String(i)));
const corpus = (...lines: string[][]) => memoryCorpus({ 'a.log': lines.flat().join('\n') });

describe('comparing runs', () => {
  it('tells new, gone, more and less often, strongest first', () => {
    const failing = corpus(
      times(50, 'retry # of call'),
      times(100, 'step # done'),
      times(2, 'disk # is lost'),
      times(3, 'saved'),
    );
    const passing = [1, 2].map(() =>
      corpus(times(5, 'retry # of call'), times(101, 'step # done'), times(40, 'saved'), ['goodbye']),
    );
    const found = compareRuns(failing, passing);
    assert.deepEqual(
      found.map(one => [one.change, one.text, one.count, one.passing]),
      [
        ['more_often', 'retry <*> of call', 50, 5],
        ['less_often', 'saved', 3, 40],
        ['new', 'disk <*> is lost', 2, 0],
        ['gone', 'goodbye', 0, 1],
      ],
    );
    assert.equal(found[3].template, -1);
    assert.deepEqual(found[3].templates, []);
    assert.ok(found.slice(0, 3).every(one => failing.templates.some(stat => stat.id === one.template)));
  });

  it('says nothing about equal runs, nor without passing runs', () => {
    const run = () => corpus(times(9, 'step # done'));
    assert.deepEqual(compareRuns(run(), [run(), run()]), []);
    assert.deepEqual(compareRuns(run(), []), []);
  });

  it('names all templates that count as one', () => {
    const failing = corpus(times(5, 'disk # is lost'));
    const [one] = failing.templates;
    const twin = { ...one, id: one.id + 1, text: 'disk sd1 is lost', count: 2 };
    const found = compareRuns({ ...failing, templates: [one, twin] }, [corpus(times(9, 'step # done'))]);
    const { templates, count } = found.find(difference => difference.change === 'new') ?? {};
    assert.deepEqual({ templates, count }, { templates: [one.id, twin.id], count: 7 });
  });

  it('levels templates that differ in how their values were masked', () => {
    assert.equal(levelled('took <*>ms for <*> <*>'), levelled('took 12ms for <*>'));
    assert.notEqual(levelled('took <*>'), levelled('lost <*>'));
  });
});
