/** The editor: foreign text inside Markdown: every sign that could mean something is escaped, so that it can neither link, run nor hide. */
import { oneLine } from '../../tools/render/safe.ts';

/** One line of plain text; a bare address stays text too, since its punctuation is escaped. */
export function plain(text: string): string {
  return oneLine(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
