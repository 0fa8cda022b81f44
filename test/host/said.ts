/** Test host: what the extension host tells the terminal: one JSON a line. */
export type Said = { readonly words: string } | { readonly counted: { readonly passed: number; readonly failed: number } };
