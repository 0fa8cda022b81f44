/** The knowledge: entry of the process that holds a sentence model; it answers its parent and ends with it. */
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeOf } from '../../base/failure-code.ts';
import type { ModelChoice } from '../../model/knowledge.ts';

export interface ModelQuestion {
  readonly choice: ModelChoice;
  readonly quantized: boolean;
  /** None: only whether the model can be used. */
  readonly texts: readonly string[];
}

export type ModelAnswer = { readonly vectors: Float32Array } | { readonly problem: string };

/** What is used of the package, which may be missing. */
interface Transformers {
  readonly env: {
    allowRemoteModels: boolean;
    allowLocalModels: boolean;
    localModelPath: string;
    useFSCache: boolean;
    useBrowserCache: boolean;
  };
  pipeline(task: 'feature-extraction', model: string, options: { quantized: boolean }): Promise<Extractor>;
}

type Extractor = (texts: readonly string[], how: { pooling: 'mean'; normalize: true }) => Promise<{ data: Float32Array }>;

/** Held in a variable: neither bundler nor compiler is to look for it. */
const PACKAGE: string = '@xenova/transformers';
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

/** Beside the program, or installed in the folder of models: the extension brings none, for its size. */
async function transformers(folder: string): Promise<Transformers> {
  try {
    return (await import(PACKAGE)) as Transformers;
  } catch (failure) {
    if (codeOf(failure) !== 'ERR_MODULE_NOT_FOUND') throw new Error(`${PACKAGE} does not start (${wordsOf(failure)})`);
  }
  return (await import(pathToFileURL(besideModels(folder)).href)) as Transformers;
}

function besideModels(folder: string): string {
  try {
    return createRequire(join(folder, 'package.json')).resolve(PACKAGE);
  } catch (failure) {
    if (codeOf(failure) !== 'MODULE_NOT_FOUND') throw failure;
    throw new Error(`${PACKAGE} is not installed; npm install --prefix ${folder} ${PACKAGE} does so`);
  }
}

function wordsOf(failure: unknown): string {
  return (failure instanceof Error ? failure.message : String(failure)).split('\n')[0].slice(0, 300);
}

async function open({ choice: { folder, model }, quantized }: ModelQuestion): Promise<Extractor> {
  const { env, pipeline } = await transformers(folder);
  Object.assign(env, {
    allowRemoteModels: false,
    allowLocalModels: true,
    localModelPath: folder + sep,
    useFSCache: false,
    useBrowserCache: false,
  });
  return pipeline('feature-extraction', model, { quantized });
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
