/** The knowledge: past failures, held in memory as what is compared of them, and how alike each is to another one. */
import type { Place } from '../../../model/place.ts';
import type { Kind, Traits } from './traits.ts';

/** What each kind of trait counts for; those that the asked failure has none of count for nothing. */
const SHARES: Readonly<Record<Kind, number>> = { category: 0.25, message: 0.35, word: 0.4 };
const kinds = Object.keys(SHARES) as Kind[];
/** Less is the language that all logs share. */
const LEAST = 0.12;

export interface Shared {
  readonly kind: Kind;
  readonly text: string;
  readonly here: Place | null;
  readonly there: Place | null;
  /** Its share of the score. */
  readonly counts: number;
}

export interface Alike<Key> {
  readonly key: Key;
  readonly score: number;
  /** The most telling first. */
  readonly shared: readonly Shared[];
}

export class PastFailures<Key> {
  readonly #traits = new Map<Key, Traits>();
  /** In how many failures each trait stands. */
  readonly #spread: Readonly<Record<Kind, Map<string, number>>> = { category: new Map(), message: new Map(), word: new Map() };

  has(key: Key): boolean {
    return this.#traits.has(key);
  }

  keys(): Key[] {
    return [...this.#traits.keys()];
  }

  put(key: Key, traits: Traits): void {
    this.remove(key);
    this.#traits.set(key, traits);
    this.#count(traits, 1);
  }

  remove(key: Key): void {
    const former = this.#traits.get(key);
    if (!former) return;
    this.#traits.delete(key);
    this.#count(former, -1);
  }

  /** Best first. The score is the share of what is asked, weighed by rarity and by its part in the story, that the other shows at least as strongly. */
  search(asked: Traits, fits: (key: Key) => boolean): Alike<Key>[] {
    const present = kinds.filter(kind => asked[kind].size > 0);
    const all = present.reduce((sum, kind) => sum + SHARES[kind], 0);
    const weighed = present.map(kind => ({ kind, share: SHARES[kind] / all, ...this.#weighed(kind, asked) }));
    const alike: Alike<Key>[] = [];
    for (const [key, traits] of this.#traits) {
      if (!fits(key)) continue;
      const shared = weighed.flatMap(({ kind, share, traits: mine, total }) =>
        mine.flatMap(({ name, rarity, strength, text, place }): Shared[] => {
          const other = traits[kind].get(name);
          if (!other) return [];
          const counts = (share * rarity * Math.min(strength, other.strength)) / total;
          return [{ kind, text, here: place, there: other.place, counts }];
        }),
      );
      const score = shared.reduce((sum, one) => sum + one.counts, 0);
      if (score >= LEAST) alike.push({ key, score: Math.min(1, score), shared: shared.sort((a, b) => b.counts - a.counts) });
    }
    return alike.sort((a, b) => b.score - a.score);
  }

  #weighed(kind: Kind, asked: Traits) {
    const traits = [...asked[kind]].map(([name, trait]) => ({ ...trait, name, rarity: this.#rarity(kind, name) }));
    return { traits, total: traits.reduce((sum, { rarity, strength }) => sum + rarity * strength, 0) };
  }

  /** What stands in no other failure tells them not apart, and counts as little as what stands in all. */
  #rarity(kind: Kind, name: string): number {
    const spread = this.#spread[kind].get(name) ?? 0;
    return 1 + Math.log(this.#traits.size / (spread || this.#traits.size || 1));
  }

  #count(traits: Traits, by: 1 | -1): void {
    for (const kind of kinds) {
      const spread = this.#spread[kind];
      for (const name of traits[kind].keys()) {
        const now = (spread.get(name) ?? 0) + by;
        if (now > 0) spread.set(name, now);
        else spread.delete(name);
      }
    }
  }
}
