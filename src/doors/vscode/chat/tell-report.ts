/** The editor's chat: a report as an answer: the cause, its evidence as lines that open, what to do, what was not seen. */
import type { Evidence, Report } from '../../../model/report.ts';
import { type Labels, reportLabels } from '../../../tools/render/labels.ts';
import { decisiveWords, evidenceOf, gapWords, madeBy, partWords, runWords, underline } from '../../../tools/render/story.ts';
import { count } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import type { Answered, FollowUp, Reply } from './reply.ts';
import { quoted, withCode } from './text.ts';

const HYPOTHESES = 3;
const EVIDENCE = 6;
const ACTIONS = 4;
const GAPS = 4;

/** Without the buttons, which come last. */
export function tellReport(report: Report, reply: Reply): void {
  const labels = reportLabels(report);
  const under = underline(report);
  reply.say(`**${plain(report.summary)}**`);
  reply.say(`${plain(report.run.title)} · ${plain(runWords(report))}${under ? `\n\n${plain(under)}` : ''}`);
  report.hypotheses.slice(0, HYPOTHESES).forEach((one, at) => {
    const head = `${at + 1}\\. **${plain(one.title)}** \\(${confidenceWords(one.confidence)}\\)`;
    reply.say(`${head}\n\n${withCode(one.description)}`);
    reply.say(evidenceList(evidenceOf(report, one).slice(0, EVIDENCE), { labels, reply }));
  });
  tellDecisive(report, labels, reply);
  tellRest(report, labels, reply);
  reply.say(`*${plain(madeBy(report))}*`);
}

export function afterTelling(report: Report, reply: Reply): Answered {
  offerRun(report, reply);
  return { run_id: report.run.run_id, next: afterReport() };
}

export function confidenceWords(level: 'high' | 'medium' | 'low'): string {
  return { high: t('high confidence'), medium: t('medium confidence'), low: t('low confidence') }[level];
}

export function evidenceList(all: readonly Evidence[], { labels, reply }: { labels: Labels; reply: Reply }): string {
  return all
    .map(one => {
      const { source, member, line } = one.place;
      const link = reply.line({ source, member, line }, labels.place(one.place));
      return `- ${link} ${plain(partWords(one))}: ${quoted(one.title)}`;
    })
    .join('\n');
}

function tellDecisive(report: Report, labels: Labels, reply: Reply): void {
  const step = report.decisive_step;
  if (!step) return;
  const title = report.insufficient_evidence ? t('Where to look first') : t('Decisive step');
  const { source, member, line } = step.place;
  const link = reply.line({ source, member, line }, labels.place(step.place));
  reply.say(`**${title}**\n\n- ${link} ${quoted(step.title)}\n\n${plain(decisiveWords(step))}`);
}

function tellRest(report: Report, labels: Labels, reply: Reply): void {
  const actions = report.action_items.slice(0, ACTIONS);
  if (actions.length) {
    const items = actions.map((one, at) => `${at + 1}. **${plain(one.title)}** ${withCode(one.description)}`);
    reply.say(`**${t('What to do')}**\n\n${items.join('\n')}`);
  }
  const { missing, doubtful } = gapWords(report, labels);
  const gaps = [...missing, ...doubtful];
  if (gaps.length === 0) return;
  const more = gaps.length > GAPS ? [`- ${t('{n} more in the report', { n: count(gaps.length - GAPS) })}`] : [];
  reply.say(
    `**${t('Not seen, or to be taken with care')}**\n\n${[...gaps.slice(0, GAPS).map(one => `- ${plain(one)}`), ...more].join('\n')}`,
  );
}

export function offerRun({ run, evidence_index }: Report, reply: Reply): void {
  reply.button(t('Open Report'), 'openRun', run.run_id);
  const [first] = evidence_index;
  if (first) {
    const { source, member, line } = first.place;
    reply.button(t('Open Log'), 'openLine', `${source}:${member}:${line}`);
  }
  reply.button(t('Compare…'), 'compareRun', run.run_id);
  reply.button(t('Draft Ticket'), 'draftTicket', run.run_id);
}

export function afterReport(): FollowUp[] {
  return [
    { command: 'timeline', prompt: '', label: t('What happened, in order of time?') },
    { command: 'compare', prompt: '', label: t('What differs from passing runs?') },
    { command: 'similar', prompt: '', label: t('Has this failed before?') },
    { command: 'instructions', prompt: '', label: t('What should I look at?') },
  ];
}
