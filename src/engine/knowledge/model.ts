/** The knowledge: a sentence model from a folder of this machine, loaded at its first need; it never asks the network. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeOf } from '../../base/failure-code.ts';
import { Fault } from '../../base/fault.ts';
import type { ModelChoice } from '../../model/knowledge.ts';

export interface SentenceModel {
  readonly name: string;
  /** Unit vectors, one after the other. */
  embed(texts: readonly string[]): Promise<Float32Array>;
}

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

/** `<folder>/<model>/{config,tokenizer,tokenizer_config}.json` and `onnx/model.onnx` or `onnx/model_quantized.onnx`. Throws `model_unusable`. */
export async function openModel(choice: ModelChoice): Promise<SentenceModel> {
  const { folder, model } = choice;
  const weights = join(folder, model, 'onnx');
  const quantized = existsSync(join(weights, 'model_quantized.onnx'));
  if (!quantized && !existsSync(join(weights, 'model.onnx')))
    throw unusable(choice, `there is no ${join(model, 'onnx', 'model.onnx')}`);
  const { env, pipeline } = await transformers(choice);
  Object.assign(env, {
    allowRemoteModels: false,
    allowLocalModels: true,
    localModelPath: folder + sep,
    useFSCache: false,
    useBrowserCache: false,
  });
  const extract = await guarded(choice, () => pipeline('feature-extraction', model, { quantized }));
  return { name: model, embed: texts => guarded(choice, () => inBatches(extract, texts)) };
}

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
async function transformers(choice: ModelChoice): Promise<Transformers> {
  try {
    return (await import(PACKAGE)) as Transformers;
  } catch (failure) {
    if (codeOf(failure) !== 'ERR_MODULE_NOT_FOUND') throw unusable(choice, `${PACKAGE} does not start (${wordsOf(failure)})`);
  }
  const path = besideModels(choice);
  return guarded(choice, async () => (await import(pathToFileURL(path).href)) as Transformers);
}

function besideModels(choice: ModelChoice): string {
  try {
    return createRequire(join(choice.folder, 'package.json')).resolve(PACKAGE);
  } catch (failure) {
    if (codeOf(failure) !== 'MODULE_NOT_FOUND') throw failure;
    throw unusable(choice, `${PACKAGE} is not installed; npm install --prefix ${choice.folder} ${PACKAGE} does so`);
  }
}

/** Whatever a model's files make the library throw is a matter of the files. */
async function guarded<T>(choice: ModelChoice, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    throw unusable(choice, wordsOf(failure));
  }
}

function wordsOf(failure: unknown): string {
  return (failure instanceof Error ? failure.message : String(failure)).split('\n')[0].slice(0, 300);
}

function unusable({ folder, model }: ModelChoice, problem: string): Fault {
  return new Fault('model_unusable', { model, folder, problem });
}
