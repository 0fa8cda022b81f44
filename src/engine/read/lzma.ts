/** The reader: decodes LZMA symbols (the range coder and the models of Igor Pavlov's LZMA specification) into a window. */

/** Where each model's probabilities begin. */
const STATES = 12;
const IS_MATCH = 0;
const IS_REP = IS_MATCH + (STATES << 4);
const IS_REP_G0 = IS_REP + STATES;
const IS_REP_G1 = IS_REP_G0 + STATES;
const IS_REP_G2 = IS_REP_G1 + STATES;
const IS_REP0_LONG = IS_REP_G2 + STATES;
const DISTANCE_SLOT = IS_REP0_LONG + (STATES << 4);
const DISTANCE_LOW = DISTANCE_SLOT + (4 << 6);
const DISTANCE_ALIGN = DISTANCE_LOW + 115;
const MATCH_LENGTH = DISTANCE_ALIGN + 16;
/** Two choices, 16 × 8 low, 16 × 8 middle, 256 high. */
const LENGTH_MODEL = 2 + 128 + 128 + 256;
const REP_LENGTH = MATCH_LENGTH + LENGTH_MODEL;
const LITERAL = REP_LENGTH + LENGTH_MODEL;

const SHORTEST_MATCH = 2;
const EVEN_ODDS = 1024;
const RENORM = 2 ** 24;
const STEP_BYTES = 256 * 1024;

/** The bytes decoded so far, as far back as a match may reach. */
export interface Window {
  bytes: Uint8Array;
  /** The next byte goes here. */
  at: number;
  /** Bytes before `at` that a match may reach. */
  filled: number;
  /** Bytes since the window was emptied. */
  total: number;
}

export class Lzma {
  readonly #probs = new Uint16Array(LITERAL + (0x300 << 4));
  readonly #reps = new Uint32Array(4);
  #state = 0;
  #literalContext = 0;
  #literalMask = 0;
  #positionMask = 0;
  #input: Uint8Array = new Uint8Array(0);
  #next = 0;
  #range = 0;
  #code = 0;

  /** `properties` is the byte (pb × 5 + lp) × 9 + lc. Throws RangeError. */
  configure(properties: number): void {
    const literalContext = properties % 9;
    const literalPosition = Math.floor(properties / 9) % 5;
    const position = Math.floor(properties / 45);
    if (position > 4 || literalContext + literalPosition > 4) throw new RangeError('properties');
    this.#literalContext = literalContext;
    this.#literalMask = (1 << literalPosition) - 1;
    this.#positionMask = (1 << position) - 1;
  }

  reset(): void {
    this.#probs.fill(EVEN_ODDS);
    this.#reps.fill(0);
    this.#state = 0;
  }

  /** Decodes exactly `size` bytes from exactly these bytes of input, STEP_BYTES or a little more at a time; the window has room for them. Throws RangeError. */
  *decode(input: Uint8Array, window: Window, size: number): Generator<void> {
    this.#input = input;
    this.#range = 0xffffffff;
    this.#code = ((input[1] << 24) | (input[2] << 16) | (input[3] << 8) | input[4]) >>> 0;
    this.#next = 5;
    if (input.length < 5 || input[0] !== 0) throw new RangeError('range coder');
    const end = window.at + size;
    for (let step = window.at + STEP_BYTES; window.at < end; ) {
      if (window.at >= step) {
        step += STEP_BYTES;
        yield;
      }
      const position = window.total & this.#positionMask;
      if (!this.#bit(IS_MATCH + (this.#state << 4) + position)) this.#putLiteral(window);
      else copy(window, this.#readMatch(position), { distance: this.#reps[0], end });
    }
    if (this.#next !== input.length || this.#code !== 0) throw new RangeError('chunk length');
  }

  #putLiteral(window: Window): void {
    const { bytes, at } = window;
    const before = window.filled ? bytes[at - 1] : 0;
    const context = ((window.total & this.#literalMask) << this.#literalContext) + (before >>> (8 - this.#literalContext));
    const probs = LITERAL + 0x300 * context;
    let symbol = 1;
    if (this.#state >= 7) {
      if (this.#reps[0] >= window.filled) throw new RangeError('distance');
      // After a match the byte that would have gone on with it is a hint, as long as the bits agree.
      let hint = bytes[at - this.#reps[0] - 1];
      for (let agreed = true; agreed && symbol < 0x100; hint <<= 1) {
        const expected = (hint >>> 7) & 1;
        const bit = this.#bit(probs + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        agreed = expected === bit;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(probs + symbol);
    put(window, symbol & 0xff);
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
  }

  /** The length of the match; its distance becomes the first of the recent ones. */
  #readMatch(position: number): number {
    const reps = this.#reps;
    const state = this.#state;
    if (!this.#bit(IS_REP + state)) {
      reps.copyWithin(1, 0, 3);
      const length = this.#length(MATCH_LENGTH, position);
      this.#state = state < 7 ? 7 : 10;
      reps[0] = this.#distance(length);
      return length + SHORTEST_MATCH;
    }
    if (!this.#bit(IS_REP_G0 + state)) {
      if (!this.#bit(IS_REP0_LONG + (state << 4) + position)) {
        this.#state = state < 7 ? 9 : 11;
        return 1;
      }
    } else {
      const which = !this.#bit(IS_REP_G1 + state) ? 1 : !this.#bit(IS_REP_G2 + state) ? 2 : 3;
      const distance = reps[which];
      reps.copyWithin(1, 0, which);
      reps[0] = distance;
    }
    this.#state = state < 7 ? 8 : 11;
    return this.#length(REP_LENGTH, position) + SHORTEST_MATCH;
  }

  #length(model: number, position: number): number {
    if (!this.#bit(model)) return this.#tree(model + 2 + (position << 3), 3);
    if (!this.#bit(model + 1)) return 8 + this.#tree(model + 130 + (position << 3), 3);
    return 16 + this.#tree(model + 258, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(DISTANCE_SLOT + (Math.min(length, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >>> 1) - 1;
    const high = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return high + this.#reverseTree(DISTANCE_LOW + high - slot, bits);
    return high + this.#direct(bits - 4) * 16 + this.#reverseTree(DISTANCE_ALIGN, 4);
  }

  #tree(probs: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.#bit(probs + symbol);
    return symbol - (1 << bits);
  }

  #reverseTree(probs: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(probs + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  #direct(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i++) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit) this.#code -= this.#range;
      value = value * 2 + bit;
      if (this.#range < RENORM) this.#renorm();
    }
    return value;
  }

  #bit(at: number): 0 | 1 {
    const prob = this.#probs[at];
    const bound = (this.#range >>> 11) * prob;
    const bit = this.#code < bound ? 0 : 1;
    if (bit) {
      this.#range -= bound;
      this.#code -= bound;
      this.#probs[at] = prob - (prob >>> 5);
    } else {
      this.#range = bound;
      this.#probs[at] = prob + ((2048 - prob) >>> 5);
    }
    if (this.#range < RENORM) this.#renorm();
    return bit;
  }

  /** Past the end it goes on with zeros; the caller sees by `#next` that there was too little. */
  #renorm(): void {
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#input[this.#next++]) >>> 0;
  }
}

function put(window: Window, byte: number): void {
  window.bytes[window.at++] = byte;
  window.filled++;
  window.total++;
}

function copy(window: Window, length: number, from: { distance: number; end: number }): void {
  const { bytes, at } = window;
  if (from.distance >= window.filled || at + length > from.end) throw new RangeError('distance');
  // Byte by byte: a match may overlap what it produces.
  const source = at - from.distance - 1;
  for (let i = 0; i < length; i++) bytes[at + i] = bytes[source + i];
  window.at += length;
  window.filled += length;
  window.total += length;
}
