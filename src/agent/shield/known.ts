/** The shield: secrets that were seen once, found again wherever they stand, in one pass over a text. */

/** Characters by which a secret is looked up. */
const HEAD = 6;
/** Secrets with the same beginning beyond this many are not looked for again: only a text made for it has them. */
const CROWD = 256;

export class Known {
  readonly #heads = new Map<string, string[]>();

  /** Words and short values are left out: they would hide what is no secret. */
  add(value: string): void {
    if (!isTelling(value)) return;
    const head = value.slice(0, HEAD);
    const fellows = this.#heads.get(head) ?? [];
    if (fellows.length >= CROWD) return;
    fellows.push(value);
    fellows.sort((a, b) => b.length - a.length);
    this.#heads.set(head, fellows);
  }

  find(text: string): { start: number; end: number }[] {
    if (this.#heads.size === 0) return [];
    const found: { start: number; end: number }[] = [];
    for (let at = 0; at + HEAD <= text.length; at++) {
      const value = this.#heads.get(text.slice(at, at + HEAD))?.find(one => text.startsWith(one, at));
      if (!value) continue;
      found.push({ start: at, end: at + value.length });
      at += value.length - 1;
    }
    return found;
  }
}

function isTelling(value: string): boolean {
  if (value.length < HEAD) return false;
  return value.length >= 16 || /\d/.test(value) || /[^A-Za-z]/.test(value) || /[a-z][A-Z]/.test(value);
}
