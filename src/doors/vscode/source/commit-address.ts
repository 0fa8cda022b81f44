/** The editor: the address of a file as of a commit: the file's own path, and the commit as query. */

export const COMMIT_SCHEME = 'investigator-commit';

/** Null when it names none. */
export function commitIn({ query }: { readonly query: string }): string | null {
  return /^[0-9a-f]{7,64}$/i.test(query) ? query : null;
}
