/** The editor's chat: /timeline and /compare: what happened in the run, and what passing runs have otherwise. */
import type { TemplatePage } from '../../../model/page.ts';
import { labelsOf } from '../../../tools/render/labels.ts';
import { clock, count, counted } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { runInFocus } from './focus.ts';
import type { Answering, Reply } from './reply.ts';
import { investigated } from './reports.ts';
import { quoted, tableOf } from './text.ts';

const ENTRIES = 30;
const PATTERNS = 8;

export const timeline: Answering = async (means, question, reply) => {
  const { run_id } = await runInFocus(means, question, question.prompt);
  const told = await means.engine.get_timeline({ run_id, limit: ENTRIES }, { signal: question.signal });
  const labels = labelsOf(told.entries.map(one => one.place.member));
  const rows = told.entries.map(one => {
    const state = one.failed ? ` ${t('failed')}` : '';
    return `- ${plain(clock(one.at))} ${one.kind}${state}: ${quoted(one.title)} ${reply.line(one.place, labels.place(one.place))}`;
  });
  const shown = { n: count(told.entries.length), all: count(told.in_all), run: plain(told.title) };
  reply.say(t('{n} of {all} moments of {run}, times in UTC; the gravest are kept.', shown));
  if (told.cause)
    reply.say(
      t('The cause by the newest report: {line}', {
        line: `${plain(clock(told.cause.at))} ${quoted(told.cause.title)} ${reply.line(told.cause.place, labelsOf([told.cause.place.member]).place(told.cause.place))}`,
      }),
    );
  if (rows.length) reply.say(rows.join('\n'));
  reply.button(t('Open Timeline'), 'openRun', run_id, { tab: 'timeline' });
  return { run_id, next: [] };
};

/** With another run it is investigated anew against that, as the editor's own command does. */
export const compare: Answering = async (means, question, reply) => {
  const { run_id, title } = await runInFocus(means, question);
  const { signal, prompt } = question;
  const given = prompt.trim() ? [prompt.trim()] : [];
  if (given.length) await investigated(means, { inputs: [run_id], against: given, signal }, reply);
  const page = await means.engine.list_patterns({ run_id, limit: 1000 }, { signal });
  if (page.compared_with === 0) {
    reply.say(t('{run} was compared with no passing run. Name one behind /compare, or choose it.', { run: plain(title) }));
  } else tellChanges(page, { title, reply });
  reply.button(t('Compare…'), 'compareRun', run_id);
  reply.button(t('Open Patterns'), 'openRun', run_id, { tab: 'patterns' });
  return { run_id, next: [] };
};

function tellChanges(page: TemplatePage, { title, reply }: { title: string; reply: Reply }): void {
  const { in_each, compared_with, templates } = page;
  const runs = counted(compared_with, 'passing run');
  reply.say(
    t('{run} against {runs}: {new} patterns are new, {gone} are gone, {more} are more frequent, {less} less.', {
      ...{ run: plain(title), runs, new: count(in_each.new), gone: count(in_each.gone) },
      ...{ more: count(in_each.more_often), less: count(in_each.less_often) },
    }),
  );
  const heads = { new: t('New'), gone: t('Gone'), more_often: t('More often'), less_often: t('Less often') };
  for (const [change, head] of Object.entries(heads)) {
    const found = templates.filter(one => one.change === change).slice(0, PATTERNS);
    if (found.length === 0) continue;
    const columns = [t('pattern'), t('here, with its first line'), t('in passing runs')];
    reply.say(
      `**${head}**\n\n${tableOf(
        columns,
        found.map(one => row(one, { page, reply })),
      )}`,
    );
  }
}

type Row = TemplatePage['templates'][number];

function row({ text, count: times, passing, member, line }: Row, on: { page: TemplatePage; reply: Reply }): string[] {
  const { source } = on.page;
  const here = member && line ? on.reply.line({ source, member, line }, count(times)) : count(times);
  return [quoted(text), here, count(Math.round((passing ?? 0) * 10) / 10)];
}
