/** Bench: `node test/bench/knowledge.ts`: exact cosine over 10,000 sections, and making and asking an index of as many. */
import { cosines } from '../../src/engine/knowledge/cosine.ts';
import { readDocument } from '../../src/engine/knowledge/document.ts';
import { KnowledgeIndex } from '../../src/engine/knowledge/search.ts';

const SECTIONS = 10_000;

for (const rank of [96, 384]) {
  const vectors = Float32Array.from({ length: SECTIONS * rank }, (_, at) => Math.sin(at * 12.9898) * 0.1);
  const asked = vectors.slice(0, rank);
  const times = Array.from({ length: 21 }, () => timed(() => cosines(vectors, asked)));
  console.log(`cosine of ${SECTIONS} sections, ${rank} dimensions: ${median(times).toFixed(2)} ms`);
}

const words = Array.from({ length: 4000 }, (_, at) => `w${String.fromCharCode(97 + (at % 26))}${at.toString(36)}k`);
const word = (seed: number) => words[Math.floor((Math.abs(Math.sin(seed) * 10_000) % 1) ** 2 * words.length)];
const texts = Array.from({ length: SECTIONS / 5 }, (_, document) => {
  const section = (at: number) =>
    `## ${word(document + at)} ${word(at)}\n${Array.from({ length: 60 }, (_, k) => word(document * 31 + at * 7 + k)).join(' ')}\n`;
  return `---\ntitle: ${word(document)} ${word(document * 3)}\n---\n${[1, 2, 3, 4, 5].map(section).join('\n')}`;
});
const documents = texts.map((text, at) => readDocument(`/d/${at}.md`, `${at}.md`, text));
const begun = performance.now();
const index = await KnowledgeIndex.of(documents, () => undefined);
console.log(
  `index of ${index.documents.length} documents, ${index.sections} sections: ${(performance.now() - begun).toFixed(0)} ms`,
);
const edited = [readDocument('/d/0.md', '0.md', `# ${word(1)} is new\n${texts[1]}`), ...documents.slice(1)];
const again = performance.now();
await KnowledgeIndex.of(edited, () => undefined, index);
console.log(`after an edit of one: ${(performance.now() - again).toFixed(0)} ms`);
const times = Array.from({ length: 51 }, (_, at) => timed(() => index.search(`${word(at)} ${word(at * 5)} ${word(at * 11)}`)));
console.log(`a question: ${median(times).toFixed(2)} ms`);

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1];
}
