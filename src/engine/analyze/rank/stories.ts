/** Analysis: gathers templates that tell the same into stories, the unit of ranking where a run is too large for its lines. */
import type { TemplateStat } from '../../../model/corpus.ts';

/** Share of constant words in which two templates must agree to be one story. */
const ALIKE = 0.8;
const WILDCARD = '<*>';

export interface Story {
  /** Template ids, the first one's first. */
  readonly templates: readonly number[];
  /** Text of the template that comes first. */
  readonly text: string;
  readonly count: number;
  readonly level: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly member: number;
  readonly line: number;
}

/** Templates of one text but for a word or two, whatever their order, as stories; earliest first within each. */
export function gather(templates: readonly TemplateStat[]): Story[] {
  const groups: { words: readonly string[]; all: TemplateStat[] }[] = [];
  for (const template of templates.toSorted(earlier)) {
    const words = template.text.split(' ');
    const home = groups.find(group => group.all[0].level === template.level && agree(group.words, words));
    if (home) home.all.push(template);
    else groups.push({ words, all: [template] });
  }
  return groups.map(group => storyOf(group.all));
}

function earlier(a: TemplateStat, b: TemplateStat): number {
  const at = (a.firstAt ?? 0) - (b.firstAt ?? 0);
  return at || a.firstMember - b.firstMember || a.firstLine - b.firstLine;
}

function agree(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  let constant = 0;
  let same = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === WILDCARD && b[i] === WILDCARD) continue;
    constant++;
    if (a[i] === b[i]) same++;
  }
  return constant >= 4 ? same / constant >= ALIKE : same === constant;
}

function storyOf(all: readonly TemplateStat[]): Story {
  const first = all[0];
  const times = (pick: (stat: TemplateStat) => number | null) => all.map(pick).filter(at => at !== null);
  const begins = times(stat => stat.firstAt);
  const ends = times(stat => stat.lastAt);
  return {
    templates: all.map(stat => stat.id),
    text: first.text,
    count: all.reduce((sum, stat) => sum + stat.count, 0),
    level: first.level,
    firstAt: begins.length > 0 ? Math.min(...begins) : null,
    lastAt: ends.length > 0 ? Math.max(...ends) : null,
    member: first.firstMember,
    line: first.firstLine,
  };
}
