/** The nouns: what an answer has seen, what it shows, and what it could not see. */
import * as z from 'zod';

export const Gap = z.object({
  kind: z.enum([
    'torn',
    'corrupt',
    'unsafe_path',
    'over_limit',
    'unreadable',
    'binary',
    'long_line',
    'encoding',
    'no_stamps',
    'zone_assumed',
    'clock',
    'unverified',
    'outcome',
    'unreachable',
    'cut',
    'empty',
    'unsupported',
  ]),
  member: z.string().optional().describe('path of the member that is concerned'),
  line: z.int().optional(),
  words: z.string().describe('one sentence for a person'),
});
export type Gap = z.infer<typeof Gap>;

export const Coverage = z.object({
  scanned: z.int().describe('lines looked at'),
  matched: z.int().describe('lines that fit the question'),
  shown: z.int().describe('lines in this answer'),
  dropped: z.int().describe('matched lines left out of this answer: matched = shown + dropped'),
});
export type Coverage = z.infer<typeof Coverage>;

/** Members named one by one before their common gap is told as one. */
const NAMED = 2;

/** Gaps that say the same of many members become one gap that counts them and names the first. */
export function mergeGaps(gaps: readonly Gap[]): Gap[] {
  const alike = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = `${gap.kind}\n${gap.words}`;
    const group = alike.get(key);
    if (group) group.push(gap);
    else alike.set(key, [gap]);
  }
  return [...alike.values()].flatMap(group => (group.length <= NAMED || !group[0].member ? group : [merged(group)]));
}

function merged(group: readonly Gap[]): Gap {
  const [first] = group;
  return { kind: first.kind, words: `${group.length} files, ${first.member} first: ${first.words}` };
}
