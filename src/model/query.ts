/** The nouns: a parsed query over lines; one language for every back end. */

/** A tree of conditions; words and phrases are whole-word and case-insensitive, as in LogsQL. */
export type Query =
  | { readonly kind: 'all' }
  | { readonly kind: 'and'; readonly parts: readonly Query[] }
  | { readonly kind: 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  /** Consecutive words; one word is a phrase of one. `prefix` lets the last word be the beginning of a longer one. */
  | { readonly kind: 'phrase'; readonly words: readonly string[]; readonly text: string; readonly prefix: boolean }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  /** Level numbers of model/level that fit, e.g. level:error is [5], level:>=warn is [4, 5, 6]. */
  | { readonly kind: 'level'; readonly levels: readonly number[] }
  /** Glob over the member's path; a bare name also fits the last path segment. `stream:` is a synonym. */
  | { readonly kind: 'member'; readonly glob: string }
  | { readonly kind: 'template'; readonly ids: readonly number[] }
  /** Lines that begin a record, or those that continue one: stack frames, further lines of a message. */
  | { readonly kind: 'record'; readonly continued: boolean }
  /** Lines of templates that no passing run has; settled as template ids before a query runs, since only a run knows its passing runs. */
  | { readonly kind: 'new'; readonly wanted: boolean }
  | { readonly kind: 'source'; readonly source: string }
  /** Milliseconds UTC, from inclusive, to exclusive; null is open. */
  | { readonly kind: 'time'; readonly from: number | null; readonly to: number | null };
