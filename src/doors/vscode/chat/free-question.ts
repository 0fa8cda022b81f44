/** The editor's chat: a question in plain words, answered from what is known of the run: its report, the lines and the documents that fit its words. */
import type { Report } from '../../../model/report.ts';
import { reportLabels } from '../../../tools/render/labels.ts';
import { code } from '../../../tools/render/markdown.ts';
import { evidenceOf } from '../../../tools/render/story.ts';
import { counted } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { tellDocuments } from './advice.ts';
import { askModel, tellNoKey, tellNotAsked } from './ask-model.ts';
import { linesWith, type Search } from './fitting-lines.ts';
import { runInFocus } from './focus.ts';
import { wordsOf } from './question-words.ts';
import type { Answering, Means, Question, Reply } from './reply.ts';
import { reportOf } from './reports.ts';
import { afterReport, evidenceList, offerRun } from './tell-report.ts';
import { lineList } from './text.ts';

const EVIDENCE = 4;
const LINES = 6;

export const freeQuestion: Answering = async (means, question, reply) => {
  const { signal, prompt } = question;
  const { run_id } = await runInFocus(means, question);
  const report = await reportOf(means, { run_id, signal }, reply);
  reply.say(`${plain(report.run.title)}: **${plain(report.summary)}**`);
  reply.step(report.summary);
  const asked = { question, about: { run_id, question: prompt.trim() || null } };
  const { answered, heard } = await askModel(means, asked, reply);
  if (!answered) await answerAlone(means, { report, question }, reply);
  tellNotAsked(means, asked, reply);
  offerRun(report, reply);
  if (!means.chosen) await tellNoKey(means, reply);
  return { run_id, next: afterReport(), heard };
};

/** From the report, and from the lines and documents that hold the words of the question. */
async function answerAlone(
  means: Means,
  { report, question: { prompt, signal, context = [] } }: { report: Report; question: Question },
  reply: Reply,
): Promise<void> {
  const [first] = report.hypotheses;
  if (first) {
    const evidence = evidenceOf(report, first).slice(0, EVIDENCE);
    reply.say(evidenceList(evidence, { labels: reportLabels(report), reply }));
  }
  const asked = [prompt, ...context.map(one => one.text)].join('\n');
  await tellLines(means, { run_id: report.run.run_id, signal, words: wordsOf(asked) }, reply);
  if (prompt.trim()) tellDocuments((await means.engine.search_knowledge({ query: prompt, limit: 3 }, { signal })).hits, reply);
  if (means.chosen) return;
  reply.say(
    `*${t('No language model was asked: this is the report, and the lines and documents that hold the words of the question.')}*`,
  );
}

export async function tellLines(means: Means, search: Search, reply: Reply): Promise<void> {
  if (search.words.length === 0) return;
  reply.step(t('Looking for lines with the words of the question'));
  const { words, absent, lines, matched } = await linesWith(means.engine, search);
  const missing = absent.length ? ` ${t('In no line: {words}.', { words: absent.map(code).join(', ') })}` : '';
  if (lines.length === 0) return reply.say(t('No line holds a word of the question.'));
  const all = words.map(code).join(', ');
  reply.say(
    `**${t('{lines} hold one of {words}; those with most of the question first', { lines: counted(matched, 'line'), words: all })}**.${missing}`,
  );
  reply.say(lineList(lines.slice(0, LINES), reply));
}
