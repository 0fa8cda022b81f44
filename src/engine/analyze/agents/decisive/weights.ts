/** Analysis, agents: what each feature of an act adds to the odds that it is the decisive one, and of a run that it failed. */

// Written by test/eval/fit-agents.ts, which says how to refit them; not by hand.

export const stepWeights: Readonly<Record<string, number>> = {
  figures: 1.89,
  code: 1.31,
  code_unrun: -0.3,
  opened: 0.91,
  changes: 1.94,
};

export const outcomeWeights: Readonly<Record<string, number>> = { bias: -0.55, searches: 1.5, repeats: 1.03 };
