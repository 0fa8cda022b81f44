/** The investigator: an answer that is too long for one page begins with its gravest lines. */
import { levels } from '../model/level.ts';
import type { LinePage } from '../model/page.ts';
import type { ToolName } from '../tools/table.ts';

const SEARCHES: readonly ToolName[] = ['search_logs', 'query_logs_by_stream'];

/** The page with its lines by level, each level in order of time; null for answers whose order means something else. */
export function errorsFirst(tool: ToolName, data: unknown): LinePage | null {
  if (!SEARCHES.includes(tool)) return null;
  const page = data as LinePage;
  const rank = (level: LinePage['lines'][number]['level']) => levels.indexOf(level);
  return { ...page, lines: [...page.lines].sort((a, b) => rank(b.level) - rank(a.level)) };
}
