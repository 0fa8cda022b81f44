/** The sources: names that people gave to jobs, nodes and archives, as names of files. */

const LONGEST = 80;

/** Letters, digits, dots, dashes and underscores; never empty, never hidden, never a way out of the folder. */
export function fileName(text: string): string {
  const name = text
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, LONGEST);
  return name || 'unnamed';
}
