/** The window, report: a verification step read for what can be done with it: a search in the log, a command to copy. */

export interface Step {
  readonly act: 'search' | 'run' | null;
  /** The query or the command. */
  readonly code: string;
  /** What to look for; the whole step where it names nothing to do. */
  readonly words: string;
}

/** Reads ``Search `query`: words`` and ``Run `command`: words``, the form in which rules write their steps. */
export function stepOf(step: string): Step {
  const found = /^(Search|Run) `([^`]+)`: (.+)$/s.exec(step);
  if (!found) return { act: null, code: '', words: step };
  const [, verb, code, words] = found;
  return { act: verb === 'Search' ? 'search' : 'run', code, words: words.charAt(0).toUpperCase() + words.slice(1) };
}
