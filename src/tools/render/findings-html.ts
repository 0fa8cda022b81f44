/** The table: what a model found, as a section of the page: marked apart from what rules found, its quotes as lines, what was removed. */
import type { Claim, Findings } from '../../model/findings.ts';
import { line, withCode } from './escape.ts';
import { comparedWords, endedWords, foundBy, removedCount, removedWords } from './findings-text.ts';
import { htmlRow } from './html-row.ts';
import type { Labels } from './labels.ts';

export function findingsHtml(findings: Findings, labels: Labels): string {
  const { question, summary, ended, claims, action_items, removed, notes } = findings;
  const advice = action_items.map(one => `<li>${line(one.title)}<p>${withCode(one.description)}</p></li>`);
  const gone = removed.map(({ title, why, detail }) => `<li>${line(`${title} (${removedWords[why]}): ${detail}`)}</li>`);
  const parts = [
    `<h2>${line(foundBy(findings))}</h2>`,
    question && `<p class="under">${line(`Asked: ${question}`)}</p>`,
    endedWords[ended] && `<p class="under">${line(endedWords[ended])}</p>`,
    summary && `<p>${line(summary)}</p>`,
    ...claims.map((claim, at) => claimHtml(claim, at, labels)),
    advice.length && `<h3>What it advises</h3>\n<ol class="todo">${advice.join('')}</ol>`,
    gone.length && `<h3>${removedCount(gone.length)}</h3>\n<ul class="gaps">${gone.join('')}</ul>`,
    flagged(findings, labels),
    notes.length && `<ul class="gaps quiet">${notes.map(one => `<li>${line(one)}</li>`).join('')}</ul>`,
    `<p class="fine">${line(comparedWords(findings))}</p>`,
  ];
  return `<section>${parts.filter(part => part).join('\n')}</section>`;
}

function claimHtml({ title, description, confidence, citations }: Claim, at: number, labels: Labels): string {
  const rows = citations.map(({ place, quote }) =>
    htmlRow({ role: 'cause', where: labels.place(place), text: quote, part: 'quoted', href: null }),
  );
  return `<h3>${at + 1} · ${line(title)} <small>${confidence} confidence</small></h3>
<ul class="lines">${rows.join('')}</ul>
<p>${line(description)}</p>`;
}

function flagged({ flagged: all }: Findings, labels: Labels): string {
  if (all.length === 0) return '';
  const rows = all.map(({ where, text, why }) =>
    htmlRow({ role: 'context', where: typeof where === 'string' ? where : labels.place(where), text, part: why, href: null }),
  );
  return `<h3>Text that reads like an instruction to a model</h3>\n<ul class="lines">${rows.join('')}</ul>`;
}
