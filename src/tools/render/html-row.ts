/** The table: a line of a log in a page: mark, member:line, text, the part it plays; the same wherever it stands. */
import { escaped, line } from './escape.ts';
import { elided } from './safe.ts';

const TEXT = 240;

export interface HtmlRow {
  readonly role: string;
  readonly where: string;
  readonly text: string;
  readonly part: string;
  /** An id of this page that holds the line as a whole. */
  readonly href: string | null;
}

export function htmlRow(entry: HtmlRow): string {
  const where = entry.href ? `<a href="#${escaped(entry.href)}">${line(entry.where)}</a>` : line(entry.where);
  return `<li class="${escaped(entry.role)}"><span class="mark" aria-hidden="true"></span><span class="where">${where}</span><span class="text">${line(elided(entry.text, TEXT))}</span><span class="part">${line(entry.part)}</span></li>`;
}
