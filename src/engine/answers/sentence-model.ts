/** The answers: the sentence model: how it stands with it, and its files from their hub where a person wants that: compared with what the hub tells of them, then put into the folder of models. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../../base/failure-code.ts';
import { Fault } from '../../base/fault.ts';
import { doing } from '../../base/progress.ts';
import type { ModelChoice, ModelState } from '../../model/knowledge.ts';
import type { Handlers, Proved } from '../../rpc/verb.ts';
import type { ownTable } from '../../tools/own.ts';
import { filesOf, type HubFile, isModelName, Told, tellingAddress } from '../knowledge/hub.ts';
import type { Shelf } from '../knowledge/library.ts';
import { hasModel } from '../knowledge/model.ts';
import { type DownloadOptions, download } from '../read/download.ts';
import { lockFile } from '../read/lock.ts';
import { redacted } from '../sources/request.ts';
import type { CallLife, Workshop } from '../workshop.ts';

export function sentenceModel(
  shop: Workshop,
): Pick<Handlers<typeof ownTable>, 'sentence_model_state' | 'prepare_sentence_model'> {
  return {
    sentence_model_state: async (_, life) => stateOf(shop, life),
    prepare_sentence_model: async (asked, life) => prepare(shop, asked, life),
  };
}

async function stateOf(shop: Workshop, life: CallLife): Promise<ModelState> {
  const choice = await shop.library.choice();
  const { index, sentences } = await shop.library.open(life.signal);
  return { ...choice, here: hasModel(choice), sections: index.sections, unread: unreadOf(sentences, index.sections) };
}

/** Throws `bad_input`, `model_unusable`, and what downloads throw. */
async function prepare(
  shop: Workshop,
  { download: wanted }: Proved<typeof ownTable.prepare_sentence_model>,
  life: CallLife,
): Promise<ModelState & { bytes: number }> {
  const choice = await shop.library.choice();
  let bytes = wanted ? await fetchModel(shop, { choice, anew: false }, life) : 0;
  shop.library.renewModel();
  for (;;) {
    const { index, sentences } = await shop.library.open(life.signal);
    if (sentences instanceof Fault) {
      // What is here is damaged: a person who asks for the download wants another.
      if (!wanted || bytes > 0) throw sentences;
      bytes = await fetchModel(shop, { choice, anew: true }, life);
      shop.library.renewModel();
      continue;
    }
    if (!hasModel(choice)) throw new Fault('model_unusable', { ...choice, problem: 'its files are not there' });
    const unread = sentences?.unread ?? 0;
    const state = { ...choice, here: true, sections: index.sections, unread, bytes };
    if (unread === 0) return state;
    life.onProgress({ ...doing('Reading the documents'), done: index.sections - unread, total: index.sections, unit: 'steps' });
    await sentences?.more();
  }
}

function unreadOf(sentences: Shelf['sentences'], all: number): number {
  return sentences && !(sentences instanceof Fault) ? sentences.unread : all;
}

/** The number of bytes that came; none where the model is there already, unless it is wanted anew. Two at once: the second waits for the first. */
async function fetchModel(
  shop: Workshop,
  { choice, anew }: { choice: ModelChoice; anew: boolean },
  life: CallLife,
): Promise<number> {
  if (!isModelName(choice.model))
    throw new Fault('bad_input', { problem: `A sentence model is named ORGANISATION/NAME; not ${choice.model}.` });
  const cache = join(choice.folder, '.downloads');
  await makeFolder(choice.folder);
  const unlock = await lockFile(join(choice.folder, '.lock'), life.signal);
  try {
    if (hasModel(choice) && !anew) return 0;
    const network = await shop.outside.door.network({}, life);
    const options = { folder: cache, limits: shop.limits, signal: life.signal, network };
    const files = await listed(choice, options);
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    let before = 0;
    for (const file of files) {
      const onBytes = (done: number) =>
        life.onProgress({ ...doing('Downloading {name}', { name: choice.model }), done: before + done, total, unit: 'bytes' });
      await place(await whole(file, { ...options, onBytes }), join(choice.folder, choice.model, file.path));
      before += file.bytes;
    }
    await rm(cache, { recursive: true, force: true });
    return total;
  } finally {
    await unlock();
  }
}

async function listed(choice: ModelChoice, options: DownloadOptions): Promise<HubFile[]> {
  const address = tellingAddress(choice);
  const { path } = await download(address, options).catch(failure => {
    throw named(failure, choice);
  });
  const text = await readFile(path, 'utf8');
  await rm(dirname(path), { recursive: true, force: true });
  const told = Told.safeParse(jsonIn(text));
  const problem = 'what answers there is no hub of models';
  if (!told.success) throw failed(address, problem);
  const files = filesOf(choice, told.data);
  if ('missing' in files) throw failed(address, `${choice.model} has no ${files.missing} there; choose another model`);
  return files;
}

/** A hub says of what it does not have, and of what it does not show to everybody, the same. */
function named(failure: unknown, { model }: ModelChoice): unknown {
  const status = failure instanceof Fault && failure.code === 'download_failed' ? failure.details.status : null;
  if (status !== 401 && status !== 403 && status !== 404) return failure;
  const { input } = (failure as Fault).details;
  return new Fault('download_failed', {
    input: String(input),
    problem: `there is no ${model}, or it is not shown to everybody (${status})`,
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (failure) {
    if (failure instanceof SyntaxError) return null;
    throw failure;
  }
}

/** The file as the hub has told of it; what differs is thrown away, so that asking again begins anew. */
async function whole({ address, bytes, digest }: HubFile, options: DownloadOptions): Promise<string> {
  const { path } = await download(address, {
    ...options,
    limits: { ...options.limits, downloadBytes: Math.min(bytes, options.limits.downloadBytes) },
  });
  const hash = createHash(digest.kind === 'git' ? 'sha1' : 'sha256');
  if (digest.kind === 'git') hash.update(`blob ${bytes}\0`);
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  if (hash.digest('hex') === digest.hex.toLowerCase()) return path;
  await rm(dirname(path), { recursive: true, force: true });
  throw failed(address, 'what came is not the file that the hub tells of (another checksum); it was thrown away');
}

async function place(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  await rename(from, to);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (failure) {
    throw new Fault('home_unwritable', { home: folder, problem: codeOf(failure) });
  }
}

function failed(address: string, problem: string): Fault {
  return new Fault('download_failed', { input: redacted(new URL(address)), problem });
}
