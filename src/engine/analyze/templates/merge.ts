/** Analysis: decides which templates are one, told apart by values only: a look over all of them, as IPLoM and Brain take it. */
import { fingerprint } from './fingerprint.ts';
import { WILDCARD } from './pattern.ts';
import { valueAt } from './value.ts';

/** A template as the merge sees it. */
export interface Candidate {
  readonly id: number;
  readonly tokens: readonly string[];
}

/** Templates that become one, and its tokens. */
export interface Merge {
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
}

/** Distinct values that make a position variable, by how much the position looks like one. */
const NEED = { unit: 2, strong: 3, medium: 6, weak: 12, constant: 50 } as const;
/** As many are enough where some message has a masked value in that place. */
const NEED_BESIDE_MASK = 2;
const MAX_ROUNDS = 3;

/** Groups templates with the same number of tokens; each is in exactly one group. */
export function mergeTemplates(candidates: readonly Candidate[]): Merge[] {
  let merges: Merge[] = candidates.map(({ id, tokens }) => ({ ids: [id], tokens }));
  for (let round = 0; round < MAX_ROUNDS && merges.length > 1; round++) {
    const before = merges.length;
    merges = byPosition(byCrowd(bySkeleton(merges)));
    if (merges.length === before) break;
  }
  return merges;
}

/** Compares templates that agree in all tokens which do not look like values. */
function bySkeleton(merges: readonly Merge[]): Merge[] {
  const groups = Map.groupBy(merges, merge => merge.tokens.map((_, i) => skeleton(merge.tokens, i)).join(' '));
  return [...groups.values()].flatMap(group => (group.length === 1 ? group : split(group)));
}

function skeleton(tokens: readonly string[], position: number): string {
  const value = valueAt(tokens, position);
  return value.strength === 'weak' || value.strength === 'constant' ? tokens[position] : `${value.prefix}\0${value.suffix}`;
}

/** Joins the members of a group that differ only where the group's values are many enough to vary. */
function split(group: Merge[]): Merge[] {
  const [{ tokens }] = group;
  const differing = [...tokens.keys()].filter(i => group.some(merge => merge.tokens[i] !== tokens[i]));
  const closed = differing.filter(position => !isOpen(group, position));
  const parts = Map.groupBy(group, merge => closed.map(position => merge.tokens[position]).join(' '));
  return [...parts.values()].map(join);
}

function isOpen(group: readonly Merge[], position: number): boolean {
  const values = group.map(merge => valueAt(merge.tokens, position));
  const cores = new Set(values.map(value => value.core));
  const constant = values.some(value => value.strength === 'constant');
  const need = constant ? NEED.constant : Math.min(...new Set(values.map(value => NEED[value.strength])));
  if (cores.size >= need || differInDigits(cores)) return true;
  return need < NEED.weak && cores.has(WILDCARD) && cores.size >= NEED_BESIDE_MASK;
}

function differInDigits(cores: ReadonlySet<string>): boolean {
  return cores.size > 1 && new Set([...cores].map(core => core.replace(/\d+/g, '0'))).size === 1;
}

/** Compares crowds of templates that begin alike and differ in several positions, each of which holds very many values. */
function byCrowd(merges: readonly Merge[]): Merge[] {
  const groups = Map.groupBy(merges, merge => merge.tokens[0]);
  return [...groups.values()].flatMap(group => {
    const closed = closedPositions(group);
    if (closed === null) return group;
    const parts = Map.groupBy(group, merge => closed.map(position => merge.tokens[position]).join(' '));
    return [...parts.values()].flatMap(part => {
      const same = closedPositions(part);
      return same !== null && same.length === closed.length ? [join(part)] : part;
    });
  });
}

/** Positions without very many values; null when all are such, or when fewer than two words would be left. */
function closedPositions(group: readonly Merge[]): number[] | null {
  if (group.length < NEED.weak) return null;
  const [{ tokens }] = group;
  const closed = [...tokens.keys()].filter(position => !isCrowded(group, position));
  const anchors = closed.filter(position => /[A-Za-z]{2}/.test(tokens[position]));
  return closed.length === tokens.length || anchors.length < 2 ? null : closed;
}

function isCrowded(group: readonly Merge[], position: number): boolean {
  const distinct = new Set(group.map(merge => merge.tokens[position]));
  return distinct.size >= NEED.weak && isOpen(group, position);
}

/** Compares templates that differ in one position only, whatever it looks like. */
function byPosition(merges: readonly Merge[]): Merge[] {
  let current = merges.map(merge => ({ merge, print: fingerprint(merge.tokens) }));
  const { length } = merges[0].tokens;
  for (let position = 0; position < length && current.length > 1; position++) {
    const groups = Map.groupBy(current, ({ print }) => print.without(position));
    if (groups.size === current.length) continue;
    current = [...groups.values()].flatMap(entries => {
      if (entries.length === 1 || !isAnchored(entries[0].merge.tokens, position)) return entries;
      const joined = openPart(entries, position);
      if (joined.length < 2) return entries;
      const merge = join(joined.map(entry => entry.merge));
      return [...entries.filter(entry => !joined.includes(entry)), { merge, print: fingerprint(merge.tokens) }];
    });
  }
  return current.map(entry => entry.merge);
}

/** The entries that one variable can stand for at the position: all of them, or those with values, or none. */
function openPart<T extends { merge: Merge }>(entries: readonly T[], position: number): readonly T[] {
  const values = entries.filter(({ merge }) => valueAt(merge.tokens, position).strength !== 'constant');
  return (
    [entries, values].find(some =>
      isOpen(
        some.map(entry => entry.merge),
        position,
      ),
    ) ?? []
  );
}

/** Whether words besides the position say what the message is about. */
function isAnchored(tokens: readonly string[], position: number): boolean {
  return tokens.some((token, i) => i !== position && /[A-Za-z]{2}/.test(token));
}

function join(group: readonly Merge[]): Merge {
  if (group.length === 1) return group[0];
  const tokens = group[0].tokens.map((token, i) => (group.every(merge => merge.tokens[i] === token) ? token : general(group, i)));
  return { ids: group.flatMap(merge => merge.ids), tokens };
}

/** The token's text with the name before the value and the marks behind it kept, where all have the same. */
function general(group: readonly Merge[], position: number): string {
  const texts = [...new Set(group.map((merge: Merge): string => merge.tokens[position]))];
  const [first] = texts;
  let start = 0;
  while (start < first.length && texts.every(text => text[start] === first[start])) start++;
  const head = /^(?:[^<]*[=:([{"',;|])?/.exec(first.slice(0, start))![0];
  const tails = new Set(texts.map(text => /[)\]},;:.!?"']*$/.exec(text.slice(head.length))![0]));
  const tail = tails.size === 1 ? [...tails][0] : '';
  const open = /[([{"']$/.test(head) && !/^[)\]}"']/.test(tail);
  return (open ? head.slice(0, -1) : head) + WILDCARD + tail;
}
