/** The editor's chat: /metrics: the series of the run's span as tables, with the first change of level of each. */
import { labelText, type Metric, type MetricAnswer, MetricName, type Series } from '../../../model/series.ts';
import { labelsOf } from '../../../tools/render/labels.ts';
import { figure } from '../../../tools/render/metrics.ts';
import { clock, count, span } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { runInFocus } from './focus.ts';
import type { Answering, Reply } from './reply.ts';
import { gapList, tableOf } from './text.ts';

const SERIES = 5;
const POINTS = 60;

export const metrics: Answering = async (means, question, reply) => {
  const { run_id, title } = await runInFocus(means, question);
  const asked = { run_id, points: POINTS, limit: SERIES, ...wanted(question.prompt) };
  const answer = await means.engine.query_metrics(asked, { signal: question.signal });
  const shown = { n: count(answer.series.length), all: count(answer.series_in_all), run: plain(title) };
  reply.say(
    `${t('{n} of {all} series of {run}; times in UTC.', shown)} ${plain(answer.system)}, ${plain(span(answer.from, answer.to))}`,
  );
  for (const metric of answer.metrics) tellMetric(metric, answer, reply);
  if (answer.gaps.length) reply.say(`**${t('Not seen, or to be taken with care')}**\n\n${gapList(answer.gaps)}`);
  reply.button(t('Open Timeline'), 'openRun', run_id, { tab: 'timeline' });
  return { run_id, next: [] };
};

/** Names of the library, else PromQL; everything of the library where nothing is said. */
function wanted(prompt: string): { named?: MetricName[]; query?: string } {
  const text = prompt.trim();
  if (!text) return {};
  const names = text.split(/[\s,]+/);
  const named = names.flatMap(name => MetricName.safeParse(name).data ?? []);
  return named.length === names.length ? { named } : { query: text };
}

function tellMetric(metric: Metric, answer: MetricAnswer, reply: Reply): void {
  const ours = answer.series.filter(one => one.metric === metric.metric);
  if (ours.length === 0) return;
  const heads = [t('series'), t('least'), t('most'), t('last'), t('first lasting change')];
  const rows = ours.map(one => [
    plain(labelText(one.labels) || t('all')),
    ...[one.least, one.most, one.last].map(value => plain(figure(value))),
    changeCell(one, reply),
  ]);
  reply.say(`**${plain(metric.unit ? `${metric.title}, ${metric.unit}` : metric.title)}**\n\n${tableOf(heads, rows)}`);
}

/** Leads to the sample where the run holds it. */
function changeCell({ change, at, stored }: Series, reply: Reply): string {
  if (!change) return '–';
  const words = plain(`${clock(change.at)} ${figure(change.before)} → ${figure(change.after)}`);
  const line = stored?.lines[at.findIndex(time => time >= change.at)];
  if (!stored || !line) return words;
  const { source, member } = stored;
  return `${words} ${reply.line({ source, member, line }, labelsOf([member]).place({ member, line }))}`;
}
