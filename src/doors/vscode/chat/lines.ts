/** The editor's chat: /logs: lines of the run that fit a query. */
import { code } from '../../../tools/render/markdown.ts';
import { count, counted } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { runInFocus } from './focus.ts';
import type { Answering } from './reply.ts';
import { gapList, lineList } from './text.ts';

const SHOWN = 20;

export const logs: Answering = async (means, question, reply) => {
  const { run_id, title } = await runInFocus(means, question);
  const query = question.prompt.trim() || 'level:>=error';
  const page = await means.engine.search_logs({ run_id, query, limit: SHOWN }, { signal: question.signal });
  const { matched, shown } = page.coverage;
  reply.say(t('{lines} of {run} fit {query}.', { lines: counted(matched, 'line'), run: plain(title), query: code(query) }));
  if (page.lines.length) reply.say(lineList(page.lines, reply));
  if (matched > shown) reply.say(t('Shown are the first {n}; the log table has all.', { n: count(shown) }));
  if (page.gaps.length) reply.say(`**${t('Not seen, or to be taken with care')}**\n\n${gapList(page.gaps)}`);
  reply.button(t('Open in Log Table'), 'openRun', run_id, { tab: 'logs', query });
  return { run_id, next: [] };
};
