/** The window, patterns: the table as Markdown, to paste into an issue. Pure. */
import type { TemplatePage } from '../../src/model/page.ts';
import type { Labels } from '../../src/tools/render/labels.ts';
import { cell, cellCode, prose } from '../../src/tools/render/markdown.ts';
import { elided, oneLine } from '../../src/tools/render/safe.ts';
import { count, counted, stamp } from '../../src/tools/render/words.ts';
import { type Change, changeName, changeWords, meanWords, type Pattern, placeOf } from './pattern.ts';

const TEXT = 400;

export interface Shown {
  readonly title: string;
  readonly change: Change;
  readonly page: TemplatePage;
  readonly labels: Labels;
}

export function patternsMarkdown({ title, change, page, labels }: Shown): string {
  const { templates, in_all, compared_with, source } = page;
  const compared = compared_with > 0 ? `against ${counted(compared_with, 'passing run')}` : 'not compared with passing runs';
  const row = (one: Pattern) => {
    const place = placeOf(one, source);
    const first = [one.first === null ? '' : stamp(one.first), place ? cellCode(labels.place(place)) : ''].filter(part => part);
    const text = cellCode(elided(oneLine(one.text), TEXT));
    return `| ${changeWords(one) || ' '} | ${count(one.count)} | ${meanWords(one.passing) || ' '} | ${cell(levelWords(one))} | ${text} | ${first.join(' ') || ' '} |`;
  };
  const most =
    templates.length < in_all ? `${count(templates.length)} of ${counted(in_all, 'pattern')} shown` : counted(in_all, 'pattern');
  return [
    `# Patterns of ${prose(title)}`,
    `${changeName(change)} · ${most}, ${compared}. Times are UTC.`,
    [
      '| Change | Here | Passing | Level | Pattern | First seen |',
      '| --- | ---: | ---: | --- | --- | --- |',
      ...templates.map(row),
    ].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

export function levelWords(pattern: Pattern): string {
  return pattern.level === 'none' ? '' : pattern.level;
}
