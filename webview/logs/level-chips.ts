/** The window, log table: the levels that a query lets through, as groups that can be switched. */
import { type Level, levelNamed, levels } from '../../src/model/level.ts';
import { narrowedBy, plain, termsOf, without } from './query-text.ts';

/** What one switch stands for. */
export const groups = {
  error: ['error', 'fatal'],
  warn: ['warn'],
  info: ['info'],
  debug: ['debug', 'trace'],
  none: ['none'],
} as const satisfies Record<string, readonly Level[]>;
export type Group = keyof typeof groups;
export const groupNames = Object.keys(groups) as Group[];

/** Levels that fit all level conditions of the query; null when it has none, or none that can be read. */
export function levelsIn(query: string): Level[] | null {
  const terms = termsOf(query).filter(term => term.field === 'level');
  if (terms.length === 0) return null;
  let fitting: readonly Level[] = levels;
  for (const term of terms) {
    const named = levelsOf(plain(term.value));
    if (!named) return null;
    fitting = fitting.filter(level => named.includes(level) !== term.negated);
  }
  return [...fitting];
}

/** `error`, `error,fatal`, `>=warn`; a comparison leaves out lines without a level. */
function levelsOf(value: string): Level[] | null {
  const compare = /^([<>])(=?)(.*)$/.exec(value);
  const named = (compare ? [compare[3]] : value.split(',')).map(levelNamed);
  if (named.includes(null)) return null;
  if (!compare) return named as Level[];
  const bound = levels.indexOf(named[0] as Level);
  return levels.slice(1).filter(level => {
    const rank = levels.indexOf(level);
    return (compare[1] === '>' ? rank > bound : rank < bound) || (compare[2] === '=' && rank === bound);
  });
}

/** Groups of which the query lets all levels through; none when it does not speak of levels. */
export function chosenGroups(query: string): Group[] {
  const fitting = levelsIn(query);
  return fitting === null ? [] : groupNames.filter(name => groups[name].every(level => fitting.includes(level)));
}

/** The query with a group switched; with no group or all of them it says nothing about levels. */
export function switched(query: string, group: Group): string {
  const before = chosenGroups(query);
  const chosen = before.includes(group) ? before.filter(name => name !== group) : [...before, group];
  const rest = without(query, ['level']);
  if (chosen.length === 0 || chosen.length === groupNames.length) return rest;
  const named = levels.filter(level => chosen.some(name => (groups[name] as readonly Level[]).includes(level)));
  return narrowedBy(rest, `level:${[...named].reverse().join(',')}`);
}
