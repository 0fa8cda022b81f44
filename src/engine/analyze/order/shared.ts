/** Analysis: lines that two members share: the same text in files of one machine, the same id in files of any. */
import type { Corpus, Member, Row, TemplateStat } from '../../../model/corpus.ts';

/** Lines looked at; rare templates first, since what is said often is said everywhere. */
const LINES = 15_000;
const PER_TEMPLATE = 400;
/** An id that stands in more lines of one member than this names a thing, not an event. */
const REPEATS = 8;

export interface Sighting {
  readonly member: number;
  /** The first line with this key, 1-based. */
  readonly line: number;
  /** Of the first line with this key, ms; the middle of the second where the member's stamps are whole seconds. */
  readonly at: number;
}

/** `exact` keys are written at one moment by all who write them; `related` ones name an event that others tell later. */
export interface SharedKey {
  readonly exact: boolean;
  readonly sightings: readonly Sighting[];
}

interface Seen {
  readonly line: number;
  readonly at: number;
  count: number;
}

/** Called between two lines: lets other work in, hears the cancel. */
export type Pause = () => Promise<void> | undefined;

/** Keys that at least two members hold. */
export async function sharedKeys(corpus: Corpus, pause: Pause): Promise<SharedKey[]> {
  const members = new Map(corpus.members.filter(member => member.firstAt !== null).map(member => [member.id, member]));
  if (members.size < 2) return [];
  const keys = new Map<string, Map<number, Seen>>();
  const fine = new Set<number>();
  for (const row of corpus.rowsOf(rareTemplates(corpus), PER_TEMPLATE)) {
    await pause();
    const member = members.get(row.member);
    if (!member || row.at === null || row.continued) continue;
    if (!fine.has(row.member) && isFine(row)) fine.add(row.member);
    for (const key of keysOf(row, member)) note(keys, key, { member: row.member, line: row.line, at: row.at });
  }
  return [...keys].flatMap(([key, seen]) => shared(key, seen, fine));
}

/** A line that occurs once can only be shared in other words: such come last. */
function rank(template: TemplateStat): number {
  return template.count === 1 ? Number.MAX_SAFE_INTEGER : template.count;
}

function rareTemplates(corpus: Corpus): Set<number> {
  const chosen = new Set<number>();
  let lines = 0;
  const rarest = (one: TemplateStat, other: TemplateStat) => rank(one) - rank(other) || one.id - other.id;
  for (const template of [...corpus.templates].sort(rarest)) {
    lines += Math.min(template.count, PER_TEMPLATE);
    if (lines > LINES) break;
    chosen.add(template.id);
  }
  return chosen;
}

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

function* keysOf(row: Row, member: Member): Generator<string> {
  for (const [id] of row.text.matchAll(uuid)) {
    yield `= ${row.template} ${id}`;
    yield `~ ${id}`;
  }
  const action = /"action": "(.+?)"[,}]|\baction: (.+?)(?:, (?:target|trace_id|metadata): |$)/.exec(row.text);
  if (action) yield `~ ${action[1] ?? action[2]}`;
  // Programs that write into several logs of a machine put their name and number before the same words.
  const words = row.text
    .slice(row.body)
    .replace(/^[\w./-]+(?:\[\d+\])?:\s+/, '')
    .trim();
  if (words.length >= 24) yield `= ${folder(member)} ${words}`;
}

function folder(member: Member): string {
  return member.path.slice(0, member.path.lastIndexOf('/') + 1);
}

function note(keys: Map<string, Map<number, Seen>>, key: string, { member, line, at }: Sighting): void {
  const seen = keys.get(key) ?? new Map<number, Seen>();
  if (!seen.size) keys.set(key, seen);
  const known = seen.get(member);
  if (known) known.count++;
  else seen.set(member, { line, at, count: 1 });
}

/** Whether the stamp before the message states parts of a second, be they zero. */
function isFine(row: Row): boolean {
  return (row.at ?? 0) % 1000 !== 0 || /:\d\d[.,]\d/.test(row.text.slice(0, row.body));
}

function shared(key: string, seen: ReadonlyMap<number, Seen>, fine: ReadonlySet<number>): SharedKey[] {
  const sightings = [...seen]
    .filter(([, one]) => one.count <= REPEATS)
    .map(([member, one]) => ({ member, line: one.line, at: one.at + (fine.has(member) ? 0 : 500) }));
  return sightings.length < 2 ? [] : [{ exact: key.startsWith('='), sightings }];
}
