/** The command line: `investigator sentence-model`: what searches documents by meaning: whether it is here, and where a person wants that, its download. */
import { parseArgs } from 'node:util';
import { Fault } from '../../base/fault.ts';
import { startEngine } from '../../engine/start.ts';
import type { ModelState } from '../../model/knowledge.ts';
import { environmentProvider } from '../../tools/provide.ts';
import { oneLine } from '../../tools/render/safe.ts';
import { counted, size } from '../../tools/render/words.ts';
import { version } from '../../version.ts';
import { interruptible } from './interruptible.ts';
import type { Outlets } from './output.ts';
import { progressBar } from './progress-bar.ts';

export const sentenceModelTitle = 'The model that finds documents by meaning: whether it is here, and its download';

export const sentenceModelHelp = [
  'usage: investigator sentence-model [--download] [options]',
  '',
  'Documents of the knowledge base are found by their words and by what they mean within these documents; a sentence model also finds what is said in other',
  'words. It runs on this machine: nothing of documents, logs or questions leaves it. Nothing is downloaded unless --download says so.',
  '',
  '  --download      get the model’s files from the hub, compare them with what the hub tells of them, and have all documents read;',
  '                  what broke off goes on where it stopped',
  '  --json          exactly one JSON document on standard output',
  '  --quiet         no progress on standard error',
  '  --home DIR      folder for indexes, reports, downloads and models (INVESTIGATOR_HOME)',
  '',
  'INVESTIGATOR_MODEL: which model (default Xenova/all-MiniLM-L6-v2). INVESTIGATOR_MODELS: the folder that has models.',
  'HF_ENDPOINT: a mirror of the hub. HTTPS_PROXY, NODE_EXTRA_CA_CERTS as everywhere.',
].join('\n');

interface Said {
  readonly text: string;
  readonly exit: number;
}

/** Throws `bad_input`, `model_unusable`, and what downloads throw. */
export async function runSentenceModel(words: readonly string[], { err }: Outlets): Promise<Said> {
  const asked = readWords(words);
  if (asked.help) return { text: sentenceModelHelp, exit: 0 };
  if (asked.home === '') throw new Fault('bad_input', { problem: '--home needs a folder.' });
  const engine = startEngine({ home: asked.home, cwd: process.cwd(), version, connections: environmentProvider(process.env) });
  const bar = progressBar(err, asked.quiet === true);
  try {
    const state = await interruptible(async signal => {
      const asking = { signal, onProgress: bar.show };
      const before = await engine.own.sentence_model_state({}, asking);
      const ready = before.here || asked.download;
      return ready ? engine.own.prepare_sentence_model({ download: asked.download === true }, asking) : before;
    });
    return { text: asked.json ? JSON.stringify(state) : stateText(state), exit: 0 };
  } finally {
    bar.clear();
    await engine.end();
  }
}

function stateText(state: ModelState & { readonly bytes?: number }): string {
  const { model, folder, hub, here, sections, bytes } = state;
  if (here) {
    const came = bytes ? ` ${size(bytes)} came from ${oneLine(hub)}.` : '';
    return oneLine(
      `Documents are found by ${model} too: it lies in ${folder} and has read ${counted(sections, 'section')}.${came}`,
    );
  }
  return [
    oneLine(`There is no sentence model ${model} in ${folder}: documents are found by words, and by what they mean within them.`),
    oneLine(`\`investigator sentence-model --download\` gets its files from ${hub} and puts them there; nothing else is sent.`),
  ].join('\n');
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        download: { type: 'boolean' },
        json: { type: 'boolean' },
        quiet: { type: 'boolean' },
        home: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      strict: true,
    }).values;
  } catch (failure) {
    if (!(failure instanceof TypeError)) throw failure;
    throw new Fault('bad_input', { problem: 'sentence-model takes --download, --json, --quiet, --home DIR and nothing else.' });
  }
}
