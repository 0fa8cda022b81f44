/** The table: log text made safe to show: no control sequence, no hidden direction, no endless line; the stored text stays as it is. */

const ANSI = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)|[@-Z\\-_])/g;
/** Bidirectional marks, embeddings, overrides and isolates, line separators, invisible tags: they could show other text than there is. */
const HIDDEN = /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g;

/** One line of text: colour sequences go, tabs and line ends become blanks, whatever else acts instead of showing is shown. */
export function oneLine(text: string): string {
  return shown(text.replace(/\r?\n|\r/g, ' ⏎ '));
}

/** Text of several lines, its line feeds kept. */
export function manyLines(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map(shown)
    .join('\n');
}

/** One line for an editor: as above, but tabs stay, since an editor shows them. */
export function plainLine(text: string): string {
  return visible(text.replace(ANSI, '').replace(/\n/g, '␊'));
}

function shown(text: string): string {
  return visible(text.replace(ANSI, '').replace(/\t/g, '  '));
}

function visible(text: string): string {
  return text
    .replace(CONTROL, control)
    .replace(HIDDEN, sign => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

/** Unicode has pictures of the first 32 controls and of delete. */
function control(sign: string): string {
  const code = sign.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** At most `most` cells wide; says how many characters it leaves out. */
export function elided(text: string, most: number): string {
  if (cells(text) <= most) return text;
  const signs = [...text];
  for (let kept = Math.min(signs.length, most); kept > 0; kept--) {
    const left = signs.length - kept;
    const short = `${signs.slice(0, kept).join('').trimEnd()}… +${left.toLocaleString('en-US')}`;
    if (cells(short) <= most) return short;
  }
  return '…'.slice(0, Math.max(0, most));
}

/** Keeps the end, where the file name and the line number stand. */
export function elidedLeft(text: string, most: number): string {
  if (cells(text) <= most) return text;
  const signs = [...text];
  let from = signs.length - most + 1;
  while (from < signs.length && cells(signs.slice(from).join('')) > most - 1) from++;
  return `…${signs.slice(from).join('')}`;
}

/** Columns of a terminal that a text takes: wide East Asian signs and pictures take two, combining marks none. */
export function cells(text: string): number {
  if (!/[^\x20-\x7e]/.test(text)) return text.length;
  let wide = 0;
  for (const sign of text) {
    if (/\p{M}/u.test(sign)) continue;
    wide +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u.test(
        sign,
      )
        ? 2
        : 1;
  }
  return wide;
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cells(text)));
}

export function paddedLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - cells(text))) + text;
}

/** Breaks at blanks; a word wider than the line is broken anywhere. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word;
    if (line && cells(line) + 1 + cells(rest) > width) {
      lines.push(line);
      line = '';
    }
    while (cells(rest) > width) {
      const piece = fitting(rest, width);
      lines.push(piece);
      rest = rest.slice(piece.length);
    }
    line = line ? `${line} ${rest}` : rest;
  }
  if (line || lines.length === 0) lines.push(line);
  return lines;
}

/** The beginning of a text that takes at most `width` cells; at least one sign. */
function fitting(text: string, width: number): string {
  let piece = '';
  let taken = 0;
  for (const sign of text) {
    taken += cells(sign);
    if (taken > width && piece) break;
    piece += sign;
  }
  return piece;
}
