/** The window, timeline: the same as Markdown, to paste into an issue or to read where pictures do not help. Pure. */
import { cell, cellCode, prose } from '../../src/tools/render/markdown.ts';
import { elided, oneLine } from '../../src/tools/render/safe.ts';
import { clock, lasting, span, stamp } from '../../src/tools/render/words.ts';
import { type Entry, kindWords, lasts, outcomeOf, outcomeSigns, outcomeWords } from './entry.ts';
import { clockWords, timelineLabels } from './labels.ts';
import type { Timeline } from './told.ts';

const TITLE = 200;

export function timelineMarkdown(timeline: Timeline): string {
  const { title, bounds, cause, abnormal, entries, untimed } = timeline;
  const labels = timelineLabels(timeline);
  const head = [
    bounds ? span(bounds.from, bounds.to) : '',
    cause ? `First cause ${clock(cause.at)}` : '',
    abnormal ? `first abnormal moment ${clock(abnormal.at)}` : '',
  ].filter(part => part);
  const row = (entry: Entry) =>
    `| ${stamp(entry.at)} | ${lastsWords(entry)} | ${cell(kindWords(entry.kind))} | ${resultWords(entry)} | ${cell(elided(oneLine(entry.title), TITLE))} | ${cellCode(labels.place(entry.place))} |`;
  const rows = entries.map(row);
  const timeless = untimed.map(test => `|  |  | test | ✗ failed | ${cell(test.title)} | ${cellCode(labels.place(test.place))} |`);
  return [
    `# Timeline of ${prose(title)}`,
    `${head.join(' · ')}${head.length ? '.' : ''}`,
    ['| UTC | Lasts | Kind | Result | What | Line |', '| --- | --- | --- | --- | --- | --- |', ...rows, ...timeless].join('\n'),
    prose(clockWords(timeline)),
  ]
    .filter(part => part)
    .join('\n\n')
    .concat('\n');
}

function lastsWords(entry: Entry): string {
  return entry.until === null ? ' ' : lasting(entry.until - entry.at);
}

function resultWords(entry: Entry): string {
  if (!lasts(entry) && entry.kind !== 'test') return cell(entry.level === 'none' ? '' : entry.level);
  const outcome = outcomeOf(entry);
  return `${outcomeSigns[outcome]} ${outcomeWords(outcome)}`;
}
