/** The knowledge: what sections mean within the documents: a latent model made of all of them, into which those that change are folded until they are many. */
import { type LatentModel, latentModel, type Pause } from './latent.ts';
import type { PreparedSection } from './prepared.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Fewer sections are learnt anew in less time than a person notices, and exactly. */
const FOLD_FROM = 1500;
/** Share of sections that may have changed since the model was made. */
const CHANGED = 0.1;

export class Meaning {
  readonly model: LatentModel;
  /** Unit vectors of the sections, one after the other. */
  readonly vectors: Float32Array;
  readonly #sections: readonly PreparedSection[];
  /** Sections folded in since the model was made. */
  readonly #folded: number;

  private constructor(
    model: LatentModel,
    sections: readonly PreparedSection[],
    { vectors, folded }: { vectors: Float32Array; folded: number },
  ) {
    this.model = model;
    this.vectors = vectors;
    this.#sections = sections;
    this.#folded = folded;
  }

  static async of(sections: readonly PreparedSection[], vocabulary: Vocabulary, pause: Pause): Promise<Meaning> {
    const texts = sections.map(one => one.text);
    const model = await latentModel(texts, vocabulary, pause);
    return new Meaning(model, sections, { vectors: model.vectors, folded: 0 });
  }

  /** The same for these sections; null where it is better made anew. */
  async with(sections: readonly PreparedSection[], pause: Pause): Promise<Meaning | null> {
    const { rank } = this.model;
    const places = new Map(this.#sections.map((one, at) => [one, at]));
    const fresh = sections.filter(one => !places.has(one)).length;
    const gone = this.#sections.length - (sections.length - fresh);
    const folded = this.#folded + Math.max(fresh, gone);
    if (sections.length < FOLD_FROM || folded > CHANGED * sections.length) return null;
    const vectors = new Float32Array(sections.length * rank);
    for (const [at, section] of sections.entries()) {
      const before = places.get(section);
      const vector =
        before === undefined ? this.model.fold(section.text) : this.vectors.subarray(before * rank, (before + 1) * rank);
      vectors.set(vector, at * rank);
      if (before === undefined) await pause();
    }
    return new Meaning(this.model, sections, { vectors, folded });
  }
}
