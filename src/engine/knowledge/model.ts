/** The knowledge: a sentence model from a folder of this machine, in a process of its own; it never asks the network. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../base/fault.ts';
import type { ModelChoice } from '../../model/knowledge.ts';
import { WEIGHTS } from './hub.ts';
import type { ModelAnswer, ModelQuestion } from './model-process.ts';

export interface SentenceModel {
  readonly name: string;
  /** Unit vectors, one after the other. */
  embed(texts: readonly string[]): Promise<Float32Array>;
}

/**
 * `<folder>/<model>/{config,tokenizer,tokenizer_config}.json` and `onnx/model.onnx` or `onnx/model_quantized.onnx`. Throws `model_unusable`.
 * Not in the engine's thread: the native library takes the whole process down when a thread that used it is ended.
 */
export async function openModel(choice: ModelChoice): Promise<SentenceModel> {
  const { folder, model } = choice;
  const quantized = existsSync(join(folder, model, WEIGHTS[0]));
  if (!hasModel(choice)) throw unusable(choice, `there is no ${join(model, WEIGHTS[1])}`);
  const child = fork(processFile(), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: [],
  });
  const ask = asker(child, choice);
  const embed = (texts: readonly string[]) => ask({ choice, quantized, texts });
  try {
    await embed([]);
  } catch (failure) {
    child.kill();
    throw failure;
  }
  return { name: model, embed };
}

/** The weights are the last of its files that come. */
export function hasModel({ folder, model }: ModelChoice): boolean {
  return WEIGHTS.some(path => existsSync(join(folder, model, path)));
}

/** One question at a time; the process keeps nobody awake while none is under way. */
function asker(child: ChildProcess, choice: ModelChoice): (question: ModelQuestion) => Promise<Float32Array> {
  let before: Promise<unknown> = Promise.resolve();
  const asked = (question: ModelQuestion) =>
    new Promise<Float32Array>((resolve, reject) => {
      const gone = () => reject(unusable(choice, 'its process ended'));
      if (!child.connected) return gone();
      const hear = (answer: ModelAnswer) => {
        child.off('exit', gone);
        setAwake(child, false);
        if ('vectors' in answer) resolve(answer.vectors);
        else reject(unusable(choice, answer.problem));
      };
      setAwake(child, true);
      child.once('exit', gone);
      child.once('message', hear);
      child.send(question, failure => failure && gone());
    });
  return question => {
    const answer = before.then(() => asked(question));
    before = answer.catch(() => undefined);
    return answer;
  };
}

function setAwake(child: ChildProcess, awake: boolean): void {
  if (awake) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

/** Beside this file: model-process.ts when run from source, sentences.js when bundled. */
function processFile(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './model-process.ts' : './sentences.js', import.meta.url));
}

function unusable({ folder, model }: ModelChoice, problem: string): Fault {
  return new Fault('model_unusable', { model, folder, problem });
}
