/** The reader: questions to a member's first lines. */

/** As much of a line as headers take; lines may be as long as a file. */
export const HEADER_LENGTH = 2000;

/** Share of the lines that fit; lines that are blank or begin with a blank belong to others and do not count. */
export function shareOf(sample: readonly string[], pattern: RegExp): number {
  const heads = sample.filter(line => /^\S/.test(line)).map(line => line.slice(0, HEADER_LENGTH));
  return heads.filter(line => pattern.test(line)).length / Math.max(1, heads.length);
}
