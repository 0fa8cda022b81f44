/** Analysis: a number for a sequence of tokens from which any one of them can be taken out again. */

export interface Fingerprint {
  /** The number of the sequence with this position left out: equal where all others are equal (53 bits). */
  without(position: number): number;
}

export function fingerprint(tokens: readonly string[]): Fingerprint {
  const low = tokens.map((token, position) => hash(token, position));
  const high = tokens.map((token, position) => hash(token, position + 0x10000));
  const all = [low, high].map(hashes => hashes.reduce((sum, each) => sum ^ each, 0));
  return { without: position => ((all[0] ^ low[position]) >>> 0) * 0x200000 + ((all[1] ^ high[position]) & 0x1fffff) };
}

function hash(token: string, seed: number): number {
  let value = Math.imul(seed + 1, 0x9e3779b1);
  for (let i = 0; i < token.length; i++) {
    value = Math.imul(value ^ token.charCodeAt(i), 0x5bd1e995);
    value ^= value >>> 15;
  }
  return value;
}
