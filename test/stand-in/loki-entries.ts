/** The stand-ins: what Loki keeps: entries by stream, with what it refuses and what it takes for one and the same. */
import type { Labels } from './logql.ts';
import { nsIso, nsOfMs } from './times.ts';

const LONGEST_LINE = 256 * 1024;
const OUT_OF_ORDER_NS = 3_600_000_000_000n;

export interface Entry {
  readonly ns: bigint;
  readonly text: string;
  readonly fields: Labels;
}

export interface Stream {
  readonly labels: Labels;
  readonly entries: Entry[];
}

export interface EntryRules {
  readonly now: () => number;
  /** Null: entries of any age are taken. */
  readonly oldestDays: number | null;
}

export class LokiEntries {
  readonly streams = new Map<string, Stream>();
  readonly #rules: EntryRules;

  constructor(rules: EntryRules) {
    this.#rules = rules;
  }

  /** Keeps what can be kept; the words of the last refusal, or null. */
  push(labels: Labels, entries: readonly Entry[]): string | null {
    if (Object.keys(labels).length === 0) return 'error at least one label pair is required per stream';
    const key = selectorOf(labels);
    if (Object.keys(labels).length > 15) return `stream '${key}' has ${Object.keys(labels).length} label names; limit 15`;
    const stream = this.streams.get(key) ?? { labels, entries: [] };
    this.streams.set(key, stream);
    let refusal: string | null = null;
    for (const entry of entries) {
      const problem = this.#problem(key, stream, entry);
      if (problem) refusal = problem;
      else insert(stream.entries, entry);
    }
    return refusal;
  }

  #problem(key: string, { entries }: Stream, { ns, text, fields }: Entry): string | null {
    const now = nsOfMs(this.#rules.now());
    const { oldestDays } = this.#rules;
    const oldest = oldestDays === null ? null : now - nsOfMs(oldestDays * 86_400_000);
    if (oldest !== null && ns < oldest)
      return `entry for stream '${key}' has timestamp too old: ${nsIso(ns)}, oldest acceptable timestamp is: ${nsIso(oldest)}`;
    if (ns > now + 600_000_000_000n) return `entry for stream '${key}' has timestamp too new: ${nsIso(ns)}`;
    const size = Buffer.byteLength(text);
    if (size > LONGEST_LINE)
      return `max entry size '${LONGEST_LINE}' bytes exceeded for stream '${key}' while adding an entry with length '${size}' bytes`;
    const more = Object.entries(fields).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    if (more > 64 * 1024) return `stream '${key}' has structured metadata too large: '${more}' bytes, limit: '65536' bytes`;
    const newest = entries.at(-1)?.ns;
    if (newest !== undefined && ns < newest - OUT_OF_ORDER_NS)
      return `entry with timestamp ${nsIso(ns)} ignored, reason: 'entry too far behind'`;
    return null;
  }
}

/** Kept in the order of times, of which the new one is mostly the last; one with the same time and text is the same. */
function insert(entries: Entry[], entry: Entry): void {
  let at = entries.length;
  while (at > 0 && entries[at - 1].ns > entry.ns) at--;
  for (let i = at - 1; i >= 0 && entries[i].ns === entry.ns; i--) if (entries[i].text === entry.text) return;
  entries.splice(at, 0, entry);
}

export function selectorOf(labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(', ')}}`;
}
