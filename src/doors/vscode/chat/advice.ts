/** The editor's chat: /instructions, and the documents of knowledge that fit an answer; documents are advice, never evidence. */
import type { DocumentPlace, KnowledgeHit } from '../../../model/knowledge.ts';
import { code } from '../../../tools/render/markdown.ts';
import { count } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { runInFocus } from './focus.ts';
import type { Answering, Reply } from './reply.ts';
import { proseOf } from './text.ts';

const CHARACTERS = 6000;
const QUERIES = 4;

export const instructions: Answering = async (means, question, reply) => {
  const topic = question.prompt.trim();
  const run = topic ? null : await runInFocus(means, question);
  const asked = { characters: CHARACTERS, ...(run ? { run_id: run.run_id } : { topic }) };
  const told = await means.engine.get_investigation_instructions(asked, { signal: question.signal });
  if (told.run) reply.say(t('For {run}', { run: plain(told.run.title) }));
  if (told.instructions.length === 0) reply.say(t('No document fits.'));
  for (const one of told.instructions) {
    reply.say(`**${reply.document(one.place, one.title)}** ${plain(one.why.join('; '))}`);
    reply.say(proseOf(one.text));
    if (one.queries.length)
      reply.say(
        one.queries
          .slice(0, QUERIES)
          .map(query => `- ${code(`/logs ${query}`)}`)
          .join('\n'),
      );
    if (one.left_out > 0) reply.say(`*${t('{n} more characters in the document', { n: count(one.left_out) })}*`);
  }
  const further = told.further.map(one => `- ${reply.document(one, one.title)}`);
  if (further.length) reply.say(`**${t('Also about this')}**\n\n${further.join('\n')}`);
  return { run_id: run?.run_id ?? question.focus, next: queriesOf(told.instructions) };
};

type Hit = Pick<KnowledgeHit, 'title' | 'why'> & { readonly place: DocumentPlace };

export function tellDocuments(hits: readonly Hit[], reply: Reply): void {
  if (hits.length === 0) return;
  const rows = hits.map(one => `- ${reply.document(one.place, one.title)} ${plain(one.why.join('; '))}`);
  reply.say(`**${t('Documents that fit (advice, not evidence)')}**\n\n${rows.join('\n')}`);
}

function queriesOf(all: readonly { readonly queries: readonly string[] }[]) {
  const queries = [...new Set(all.flatMap(one => one.queries))].slice(0, 3);
  return queries.map(query => ({ command: 'logs' as const, prompt: query, label: `/logs ${query}` }));
}
