/** Evaluation: runbooks found by what alerts say, with the search of the knowledge base. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocument } from '../../src/engine/knowledge/document.ts';
import { KnowledgeIndex } from '../../src/engine/knowledge/search.ts';
import { SentenceShelf, type Sentences } from '../../src/engine/knowledge/sentences.ts';
import { environmentModel } from '../../src/model/environment.ts';
import type { ModelChoice } from '../../src/model/knowledge.ts';

interface Query {
  readonly id: string;
  readonly text: string;
  readonly hard?: string;
}

const DEPTH = 50;

/** `data` holds docs/ and queries.jsonl; both texts of a query are asked and told, with the model of INVESTIGATOR_MODELS once more; RETRIEVAL_FIELD=hard writes the results of those that lack the words of the answer's name. */
export async function evaluate(data: string, progress: (words: string) => void): Promise<{ tool: string; results: unknown[] }> {
  const folder = join(data, 'docs');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.md'))
    .sort();
  const documents = files.map(file => readDocument(join(folder, file), file, readFileSync(join(folder, file), 'utf8')));
  const begun = performance.now();
  const index = await KnowledgeIndex.of(documents, () => undefined);
  const made = performance.now() - begun;
  const queries = readFileSync(join(data, 'queries.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Query);
  const truth = join(data, 'truth', 'qrels.jsonl');
  const ask = async (field: 'text' | 'hard', sentences: Sentences | null) => {
    const asked = performance.now();
    const results: { id: string; docs: string[] }[] = [];
    for (const query of queries) {
      const words = query[field] ?? query.text;
      const hits = index.search(words, sentences && (await sentences.alike(words))).slice(0, DEPTH);
      results.push({ id: query.id, docs: hits.map(hit => hit.document.name) });
    }
    const each = (performance.now() - asked) / Math.max(1, queries.length);
    const figure = existsSync(truth) ? `nDCG@10 ${ndcg(results, truth).toFixed(4)}, ` : '';
    process.stderr.write(
      `\r\u001b[2K${field}${sentences ? `, with ${sentences.name}` : ''}: ${figure}${each.toFixed(2)} ms a query\n`,
    );
    return results;
  };
  progress(`${documents.length} documents, ${index.sections} sections indexed in ${made.toFixed(0)} ms`);
  const rows = { text: await ask('text', null), hard: await ask('hard', null) };
  const home = mkdtempSync(join(tmpdir(), 'eval-retrieval-'));
  try {
    const choice = environmentModel(process.env);
    const sentences = choice.folder ? await allRead(new SentenceShelf(home), choice, index.texts) : null;
    if (sentences) for (const field of ['text', 'hard'] as const) await ask(field, sentences);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  const field = process.env.RETRIEVAL_FIELD === 'hard' ? 'hard' : 'text';
  return { tool: `test-run-investigator retrieval ${field}`, results: rows[field] };
}

async function allRead(shelf: SentenceShelf, choice: ModelChoice, texts: readonly string[]): Promise<Sentences> {
  for (;;) {
    const sentences = await shelf.of(choice, texts);
    if (sentences.unread === 0) return sentences;
    await sentences.more();
  }
}

/** Gain 2^grade - 1, discount log2, as the scorer has it. */
function ndcg(results: readonly { id: string; docs: readonly string[] }[], truth: string): number {
  const found = new Map(results.map(result => [result.id, result.docs]));
  const gains = (grades: readonly number[]) =>
    grades.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const rows = readFileSync(truth, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as { id: string; relevant: Record<string, number> });
  const each = rows.map(({ id, relevant }) => {
    const best = gains(Object.values(relevant).sort((a, b) => b - a));
    return gains((found.get(id) ?? []).map(name => relevant[name] ?? 0)) / best;
  });
  return each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length);
}
