/** The knowledge: the constant words of a message, by which the same statement is known again in another run. */

/** Words that are compared: titles end where they would be too long for a list. */
const COMPARED = 8;
/** Words that are shown. */
const SHOWN = 16;
/** Constant words that make a message of its own. */
const FEWEST = 2;
const HOLE = '<*>';

const VALUE = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?=[a-f]*\d)[0-9a-f]{6,}\b|[-+]?\d+(?:[.:,T-]\d+)*Z?/gi;
const QUOTED = /"[^"]*"|(?<![\p{L}\p{N}])'[^']*'/gu;
const LEVEL = /^\W*(?:trace|debug|info|notice|warn|warning|error|err|fatal|critical|severe|alert|emerg)\W*$/i;

export interface Message {
  /** Its beginning: equal in two runs where the same statement wrote it. */
  readonly key: string;
  readonly text: string;
}

/** Null for a text that says too little. */
export function messageOf(text: string): Message | null {
  const whole = text.replace(/\S*…$/, '').replace(QUOTED, HOLE).trim();
  const words = whole.split(/\s+/).map(word => (isPath(word) ? HOLE : masked(word)));
  const from = words.findIndex(word => isConstant(word) && !LEVEL.test(word));
  if (from < 0) return null;
  const told = words.slice(from, from + SHOWN).filter((word, at, all) => word !== HOLE || all[at - 1] !== HOLE);
  const compared = withoutEnd(told.slice(0, COMPARED));
  if (compared.filter(isConstant).length < FEWEST) return null;
  return { key: compared.join(' ').toLowerCase(), text: withoutEnd(told).join(' ') };
}

/** What a text ends with may be cut off in another one. */
function withoutEnd(words: readonly string[]): readonly string[] {
  return words.slice(0, words.findLastIndex(word => word !== HOLE) + 1);
}

/** A word of several values is one: a host, an address. */
function masked(word: string): string {
  const holes = word.match(VALUE)?.length ?? 0;
  return holes > 1 ? HOLE : word.replace(VALUE, HOLE);
}

function isPath(word: string): boolean {
  return /^\W*\/?[\w.-]+(?:\/[\w.-]+){2,}|^\W*\/[\w.-]+/.test(word);
}

function isConstant(word: string): boolean {
  return /\p{L}{2}/u.test(word.replaceAll(HOLE, ''));
}
