/** The nouns: what is hidden from language models, as a person has set it. */

export interface Masking {
  /** False: what a model is sent leaves the machine as it is. */
  readonly on: boolean;
  /** Regular expressions of what is hidden beside secrets, addresses and names. */
  readonly patterns: readonly string[];
}

export const usualMasking: Masking = { on: true, patterns: [] };
