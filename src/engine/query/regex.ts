/** The store: refuses regular expressions that are invalid or could take exponential time, before any line meets them. */

/** Bit per ASCII character, and bit 128 for all others. */
type Chars = bigint;

const ASCII = 128;
const ANY: Chars = (1n << BigInt(ASCII + 1)) - 1n;
/** A group repeated more often than this counts as repeated without bound. */
const FEW = 16;
/** Neighbouring unbounded repeats of the same characters cost this power of the line's length. */
const MAX_NEIGHBOURS = 2;

interface Item {
  readonly chars: Chars;
  /** Exactly one character, always. */
  readonly single: boolean;
  /** Its length varies. */
  readonly varies: boolean;
  /** Its length has no (small) bound. */
  readonly unbounded: boolean;
}

/** The alternatives of a group, each a sequence. */
type Alternatives = readonly (readonly Item[])[];

interface Cursor {
  readonly source: string;
  readonly flags: string;
  at: number;
  problem: string | null;
}

/** What is wrong with the expression, for a person; null when it may run. */
export function regexProblem(source: string, flags: string): string | null {
  try {
    const regex = new RegExp(source, flags);
    // V8 compiles at the first use, once per string width; too large ones fail only then.
    regex.test('');
    regex.test('\u0100');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return error.message;
  }
  const cursor: Cursor = { source, flags, at: 0, problem: null };
  readAlternatives(cursor);
  return cursor.problem;
}

function readAlternatives(cursor: Cursor): Alternatives {
  const alternatives: Item[][] = [[]];
  while (cursor.at < cursor.source.length && cursor.source[cursor.at] !== ')') {
    if (cursor.source[cursor.at] === '|') {
      cursor.at++;
      alternatives.push([]);
    } else {
      alternatives[alternatives.length - 1].push(...readItem(cursor));
    }
  }
  for (const sequence of alternatives) checkNeighbours(cursor, sequence);
  return alternatives;
}

function readItem(cursor: Cursor): readonly Item[] {
  const opened = take(cursor, /\((?:\?(?:[:=!]|<[=!]|<[^>]*>|[ims-]*:))?/y);
  if (opened === null) return repeated(cursor, [[readAtom(cursor)]]);
  const inner = readAlternatives(cursor);
  cursor.at++;
  if (/^\(\?<?[=!]/.test(opened)) {
    readRepeat(cursor);
    return [];
  }
  return repeated(cursor, inner);
}

const atoms =
  /\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[pP]\{[^}]*\}|k<[^>]*>|\d+|[\s\S])|\[(?:[^\]\\]|\\[\s\S])*\]|[\s\S]/y;

function readAtom(cursor: Cursor): Item {
  const atom = take(cursor, atoms)!;
  if (atom === '^' || atom === '$' || atom === '\\b' || atom === '\\B')
    return { chars: 0n, single: false, varies: false, unbounded: false };
  if (/^\\(?:k<|[1-9])/.test(atom)) return { chars: ANY, single: false, varies: true, unbounded: true };
  return { chars: charsOf(atom, cursor.flags), single: true, varies: false, unbounded: false };
}

/** Asks the regular expression engine itself which characters an atom takes. */
function charsOf(atom: string, flags: string): Chars {
  // Without the flag u a character beyond the basic plane is two halves, and one half is an atom.
  const regex = new RegExp(`^(?:${atom})$`, flags.replace('m', ''));
  let chars: Chars = 0n;
  for (let code = 0; code < ASCII; code++) {
    if (regex.test(String.fromCharCode(code))) chars |= 1n << BigInt(code);
  }
  const asciiOnly = /^(?:[\0-\x7f]|\\[^ukxpPDSW])$/.test(atom) && atom !== '.';
  return asciiOnly ? chars : chars | (1n << BigInt(ASCII));
}

/** Applies the quantifier that may stand here. */
function repeated(cursor: Cursor, inner: Alternatives): readonly Item[] {
  const repeat = readRepeat(cursor);
  if (repeat === null) return inner.length === 1 ? inner[0] : [merged(inner)];
  const one = merged(inner);
  const unbounded = repeat.max > FEW;
  const ambiguous = repeat.max > 1 && isAmbiguous(inner);
  if (ambiguous && (unbounded || one.unbounded)) {
    cursor.problem ??= 'a repeat inside a repeat, like (a+)+, can take forever; rewrite it without nesting';
  }
  // A few ambiguous repeats are harmless, a few of them again are not.
  const many = one.unbounded || unbounded || ambiguous;
  return [{ chars: one.chars, single: false, varies: one.varies || repeat.min !== repeat.max, unbounded: many }];
}

function readRepeat(cursor: Cursor): { min: number; max: number } | null {
  const text = take(cursor, /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
  if (text === null) return null;
  if (text[0] === '*') return { min: 0, max: Number.POSITIVE_INFINITY };
  if (text[0] === '+') return { min: 1, max: Number.POSITIVE_INFINITY };
  if (text[0] === '?') return { min: 0, max: 1 };
  const [min, max] = text.slice(1, text.indexOf('}')).split(',');
  return { min: Number(min), max: max === undefined ? Number(min) : max === '' ? Number.POSITIVE_INFINITY : Number(max) };
}

/** The alternatives of a group as one item. */
function merged(alternatives: Alternatives): Item {
  const items = alternatives.flat();
  if (alternatives.length === 1 && items.length === 1) return items[0];
  const singles = alternatives.every(sequence => sequence.length === 1 && sequence[0].single);
  const lengths = new Set(alternatives.map(sequence => sequence.filter(item => item.single).length));
  return {
    chars: items.reduce((chars, item) => chars | item.chars, 0n),
    single: singles,
    varies: lengths.size > 1 || items.some(item => item.varies),
    unbounded: items.some(item => item.unbounded),
  };
}

/**
 * Whether repeating the group could match one text in many ways: a body of varying length without a first or last character that
 * occurs nowhere else in it, or two alternatives, one of them a single character, that can begin alike.
 */
function isAmbiguous(alternatives: Alternatives): boolean {
  for (const sequence of alternatives) {
    if (sequence.some(item => item.varies) && !isDelimited(sequence)) return true;
  }
  return alternatives.some(
    (one, i) => isLoose(one) && alternatives.some((other, k) => k !== i && (firstOf(one) & firstOf(other)) !== 0n),
  );
}

/** A single item, or of varying length: such an alternative can share a text with another one. */
function isLoose(sequence: readonly Item[]): boolean {
  return sequence.length === 1 || sequence.some(item => item.varies);
}

/** The characters that a sequence can begin with. */
function firstOf(sequence: readonly Item[]): Chars {
  let chars: Chars = 0n;
  for (const item of sequence) {
    chars |= item.chars;
    if (item.single) break;
  }
  return chars;
}

function isDelimited(sequence: readonly Item[]): boolean {
  return [0, sequence.length - 1].some(edge => {
    if (!sequence[edge].single) return false;
    return sequence.every((item, i) => i === edge || (item.chars & sequence[edge].chars) === 0n);
  });
}

/** Refuses `.*.*.*`: the same stretch of text could be shared out among them in too many ways. */
function checkNeighbours(cursor: Cursor, sequence: readonly Item[]): void {
  let chars: Chars = ANY;
  let run = 0;
  for (const item of sequence) {
    if (!item.unbounded) {
      if (item.single) run = 0;
      continue;
    }
    run = run > 0 && (chars & item.chars) !== 0n ? run + 1 : 1;
    chars = run === 1 ? item.chars : chars & item.chars;
    if (run > MAX_NEIGHBOURS)
      cursor.problem ??= 'several repeats of the same characters side by side, like .*.*.*, can take forever';
  }
}

function take(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.source);
  if (!match) return null;
  cursor.at += match[0].length;
  return match[0];
}
