/** The knowledge: entry of the process that holds a sentence model; it answers its parent and ends with it. */
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { ModelChoice } from '../../model/knowledge.ts';

export interface ModelQuestion {
  readonly choice: ModelChoice;
  readonly quantized: boolean;
  /** None: only whether the model can be used. */
  readonly texts: readonly string[];
}

export type ModelAnswer = { readonly vectors: Float32Array } | { readonly problem: string };

type Extractor = (texts: readonly string[], how: { pooling: 'mean'; normalize: true }) => Promise<{ data: Float32Array }>;

/** Texts in one go. */
const BATCH = 16;

async function inBatches(extract: Extractor, texts: readonly string[]): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += BATCH)
    parts.push((await extract(texts.slice(at, at + BATCH), { pooling: 'mean', normalize: true })).data);
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function wordsOf(failure: unknown): string {
  return (failure instanceof Error ? failure.message : String(failure)).split('\n')[0].slice(0, 300).replace(/\.+$/, '');
}

/** Native where the package is installed; in the bundle its WebAssembly, which lies beside it. */
async function open({ choice: { folder, model }, quantized }: ModelQuestion): Promise<Extractor> {
  const { env, pipeline } = await import('@xenova/transformers');
  Object.assign(env, {
    allowRemoteModels: false,
    allowLocalModels: true,
    localModelPath: folder + sep,
    useFSCache: false,
    useBrowserCache: false,
  });
  if (existsSync(join(import.meta.dirname, 'ort-wasm-simd.wasm')))
    Object.assign(env.backends.onnx.wasm, { wasmPaths: import.meta.dirname + sep, numThreads: 1 });
  return (await pipeline('feature-extraction', model, { quantized })) as unknown as Extractor;
}

let extractor: Promise<Extractor> | null = null;

process.on('message', async (question: ModelQuestion) => {
  const answer: ModelAnswer = await (extractor ??= open(question))
    .then(extract => inBatches(extract, question.texts))
    .then(
      vectors => ({ vectors }),
      // Whatever a model's files make the library throw is a matter of the files.
      failure => ({ problem: wordsOf(failure) }),
    );
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());
