/** The editor: the groups that CI systems print around the lines of a step; they fold, and they are the outline of a log. */
import type { ShownLine } from './view.ts';

/** Lines from a group's head to its end, both inclusive, by index among the lines that are shown. */
export interface Group {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  /** How many groups are around it. */
  readonly depth: number;
}

interface Mark {
  readonly opens: boolean;
  /** What must be the same at the end; empty: the last group that is open. */
  readonly name: string;
  readonly title: string;
}

/** In lower case; a line that holds none of them marks nothing, which is found out fast. */
const SIGNS = ['##[', '::group::', '::endgroup::', 'travis_fold:', 'section_start:', 'section_end:', '[pipeline] '];

const FORMS: readonly (readonly [RegExp, (found: RegExpExecArray) => Mark])[] = [
  [/(?:##\[group\]|::group::)(.*)$/i, ([, title]) => opening('', title)],
  [/##\[endgroup\]|::endgroup::/i, () => closing('')],
  [/##\[section\]Starting: (.*)$/, ([, title]) => opening(`section ${title}`, title)],
  [/##\[section\]Finishing: (.*)$/, ([, title]) => closing(`section ${title}`)],
  [/travis_fold:start:([\w.-]+)\W*(.*)$/, ([, name, title]) => opening(`travis ${name}`, title || name)],
  [/travis_fold:end:([\w.-]+)/, ([, name]) => closing(`travis ${name}`)],
  [/section_start:\d+:([\w.-]+)(?:\[[^\]]*\])?␍?(.*)$/, ([, name, title]) => opening(`gitlab ${name}`, title || name)],
  [/section_end:\d+:([\w.-]+)/, ([, name]) => closing(`gitlab ${name}`)],
  [/\[Pipeline\] \{ \((.*)\)/, ([, title]) => opening('pipeline', title)],
  [/\[Pipeline\] \{/, () => opening('pipeline', '')],
  [/\[Pipeline\] \}/, () => closing('pipeline')],
];

function opening(name: string, title: string): Mark {
  return { opens: true, name, title: title.trim() };
}

function closing(name: string): Mark {
  return { opens: false, name, title: '' };
}

/** By their heads; a group that is not ended lasts to the end of the one around it, or of the lines. */
export function groupsOf(lines: readonly ShownLine[]): Group[] {
  const groups: Group[] = [];
  const open: { at: number; mark: Mark }[] = [];
  const end = (count: number, to: number): void => {
    for (const at of open.splice(open.length - count).map(one => one.at)) groups[at] = { ...groups[at], to };
  };
  lines.forEach(({ shown }, index) => {
    const mark = markOf(shown);
    if (!mark) return;
    if (mark.opens) {
      // Groups without a name do not nest: a new one ends the one before it.
      if (mark.name === '' && open.at(-1)?.mark.name === '') end(1, index - 1);
      open.push({ at: groups.length, mark });
      groups.push({ from: index, to: index, title: mark.title, depth: open.length - 1 });
      return;
    }
    const opened = open.findLastIndex(one => one.mark.name === mark.name);
    if (opened >= 0) end(open.length - opened, index);
  });
  end(open.length, lines.length - 1);
  return groups.filter(group => group.to > group.from);
}

function markOf(shown: string): Mark | null {
  const low = shown.slice(0, 300).toLowerCase();
  if (!SIGNS.some(sign => low.includes(sign))) return null;
  for (const [form, mark] of FORMS) {
    const found = form.exec(shown);
    if (found) return mark(found);
  }
  return null;
}
