/** The knowledge, tests: what a search finds, why, and at which heading it opens. */
import assert from 'node:assert/strict';
import { cosines } from '../../../src/engine/knowledge/cosine.ts';
import { latentModel } from '../../../src/engine/knowledge/latent.ts';
import { FIELDS, type Field, LexicalIndex } from '../../../src/engine/knowledge/lexical.ts';
import { KnowledgeIndex } from '../../../src/engine/knowledge/search.ts';
import { Vocabulary } from '../../../src/engine/knowledge/vocabulary.ts';
import { documentsOf, smallIndex } from './corpus.ts';

describe('the search of documents', () => {
  it('finds by title, joined names, symptoms and other forms of a word', async () => {
    const index = await smallIndex();
    const first = (query: string) => index.search(query)[0]?.document.name;
    assert.equal(first('pump has low pressure'), 'storage/PumpPressureLow');
    assert.equal(first('overflowing'), 'storage/tank-overflow');
    assert.equal(first('humming motor that is not turning'), 'mill/grinder-stalled');
    assert.equal(first('BREAKER_OPEN'), 'mill/BreakerOpen');
  });

  it('finds by other words of the same meaning, and says so', async () => {
    const [hit] = (await smallIndex()).search('pump pressure insufficient');
    assert.equal(hit.document.name, 'storage/PumpPressureLow');
    assert.ok(
      hit.why.some(why => why.includes('insufficient (as low)')),
      hit.why.join('; '),
    );
  });

  it('opens at the section that answers, and tells where words met', async () => {
    const [hit] = (await smallIndex()).search('the current of the motor rises');
    assert.deepEqual([hit.document.name, hit.section.heading, hit.section.line], ['mill/grinder-stalled', 'What to look at', 7]);
    assert.match(hit.why[0], /^symptoms: motor/);
    assert.equal(hit.score, 1);
  });

  it('finds nothing for what no document knows', async () => {
    assert.deepEqual((await smallIndex()).search('quetzalcoatl'), []);
    assert.deepEqual((await smallIndex()).search(' '), []);
    assert.deepEqual((await KnowledgeIndex.of([], () => undefined)).search('pump'), []);
  });

  it('of equal documents answers in the same order each time', async () => {
    const [one, other] = [await smallIndex(), await smallIndex()];
    for (const query of ['motor', 'water in the tank', 'look at the filter'])
      assert.deepEqual(one.search(query), other.search(query));
  });
});

function lexical(units: readonly Partial<Record<Field, string[]>>[]): LexicalIndex {
  const vocabulary = new Vocabulary();
  const numbered = units.map(unit =>
    Object.fromEntries(Object.entries(unit).map(([field, stems]) => [field, vocabulary.numbersOf(stems)])),
  );
  return new LexicalIndex(numbered, vocabulary);
}

describe('BM25F', () => {
  it('weighs a word in the title above the same in the body, a rare one above a frequent one', () => {
    const index = lexical([
      { title: ['a'], body: ['x'] },
      { title: ['y'], body: ['a'] },
      { title: ['z'], body: ['x'] },
    ]);
    const ask = (stem: string) => [...index.score([{ weight: 1, stems: [[stem, 1]] }])];
    const [inTitle, inBody, nowhere] = ask('a');
    assert.ok(inTitle > inBody && inBody > nowhere && nowhere === 0);
    assert.ok(index.idf('y') > index.idf('x'));
    assert.ok(FIELDS.title.weight > FIELDS.body.weight);
  });

  it('counts of the words that may stand for one only the best', () => {
    const index = lexical([{ body: ['a', 'b', 'c'] }, { body: ['a'] }]);
    const both = index.score([
      {
        weight: 1,
        stems: [
          ['a', 1],
          ['b', 0.3],
          ['c', 0.3],
        ],
      },
    ]);
    const bestAlone = Math.max(
      ...['a', 'b', 'c'].map((stem, at) => index.score([{ weight: 1, stems: [[stem, at ? 0.3 : 1]] }])[0]),
    );
    assert.equal(both[0], bestAlone);
  });
});

describe('meaning within the documents', () => {
  const texts = [
    ['pump', 'valve', 'water'],
    ['valve', 'water', 'pipe'],
    ['motor', 'current', 'breaker'],
    ['current', 'breaker', 'fuse'],
    ['pump', 'motor'],
  ];
  const vocabulary = new Vocabulary();
  const numbered = texts.map(text => vocabulary.numbersOf(text));

  it('brings together what stands together, though no word is shared', async () => {
    const model = await latentModel(numbered, vocabulary, () => undefined);
    const asked = model.embed([['pipe', 1]]);
    assert.ok(asked);
    const [watery, , electric] = cosines(model.vectors, asked);
    assert.ok(watery > electric + 0.2, `${watery} against ${electric}`);
  });

  it('is exact: a text is most alike to itself; unknown words have none', async () => {
    const model = await latentModel(numbered, vocabulary, () => undefined);
    texts.forEach((text, at) => {
      const alike = cosines(model.vectors, model.embed(text.map(stem => [stem, 1])) ?? new Float32Array(model.rank));
      assert.ok(Math.abs(alike[at] - 1) < 1e-5);
      assert.equal(alike.indexOf(Math.max(...alike)), at);
    });
    assert.equal(model.embed([['zebra', 1]]), null);
  });

  it('cosines are those of the plain sum', () => {
    const rank = 7;
    const vectors = Float32Array.from({ length: 3 * rank }, (_, at) => Math.sin(at));
    const asked = Float32Array.from({ length: rank }, (_, at) => Math.cos(at));
    const plain = [0, 1, 2].map(text => asked.reduce((sum, one, k) => sum + one * vectors[text * rank + k], 0));
    for (const [at, one] of cosines(vectors, asked).entries()) assert.ok(Math.abs(one - plain[at]) < 1e-5);
  });
});

describe('documents of a runbook site', () => {
  it('without a head are named by their heading, else by their file', () => {
    const [plain, bare] = documentsOf({ 'a/One.md': '# Named\ntext', 'a/Two.md': 'text' });
    assert.deepEqual([plain.title, bare.title], ['Named', 'Two']);
  });
});
