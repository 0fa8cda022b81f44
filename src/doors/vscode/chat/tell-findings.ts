/** The editor's chat: what a model found, as an answer: each claim with the lines that carry it, what was removed and why, what it cost. */
import type { Claim, Findings } from '../../../model/findings.ts';
import { costWords, endedWords, removedWords } from '../../../tools/render/findings-text.ts';
import { type Labels, labelsOf } from '../../../tools/render/labels.ts';
import { count } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import type { Reply } from './reply.ts';
import { confidenceWords } from './tell-report.ts';
import { quoted, withCode } from './text.ts';

const LISTED = 5;

export function tellFindings(findings: Findings, reply: Reply): void {
  const { model, question, summary, claims, ended } = findings;
  const labels = labelsOf(claims.flatMap(claim => claim.citations.map(one => one.place.member)));
  const values = { model: plain(model.name) };
  const head = claims.length
    ? t('{model} found; each quote was compared with the stored lines', values)
    : t('{model} found nothing that the stored lines carry', values);
  reply.say(`**${head}**${question ? `: *${plain(question.slice(0, 200))}*` : ''}`);
  if (endedWords[ended]) reply.say(`*${plain(t(endedWords[ended]))}*`);
  if (summary) reply.say(withCode(summary));
  claims.forEach((claim, at) => {
    reply.say(claimText(claim, at, { labels, reply }));
  });
  tellActions(findings, reply);
  tellRemoved(findings, reply);
  tellFlagged(findings, reply);
  tellNotes(findings, reply);
  reply.say(`*${plain(costWords(findings.spent))}*`);
}

function tellNotes({ notes }: Findings, reply: Reply): void {
  if (notes.length) reply.say(notes.map(one => `- ${plain(one)}`).join('\n'));
}

interface Telling {
  readonly labels: Labels;
  readonly reply: Reply;
}

function claimText({ title, description, confidence, citations }: Claim, at: number, { labels, reply }: Telling): string {
  const lines = citations.map(({ place: { source, member, line }, quote }) => {
    const place = { source, member, line };
    return `- ${reply.line(place, labels.place(place))} ${quoted(quote)}`;
  });
  const head = `${at + 1}\\. **${plain(title)}** \\(${confidenceWords(confidence)}\\)`;
  return [head, ...(description.trim() ? [withCode(description)] : []), lines.join('\n')].join('\n\n');
}

function tellActions({ action_items: items }: Findings, reply: Reply): void {
  if (items.length === 0) return;
  const rows = items.slice(0, LISTED).map((one, at) => `${at + 1}. **${plain(one.title)}** ${withCode(one.description)}`);
  reply.say(`**${t('What it advises')}**\n\n${rows.join('\n')}`);
}

function tellRemoved({ removed }: Findings, reply: Reply): void {
  if (removed.length === 0) return;
  const head =
    removed.length === 1
      ? t('1 claim removed: not in the evidence')
      : t('{n} claims removed: not in the evidence', { n: count(removed.length) });
  const rows = removed
    .slice(0, LISTED)
    .map(({ title, why, detail }) => `- ${plain(title)} \\(${plain(t(removedWords[why]))}\\): ${plain(detail)}`);
  const more = removed.length - rows.length;
  const rest = more > 0 ? [`- ${t('and {n} more', { n: count(more) })}`] : [];
  reply.say(`**${head}**\n\n${[...rows, ...rest].join('\n')}`);
}

/** Its place where it stands in a line, so that a person can look. */
function tellFlagged({ flagged }: Findings, reply: Reply): void {
  if (flagged.length === 0) return;
  const labels = labelsOf(flagged.flatMap(({ where }) => (typeof where === 'string' ? [] : [where.member])));
  const rows = flagged.slice(0, LISTED).map(({ where, text, why }) => {
    const at = typeof where === 'string' ? plain(where) : reply.line(where, labels.place(where));
    return `- ${at} ${quoted(text)} ${plain(why)}`;
  });
  reply.say(`**${t('Text that reads like an instruction to a model')}**\n\n${rows.join('\n')}`);
}
