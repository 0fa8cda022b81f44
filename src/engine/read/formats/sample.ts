/** The reader: questions to a member's first lines. */

/** Share of the lines that fit; lines that are blank or begin with a blank belong to others and do not count. */
export function shareOf(sample: readonly string[], pattern: RegExp): number {
  const heads = sample.filter(line => /^\S/.test(line));
  return heads.filter(line => pattern.test(line)).length / Math.max(1, heads.length);
}
