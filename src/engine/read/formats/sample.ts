/** The reader: questions to a member's first lines. */

/** As much of a line as headers take; lines may be as long as a file. */
export const HEADER_LENGTH = 2000;

/** Lines that may begin a record: blank and indented ones belong to others, unless most of the member is indented. */
export function headsOf(sample: readonly string[]): string[] {
  const lines = sample.map(line => line.slice(0, HEADER_LENGTH)).filter(line => line.trim() !== '');
  const heads = lines.filter(line => /^\S/.test(line));
  return heads.length * 10 < lines.length ? lines.map(line => line.trimStart()) : heads;
}

/** Share of the lines that fit, among those that may begin a record. */
export function shareOf(sample: readonly string[], pattern: RegExp): number {
  const heads = headsOf(sample);
  return heads.filter(line => pattern.test(line)).length / Math.max(1, heads.length);
}
