/** The editor's chat: foreign text as it may stand in an answer: lines of logs as code, prose of documents with its lists and code only. */
import type { Gap } from '../../../model/coverage.ts';
import type { Line } from '../../../model/line.ts';
import { labelsOf } from '../../../tools/render/labels.ts';
import { code } from '../../../tools/render/markdown.ts';
import { elided, manyLines } from '../../../tools/render/safe.ts';
import { clock, count } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import type { Reply } from './reply.ts';

const LINE = 300;
const GAPS = 3;

/** A line of a log, short enough for a list. */
export function quoted(text: string): string {
  return code(elided(text.trim().split(/\r?\n/)[0], LINE)) || '` `';
}

/** A list of lines, each with the link that opens it. */
export function lineList(lines: readonly Line[], reply: Reply): string {
  const labels = labelsOf(lines.map(one => one.place.member));
  return lines
    .map(one => {
      const time = one.at === null ? '' : `${plain(clock(one.at))} `;
      return `- ${reply.line(one.place, labels.place(one.place))} ${time}${quoted(one.text.slice(one.body) || one.text)}`;
    })
    .join('\n');
}

/** A table of Markdown; its cells are Markdown of ours, in which a bar is escaped, in code too. */
export function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(cell => cell.replace(/(?<!\\)\|/g, '\\|') || ' ').join(' | ')} |`;
  return [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');
}

/** What could not be read, as far as an answer has room for it. */
export function gapList(gaps: readonly Gap[]): string {
  const labels = labelsOf(gaps.flatMap(one => one.member ?? []));
  const rows = gaps
    .slice(0, GAPS)
    .map(({ member, words }) => `- ${member ? `${code(labels.member(member))} ` : ''}${plain(words)}`);
  const more = gaps.length - rows.length;
  return [...rows, ...(more > 0 ? [`- ${t('and {n} more', { n: count(more) })}`] : [])].join('\n');
}

/** A block that no text can leave. */
export function fenced(text: string, language = 'text'): string {
  const shown = manyLines(text);
  const longest = Math.max(2, ...Array.from(shown.matchAll(/`{3,}/g), match => match[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${shown.trimEnd()}\n${fence}`;
}

/** A document's own Markdown: headings, lists and code stay what they are; links, pictures and HTML become text. */
export function proseOf(markdown: string): string {
  let block: string[] | null = null;
  const told: string[] = [];
  for (const line of markdown.split(/\r?\n/)) {
    const isFence = /^\s*(```|~~~)/.test(line);
    if (block && isFence) {
      told.push(fenced(block.join('\n')));
      block = null;
    } else if (isFence) block = [];
    else if (block) block.push(line);
    else told.push(proseLine(line));
  }
  return [...told, ...(block ? [fenced(block.join('\n'))] : [])].join('\n');
}

function proseLine(line: string): string {
  const heading = /^#{1,6}\s+(.*)$/.exec(line);
  if (heading) return `**${plain(heading[1])}**`;
  const item = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/.exec(line);
  return item ? `${item[1]}${item[2]} ${inline(item[3])}` : inline(line.trim());
}

/** Emphasis shows; of a link to another document its name is left. */
function inline(text: string): string {
  const named = text.replace(/\[([^\][]+)\]\((?!\w+:)[^()\s]*\.md[^()\s]*\)/g, '$1');
  return withCode(named).replace(/(\\\*\\\*|\\\*)(?=[^\s\\])(.*?[^\s\\])\1/g, (_, sign: string, words: string) => {
    const bare = sign.replaceAll('\\', '');
    return `${bare}${words}${bare}`;
  });
}

/** `code` between backticks stays code. */
export function withCode(text: string): string {
  const parts = text.split('`');
  return parts.map((part, at) => (at % 2 === 1 && at < parts.length - 1 ? code(part) : plain(part))).join('');
}
