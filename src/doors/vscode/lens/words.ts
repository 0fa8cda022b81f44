/** The editor: how it is said where a log statement was seen, and the query that finds its lines. */
import type { SeenStatement } from '../../../model/code.ts';
import { counted } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';

type Seen = Pick<SeenStatement, 'runs' | 'failed_runs'>;

/** `seen in 3 failed runs`; null for what was never seen, which says nothing worth a line in the editor. */
export function seenWords({ runs, failed_runs: failed }: Seen): string | null {
  if (runs.length === 0) return null;
  const others = runs.length - failed;
  if (failed === 0) return t('seen in {runs}, none of which failed', { runs: counted(runs.length, 'run') });
  const also = others ? t(', {others} more', { others }) : '';
  return t('seen in {runs}', { runs: counted(failed, 'failed run') }) + also;
}

/** A phrase of its constant words; empty when it has none that would find it. */
export function statementQuery(text: string): string {
  const pieces = text.split('<*>').map((piece, at, all) => wholeWords(piece, { open: at > 0, goesOn: at < all.length - 1 }));
  const longest = pieces.sort((a, b) => b.length - a.length)[0] ?? '';
  return longest.length < 4 ? '' : `"${longest}"`;
}

/** A word that a value touches is none by itself; a quote would end the phrase. */
function wholeWords(piece: string, ends: { open: boolean; goesOn: boolean }): string {
  const longest = piece.split(/["\\\n]/).sort((a, b) => b.length - a.length)[0];
  const from = ends.open && piece.startsWith(longest) ? longest.replace(/^\w+/, '') : longest;
  const to = ends.goesOn && piece.endsWith(longest) ? from.replace(/\w+$/, '') : from;
  return to.trim();
}
