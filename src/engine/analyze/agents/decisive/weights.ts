/** Analysis, agents: what each feature of an act adds to the odds that it is the decisive one, and of a run that it failed. */

// Written by test/eval/fit-agents.ts, which says how to refit them; not by hand.

export const stepWeights: Readonly<Record<string, number>> = {
  figures: 1.81,
  code: 1.31,
  code_unrun: -0.32,
  opened: 0.84,
  changes: 1.86,
  failing: 0.88,
  agrees: -0.6,
};

export const outcomeWeights: Readonly<Record<string, number>> = { bias: 0.36, searches: 1.35, repeats: 1.03, admits: -1.74 };
