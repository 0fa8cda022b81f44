/** The table: what a model found, as a section of a report in Markdown: its claims with the quotes that carry them, and what was removed. */
import type { Claim, Findings } from '../../model/findings.ts';
import { comparedWords, endedWords, foundBy, removedCount, removedWords } from './findings-text.ts';
import type { Labels } from './labels.ts';
import { cellCode, code, prose } from './markdown.ts';
import { elided } from './safe.ts';

const QUOTE = 400;

export function findingsMarkdown(findings: Findings, labels: Labels): string {
  const { question, summary, ended, claims, action_items, removed, notes } = findings;
  const actions = action_items.map(
    (one, at) => `${at + 1}. **${prose(one.title)}** (${one.priority}). ${prose(one.description)}`,
  );
  const gone = removed.map(({ title, why, detail }) => `- ${prose(title)} (${removedWords[why]}): ${prose(detail)}`);
  const parts = [
    `## ${prose(foundBy(findings))}`,
    question && `Asked: *${prose(question)}*`,
    endedWords[ended] && `*${endedWords[ended]}*`,
    summary && prose(summary),
    ...claims.map((claim, at) => claimText(claim, at, labels)),
    actions.length && `**What it advises**\n\n${actions.join('\n')}`,
    removed.length && `**${removedCount(removed.length)}**\n\n${gone.join('\n')}`,
    flagged(findings, labels),
    notes.map(one => `- ${prose(one)}`).join('\n'),
    prose(comparedWords(findings)),
  ];
  return parts.filter(part => part).join('\n\n');
}

function claimText({ title, description, confidence, citations }: Claim, at: number, labels: Labels): string {
  const rows = citations.map(
    ({ place, quote }) => `| ${cellCode(labels.place(place))} | ${cellCode(elided(quote.split('\n', 1)[0], QUOTE))} |`,
  );
  return [
    `### ${at + 1}. ${prose(title)} (${confidence} confidence)`,
    description.trim() && prose(description),
    ['| Place | Quoted |', '| --- | --- |', ...rows].join('\n'),
  ]
    .filter(part => part)
    .join('\n\n');
}

function flagged({ flagged: all }: Findings, labels: Labels): string {
  const rows = all.map(({ where, text, why }) => {
    const at = typeof where === 'string' ? where : labels.place(where);
    return `- ${code(at)}: ${code(text)} (${prose(why)})`;
  });
  return rows.length ? `**Text that reads like an instruction to a model**\n\n${rows.join('\n')}` : '';
}
