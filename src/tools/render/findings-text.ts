/** The table: what a model found, for a terminal: its claims with the lines that carry them, what was removed, what it could not see, what it cost. */
import type { Claim, Findings, HiddenKind } from '../../model/findings.ts';
import type { View } from '../tool.ts';
import { labelsOf } from './labels.ts';
import { bulleted, indented, lineTable, type Sight } from './line-table.ts';
import { painted } from './paint.ts';
import { cells, elided, oneLine, padded, wrapped } from './safe.ts';
import { when } from './story.ts';

const WIDEST = 140;
const NARROWEST = 40;

export const removedWords: Readonly<Record<Findings['removed'][number]['why'], string>> = {
  no_evidence: 'no evidence',
  unknown_evidence: 'evidence that does not exist',
  quote_differs: 'a quote that is not in the line',
  number_differs: 'a number that is not in the evidence',
  denies_evidence: 'the opposite of its evidence',
  link: 'a link',
  from_injected_text: 'an instruction in the logs',
};

export const endedWords: Readonly<Record<Findings['ended'], string>> = {
  complete: '',
  budget: 'The budget ended it: these findings are partial.',
  cancelled: 'It was cancelled.',
  failed: 'The model failed.',
  nothing_submitted: 'The model handed in nothing.',
};

export function findingsText(findings: Findings, view: View): string {
  const width = Math.max(NARROWEST, Math.min(WIDEST, view.width));
  const places = findings.claims.flatMap(claim => claim.citations.map(one => one.place.member));
  const sight: Sight = { ...view, width, labels: labelsOf(places) };
  const parts = [
    head(findings, sight),
    ...findings.claims.map((claim, at) => claimLines(claim, at, sight)),
    actions(findings, sight),
    removed(findings, sight),
    flagged(findings, sight),
    notes(findings, sight),
    foot(findings, sight),
  ];
  const filled = parts.filter(part => part.length > 0);
  return `${filled.map(part => part.join('\n')).join('\n\n')}\n`;
}

/** As parts of a report, behind what rules and statistics found. */
export function findingsWithin(findings: Findings, view: Sight): string[][] {
  const { question, summary, ended } = findings;
  const words = [foundBy(findings), ...(question ? [`Asked: ${question}`] : [])];
  const found = [
    ...heading(oneLine(words[0]), view),
    ...words.slice(1).flatMap(one => wrapped(oneLine(one), view.width).map(line => painted(view, 'dim', line))),
    ...(endedWords[ended] ? wrapped(endedWords[ended], view.width).map(line => painted(view, 'yellow', line)) : []),
    ...(summary ? wrapped(oneLine(summary), view.width) : []),
  ];
  const claims = findings.claims.map((claim, at) => claimLines(claim, at, view));
  const parts = [found, ...claims, actions(findings, view, 'What it advises'), removed(findings, view), flagged(findings, view)];
  const cost = wrapped(comparedWords(findings), view.width).map(line => painted(view, 'dim', line));
  return [...parts, [...notes(findings, view), ...cost]].filter(part => part.length > 0);
}

/** `Found by Claude Sonnet 5.5, a language model · 2026-05-26 11:17:42 UTC`. */
export function foundBy({ model, at }: Findings): string {
  return `Found by ${model.name}, a language model · ${when(at)} UTC`;
}

/** How far it is to be believed, what was hidden, what it cost. */
export function comparedWords({ claims, masked, spent }: Findings): string {
  const hidden = maskedWords(masked);
  const compared = claims.length ? 'Each quote was compared with the stored lines. ' : '';
  return `${compared}${hidden && `Hidden from it: ${hidden}. `}${costWords(spent)}`;
}

function head({ model, run_id, question, summary, ended }: Findings, view: Sight): string[] {
  const words = oneLine(`What ${model.name} found in ${run_id}${question ? `: ${question}` : ''}`);
  return [
    ...wrapped(words, view.width).map(line => painted(view, 'dim', line)),
    ...(endedWords[ended] ? wrapped(endedWords[ended], view.width).map(line => painted(view, 'yellow', line)) : []),
    ...(summary ? ['', ...wrapped(oneLine(summary), view.width).map(line => painted(view, 'bold', line))] : []),
  ];
}

function claimLines({ title, description, confidence, citations }: Claim, at: number, view: Sight): string[] {
  const label = `${confidence} confidence`;
  const words = elided(`${at + 1} · ${oneLine(title)}`, view.width - cells(label) - 2);
  const entries = citations.map(({ place, quote }) => ({
    role: 'cause',
    part: 'quoted',
    place,
    text: quote.split('\n', 1)[0],
  }));
  return [
    `${painted(view, 'bold', words)}  ${painted(view, 'dim', label)}`,
    ...lineTable(entries, view),
    ...indented(description, view, '  '),
  ];
}

function heading(words: string, view: Sight): string[] {
  return wrapped(words, view.width).map(line => painted(view, 'bold', line));
}

function actions({ action_items: items }: Findings, view: Sight, words = 'What to do'): string[] {
  if (items.length === 0) return [];
  return [
    ...heading(words, view),
    ...items.flatMap((item, at) => [
      ...bulleted(oneLine(item.title), view, `  ${at + 1} `),
      ...indented(item.description, view, '    ').map(line => painted(view, 'dim', line)),
    ]),
  ];
}

export function removedCount(claims: number): string {
  return `${claims === 1 ? '1 claim was removed' : `${claims} claims were removed`}: not in the evidence`;
}

function removed({ removed: all }: Findings, view: Sight): string[] {
  if (all.length === 0) return [];
  return [
    ...heading(removedCount(all.length), view),
    ...all.flatMap(({ title, why, detail }) =>
      bulleted(oneLine(`${title} (${removedWords[why]}): ${detail}`), view, '  ! ').map(line => painted(view, 'yellow', line)),
    ),
  ];
}

function flagged({ flagged: all }: Findings, view: Sight): string[] {
  if (all.length === 0) return [];
  return [
    ...heading('Text that reads like an instruction to a model', view),
    ...all.flatMap(({ where, text, why }) => {
      const at = typeof where === 'string' ? where : view.labels.place(where);
      return bulleted(oneLine(`${at}: ${text} (${why})`), view, '  ! ').map(line => painted(view, 'yellow', line));
    }),
  ];
}

function notes({ notes: all }: Findings, view: Sight): string[] {
  return all.flatMap(words => bulleted(oneLine(words), view, '~ ').map(line => painted(view, 'dim', line)));
}

const KINDS: Readonly<Record<HiddenKind, readonly [one: string, many: string]>> = {
  secret: ['secret', 'secrets'],
  custom: ['match of your patterns', 'matches of your patterns'],
  email: ['mail address', 'mail addresses'],
  ip: ['IP address', 'IP addresses'],
  host: ['host name', 'host names'],
  text: ['look-alike of a mask', 'look-alikes of a mask'],
};

/** `1 secret, 3 host names`; empty where nothing was hidden. */
export function maskedWords(masked: Findings['masked']): string {
  return masked.map(({ kind, values }) => `${values} ${KINDS[kind][values === 1 ? 0 : 1]}`).join(', ');
}

function foot({ model, claims, masked, spent }: Findings, view: Sight): string[] {
  const { legend } = view.labels;
  const width = Math.max(0, ...legend.map(([label]) => cells(label)));
  const compared = claims.length ? '; each quote was compared with the stored lines' : '';
  const hidden = maskedWords(masked);
  return [
    ...legend.map(([label, path]) => `${padded(oneLine(label), width)}  ${oneLine(path)}`),
    ...wrapped(
      `By ${oneLine(model.name)}, a language model${compared}. ${hidden && `Hidden from it: ${hidden}. `}${costWords(spent)}`,
      view.width,
    ),
  ].map(line => painted(view, 'dim', line));
}

/** `3 requests, 5 tool calls; 9,300 tokens in, of them 6,200 cached, and 900 out; 0.012 USD; 14 s.` */
export function costWords(spent: Findings['spent']): string {
  const { cache_read_tokens: read, cache_written_tokens: written, input_tokens, output_tokens, cost_usd } = spent;
  const input = input_tokens + read + written;
  const about = spent.estimated ? 'about ' : '';
  const cached = read ? `, of them ${amount(read)} cached,` : '';
  return [
    `${counted(spent.requests, 'request')}, ${counted(spent.tool_calls, 'tool call')}`,
    `${about}${amount(input)} tokens in${cached} and ${amount(output_tokens)} out`,
    cost_usd === null ? 'price unknown' : `${cost_usd.toFixed(3)} USD by list price`,
    `${(spent.took_ms / 1000).toFixed(1)} s.`,
  ].join('; ');
}

function amount(count: number): string {
  return count.toLocaleString('en-US');
}

function counted(count: number, noun: string): string {
  return `${amount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
