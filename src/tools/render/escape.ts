/** The table: text into HTML, never markup. */
import { manyLines, oneLine } from './safe.ts';

/** Escaped for text and for double-quoted attributes alike. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}

export function line(text: string): string {
  return escaped(oneLine(text));
}

export function block(text: string): string {
  return escaped(manyLines(text));
}

/** `code` between backticks in our own sentences is shown as code. */
export function withCode(text: string): string {
  return oneLine(text)
    .split('`')
    .map((part, at) => (at % 2 === 1 ? `<code>${escaped(part)}</code>` : escaped(part)))
    .join('');
}
