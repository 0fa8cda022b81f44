/** The editor's chat: /similar: past failures that resemble the run, a run that is named, or an error message. */
import { Fault } from '../../../base/fault.ts';
import { categories } from '../../../model/category.ts';
import type { SimilarRun, SimilarRuns } from '../../../model/similar.ts';
import { type Labels, labelsOf } from '../../../tools/render/labels.ts';
import { count, counted, stamp } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { runInFocus } from './focus.ts';
import type { Answering, Means, Question, Reply } from './reply.ts';
import { reportOf } from './reports.ts';

const SHOWN = 5;
const ACTIONS = 2;

export const similar: Answering = async (means, question, reply) => {
  const { signal, focus } = question;
  const run_id = await runMeant(means, question);
  if (run_id !== null) await reportOf(means, { run_id, signal }, reply);
  const about = run_id === null ? { text: question.prompt } : { run_id };
  tell(await means.engine.find_similar_runs({ ...about, limit: SHOWN }, { signal }), reply);
  if (run_id !== null) reply.button(t('Open Report'), 'openRun', run_id);
  return { run_id: run_id ?? focus, next: [] };
};

/** Null where the words name no run: then they are an error message. */
async function runMeant(means: Means, question: Question): Promise<string | null> {
  try {
    return (await runInFocus(means, question, question.prompt)).run_id;
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'run_unknown' && question.prompt.trim()) return null;
    throw failure;
  }
}

function tell({ about, similar: all, in_all, compared }: SimilarRuns, reply: Reply): void {
  const title = plain(about.category ? `${about.title} (${categories[about.category]})` : about.title);
  reply.say(all.length ? t('Failed like {run}:', { run: title }) : t('Nothing known failed like {run}.', { run: title }));
  const labels = labelsOf(all.flatMap(one => (one.place ? [one.place.member] : [])));
  for (const one of all) reply.say(runText(one, labels, reply));
  const reports = counted(compared, 'report');
  const more = in_all - all.length;
  reply.say(
    `*${plain(t('{reports} of other runs compared', { reports }))}${more > 0 ? plain(t('; {n} more are less alike', { n: count(more) })) : ''}*`,
  );
}

function runText({ title, score, made_at, summary, why, place, actions }: SimilarRun, labels: Labels, reply: Reply): string {
  const share = t('{n} % alike', { n: count(Math.round(score * 100)) });
  const day = stamp(made_at).slice(0, 10);
  const reasons = why.map(one => `- ${plain(one)}`);
  const line = place ? [`- ${reply.line(place, labels.place(place))}`] : [];
  const advice = actions.slice(0, ACTIONS).map(one => `- ${t('advised then: {action}', { action: plain(one) })}`);
  return [`**${plain(title)}** · ${plain(share)} · ${plain(day)}`, '', plain(summary), '', ...reasons, ...line, ...advice].join(
    '\n',
  );
}
