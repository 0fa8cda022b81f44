/** The ground: ANSI escape sequences (ECMA-48: CSI to its final byte, OSC to BEL or ST, else two bytes), which are no part of a message. */

const ESCAPES = /\x1b(?:\[[\x20-\x3f]*[\x40-\x7e]?|\][^\x07\x1b]*(?:\x07|\x1b\\)|[\0-\x7f])?/g;

/** The text without its escape sequences. */
export function withoutEscapes(text: string): string {
  return text.includes('\x1b') ? text.replace(ESCAPES, '') : text;
}

export const ESC = 0x1b;
const BEL = 0x07;

/** Where the ANSI escape sequence ends that begins at `start`: the same as for text. */
export function escapeEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start + 1;
  const kind = at < end ? bytes[at] : 0xff;
  if (kind >= 0x80) return at;
  at++;
  if (kind === 0x5b) {
    while (at < end && bytes[at] >= 0x20 && bytes[at] < 0x40) at++;
    return at < end && bytes[at] >= 0x40 && bytes[at] < 0x7f ? at + 1 : at;
  }
  if (kind !== 0x5d) return at;
  while (at < end && bytes[at] !== BEL && bytes[at] !== ESC) at++;
  if (at < end && bytes[at] === BEL) return at + 1;
  return at + 1 < end && bytes[at + 1] === 0x5c ? at + 2 : start + 2;
}
