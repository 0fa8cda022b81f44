/** The answers: the commit that a run states as the one its code was built from. */
import type { Row } from '../../model/corpus.ts';
import { statedCommit, TELLING } from '../code/commit.ts';
import type { Source } from '../store/source.ts';

/** Templates that may state one, and lines of each that are read. */
const MOST_TEMPLATES = 60;
const LINES = 3;

const known = new WeakMap<Source, string | null>();

/** The surest one, the first among equals; null when the run states none. */
export function commitOf(source: Source): string | null {
  const kept = known.get(source);
  if (kept !== undefined) return kept;
  const telling = source.templates.filter(template => TELLING.test(template.text)).slice(0, MOST_TEMPLATES);
  const rows = [...source.corpus().rowsOf(new Set(telling.map(template => template.id)), LINES)];
  const stated = rows.flatMap(row => told(source, row)).sort((a, b) => a.form - b.form);
  const commit = stated[0]?.sha ?? null;
  known.set(source, commit);
  return commit;
}

function told(source: Source, row: Row) {
  const own = statedCommit(row.text);
  if (own) return [own];
  if (!row.text.includes('git log -1')) return [];
  const below = [...source.rows(row.member, row.line + 1, row.line + 1)][0];
  const next = below ? statedCommit(below.text, row.text) : null;
  return next ? [next] : [];
}
