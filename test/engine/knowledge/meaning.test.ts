/** The knowledge, tests: many documents of which few change: what is new is found at once, what is gone is not, and the rest as if all had been read anew. */
import assert from 'node:assert/strict';
import type { KnownDocument } from '../../../src/engine/knowledge/document.ts';
import { Meaning } from '../../../src/engine/knowledge/meaning.ts';
import { prepared } from '../../../src/engine/knowledge/prepared.ts';
import { KnowledgeIndex } from '../../../src/engine/knowledge/search.ts';
import { Vocabulary } from '../../../src/engine/knowledge/vocabulary.ts';
import { documentsOf } from './corpus.ts';

const PARTS = ['pump', 'valve', 'motor', 'breaker', 'tank', 'filter', 'grinder', 'switch', 'pipe', 'fuse'];
const FAULTS = ['leaks', 'stalls', 'overheats', 'jams', 'corrodes', 'vibrates', 'drips', 'whistles'];

/** Document `number` is about two parts and a fault, in six sections. */
function textOf(number: number): string {
  const word = (words: readonly string[], step: number) => words[(number * step + (number >> 3)) % words.length];
  const about = `${word(PARTS, 3)} ${word(FAULTS, 5)}`;
  const sections = [1, 2, 3, 4, 5, 6].map(at => `## Step ${at}\nThe ${about} beside the ${word(PARTS, at)} of line ${number}.`);
  return `# ${about} in hall${number}\n${sections.join('\n')}\n`;
}

function hall(size: number): KnownDocument[] {
  return documentsOf(Object.fromEntries(Array.from({ length: size }, (_, at) => [`hall/doc-${at}.md`, textOf(at)])));
}

const pause = () => undefined;
const found = (index: KnowledgeIndex, query: string) => index.search(query).map(one => one.document.name);

describe('documents of which few change', () => {
  it('are found as if all had been read anew', async () => {
    const documents = hall(300);
    const before = await KnowledgeIndex.of(documents, pause);
    const [edited] = documentsOf({ 'hall/doc-7.md': '# The quagga sleeps\n## What helps\nWake it, then look at the pump.\n' });
    const now = [...documents.slice(0, 7), edited, ...documents.slice(8, 299)];
    const folded = await KnowledgeIndex.of(now, pause, before);
    const anew = await KnowledgeIndex.of(now, pause);
    assert.equal(folded.sections, anew.sections);
    assert.equal(found(folded, 'quagga')[0], 'hall/doc-7');
    assert.ok(!found(folded, 'hall299').includes('hall/doc-299'));
    for (const number of [0, 41, 120, 298]) {
      const query = `something about ${textOf(number).split('\n')[0].slice(2)}`;
      assert.equal(found(folded, query)[0], `hall/doc-${number}`);
      assert.equal(found(anew, query)[0], `hall/doc-${number}`);
    }
    const [some, same] = [folded, anew].map(index => new Set(found(index, 'pump leaks')));
    assert.ok([...same].filter(name => some.has(name)).length > 0.95 * same.size);
    // The index before goes on answering as it did.
    assert.ok(!found(before, 'quagga').length);
  });

  it('are learnt anew once a tenth of them has changed, and where they are few', async () => {
    const sectionsOf = (documents: readonly KnownDocument[], vocabulary: Vocabulary) =>
      documents.flatMap(one => prepared(one, vocabulary).sections);
    const vocabulary = new Vocabulary();
    const all = sectionsOf(hall(300), vocabulary);
    const meaning = await Meaning.of(all, vocabulary, pause);
    const fresh = sectionsOf(hall(10), vocabulary);
    const once = await meaning.with([...all.slice(120), ...fresh], pause);
    assert.ok(once);
    assert.equal(await once.with(all.slice(200), pause), null, 'what was folded in before counts too');
    const few = await Meaning.of(all.slice(0, 100), vocabulary, pause);
    assert.equal(await few.with(all.slice(1, 100), pause), null);
  });
});
