/** The shield: reversible masking: each secret, address and name gets a token such as `<host-1>`, always the same within one investigation. */
import { addressDetectors, statedHosts } from './addresses.ts';
import type { Detector, Kind } from './detector.ts';
import { Known } from './known.ts';
import { secretDetectors } from './secrets.ts';

const TOKEN = /<(host|ip|email|secret|custom|text)-(\d{1,9})>/g;
/** What a text may end with while its token is still coming. */
const BEGUN = /<(?:[a-z]{1,6}(?:-\d{0,9})?)?$/;
/** What is hidden first where two detectors find the same characters. */
const ORDER: readonly Kind[] = ['text', 'secret', 'custom', 'email', 'ip', 'host'];
/** A text settles at the second pass; what needs more is a text made for it. */
const PASSES = 8;

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

export interface MaskParts {
  /** Names that the run states as its machines. */
  readonly hosts?: readonly string[];
  /** What the user wants hidden beside, from `userDetectors`. */
  readonly custom?: readonly Detector[];
}

/** What was hidden, of one kind. */
export interface Hidden {
  readonly kind: Kind;
  readonly values: number;
}

export class Mask {
  readonly #detectors: readonly Detector[];
  readonly #tokens = new Map<string, string>();
  readonly #values = new Map<string, string>();
  readonly #counts = new Map<Kind, number>();
  readonly #known = new Known();

  constructor({ hosts = [], custom = [] }: MaskParts = {}) {
    const stated = statedHosts(hosts);
    this.#detectors = [...secretDetectors, ...custom, ...(stated ? [stated] : []), ...addressDetectors];
  }

  /** Of foreign text: what only looks like a token of ours is hidden as well, so that `unmask` gives back exactly this. */
  mask(text: string): string {
    return this.remask(text.replace(TOKEN, token => this.#tokenFor('text', token)));
  }

  /** Of text in which tokens are ours already, such as a model's own words: they stay. */
  remask(text: string): string {
    let masked = text;
    for (let pass = 0; pass < PASSES; pass++) {
      const spans = this.#spans(masked);
      if (spans.length === 0) return masked;
      masked = this.#replaced(masked, spans);
    }
    return masked;
  }

  /** Secrets stay hidden unless asked for: they are for comparing with stored bytes and for searching them, never for showing. */
  unmask(text: string, { secrets = false }: { secrets?: boolean } = {}): string {
    return text.replace(TOKEN, (token, kind) => (kind === 'secret' && !secrets ? token : (this.#values.get(token) ?? token)));
  }

  /** Secrets that were seen, and nothing else, as their tokens: for sentences that people pass on. */
  veiled(text: string): string {
    const spans = this.#known.find(text).map(({ start, end }) => ({ start, end, kind: 'secret' as Kind }));
    return this.#replaced(text, spans);
  }

  /** How many characters from the start surely hold no half token: the rest waits for what follows. */
  settled(text: string): number {
    const begun = BEGUN.exec(text.slice(-20));
    return text.length - (begun ? begun[0].length : 0);
  }

  /** How many different values were hidden so far, by kind. */
  hidden(): Hidden[] {
    return ORDER.flatMap(kind => {
      const values = this.#counts.get(kind) ?? 0;
      return values > 0 ? [{ kind, values }] : [];
    });
  }

  #tokenFor(kind: Kind, value: string): string {
    const key = `${kind}:${value}`;
    const former = this.#tokens.get(key);
    if (former) return former;
    const number = (this.#counts.get(kind) ?? 0) + 1;
    const token = `<${kind}-${number}>`;
    this.#counts.set(kind, number);
    this.#tokens.set(key, token);
    this.#values.set(token, value);
    if (kind === 'secret') this.#known.add(value);
    return token;
  }

  /** In order, none over another, none over a token. */
  #spans(text: string): Span[] {
    const taken = new Uint8Array(text.length);
    for (const match of text.matchAll(TOKEN)) taken.fill(1, match.index, match.index + match[0].length);
    const found = this.#detectors.flatMap(detector => spansOf(detector, text));
    const known = this.#known.find(text).map(({ start, end }) => ({ start, end, kind: 'secret' as Kind }));
    const rank = new Map(ORDER.map((kind, at) => [kind, at]));
    return [...known, ...found]
      .sort(
        (a, b) => (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0) || b.end - b.start - (a.end - a.start) || a.start - b.start,
      )
      .filter(({ start, end }) => {
        if (taken.subarray(start, end).includes(1)) return false;
        taken.fill(1, start, end);
        return true;
      })
      .sort((a, b) => a.start - b.start);
  }

  #replaced(text: string, spans: readonly Span[]): string {
    let at = 0;
    const parts = spans.flatMap(({ start, end, kind }) => {
      const before = text.slice(at, start);
      at = end;
      return [before, this.#tokenFor(kind, text.slice(start, end))];
    });
    return parts.join('') + text.slice(at);
  }
}

function spansOf({ pattern, kind, fits }: Detector, text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const value = match[1] ?? match[0];
    if (value === '' || (fits && !fits(value, match as RegExpExecArray))) continue;
    const end = match.index + match[0].length;
    found.push({ start: end - value.length, end, kind });
  }
  return found;
}
