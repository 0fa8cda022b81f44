/** The table: text of a log as Markdown that stays text: prose, cells of a table, inline code. */
import { oneLine } from './safe.ts';

/** Markup in what a log says stays text. */
export function prose(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>|~#]/g, '\\$&')
    .replace(/^([-+]|\d+[.)])(?= )/, '\\$1')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/\bhttps?:(?=\/\/)/g, '$&\u200b');
}

export function cell(text: string): string {
  return prose(text) || ' ';
}

/** A bar would end the cell, even in code. */
export function cellCode(text: string): string {
  return code(text).replace(/\|/g, '\\|');
}

/** Inline code with a fence longer than any run of backticks inside. */
export function code(text: string): string {
  const safe = oneLine(text);
  const longest = Math.max(0, ...Array.from(safe.matchAll(/`+/g), match => match[0].length));
  const fence = '`'.repeat(longest + 1);
  const blank = /^`|`$/.test(safe) ? ' ' : '';
  return `${fence}${blank}${safe}${blank}${fence}`;
}
