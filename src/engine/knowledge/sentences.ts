/** The knowledge: the vectors of sections by a sentence model; each text is embedded once, many of them behind the search, and kept in the home folder. */
import { createHash } from 'node:crypto';
import type { ModelChoice } from '../../model/knowledge.ts';
import { cosines } from './cosine.ts';
import { KeptVectors } from './kept-vectors.ts';
import { openModel, type SentenceModel } from './model.ts';

/** Characters of a section that a model reads; those of its kind cut at some hundred words. */
const READ = 1200;
/** Sections that a question waits for; more are read behind it. */
const AT_ONCE = 32;
/** Sections between two looks at what is asked meanwhile, and rounds between two writings to the disk. */
const ROUND = 16;
const ROUNDS_KEPT = 16;

export interface Sentences {
  readonly name: string;
  /** Sections that the model has not read yet; it takes no part in the search before it has read all. */
  readonly unread: number;
  /** The likeness of a question to every section; null while some are unread. Throws `model_unusable`. */
  alike(question: string): Promise<Float32Array | null>;
  /** Settles when some more are read, or none is left. Throws `model_unusable`. */
  more(): Promise<void>;
}

/** A model that is open, and what it has read. */
interface Open {
  readonly key: string;
  readonly model: SentenceModel;
  readonly kept: KeptVectors;
  /** The round of reading that is under way behind the search. */
  round: Promise<void> | null;
  /** Whether there is to be a further one. */
  reading: boolean;
  /** What ended the reading; told to the next question. */
  failed: unknown;
  made: { readonly of: string; readonly vectors: Float32Array } | null;
}

/** A choice that changed opens another model; one that failed is tried again when its folder is named anew, or filled. */
export class SentenceShelf {
  readonly #home: string;
  #open: { key: string; open: Promise<Open> } | null = null;

  constructor(home: string) {
    this.#home = home;
  }

  /** Forgets a model that could not be used, so that it is tried again. */
  renew(): void {
    this.#open = null;
  }

  /** Throws `model_unusable`. */
  async of(choice: ModelChoice, texts: readonly string[]): Promise<Sentences> {
    const key = `${choice.folder}\0${choice.model}`;
    if (this.#open?.key !== key) this.#open = { key, open: this.#openNew(key, choice) };
    const open = await this.#open.open;
    if (open.failed) {
      this.#open = null;
      throw open.failed;
    }
    const read = texts.map(text => text.slice(0, READ));
    const hashes = read.map(hashOf);
    const unread = read.filter((_, at) => !open.kept.has(hashes[at]));
    if (unread.length && unread.length <= AT_ONCE) {
      await embed(open, unread);
      open.kept.write(hashes);
      unread.length = 0;
    } else if (unread.length && !open.reading) readBehind(open, unread);
    return {
      name: open.model.name,
      unread: unread.length,
      alike: async question => {
        if (unread.length) return null;
        return cosines(vectorsOf(open, hashes), await open.model.embed([question.slice(0, READ)]));
      },
      more: async () => void (await open.round),
    };
  }

  async #openNew(key: string, choice: ModelChoice): Promise<Open> {
    const model = await openModel(choice);
    return { key, model, kept: new KeptVectors(this.#home, hashOf(key)), round: null, reading: false, failed: null, made: null };
  }
}

async function embed({ model, kept }: Open, texts: readonly string[]): Promise<void> {
  const fresh = await model.embed(texts);
  const rank = fresh.length / texts.length;
  texts.forEach((text, at) => {
    kept.set(hashOf(text), fresh.slice(at * rank, (at + 1) * rank));
  });
}

/** Round after round, between which questions are heard. */
function readBehind(open: Open, unread: readonly string[]): void {
  open.reading = true;
  const hashes = unread.map(hashOf);
  const rounds = async () => {
    for (let at = 0; at < unread.length; at += ROUND) {
      open.round = embed(open, unread.slice(at, at + ROUND));
      await open.round;
      if ((at / ROUND) % ROUNDS_KEPT === ROUNDS_KEPT - 1) open.kept.add(hashes.slice(0, at + ROUND));
    }
    open.kept.add(hashes);
  };
  rounds()
    .catch(failure => {
      open.failed = failure;
    })
    .finally(() => {
      open.reading = false;
    });
}

/** One after the other. */
function vectorsOf(open: Open, hashes: readonly string[]): Float32Array {
  const of = hashOf(hashes.join(''));
  if (open.made?.of !== of) open.made = { of, vectors: open.kept.joined(hashes) };
  return open.made.vectors;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
