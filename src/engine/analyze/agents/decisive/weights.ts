/** Analysis, agents: what each feature of an act adds to the odds that it is the decisive one, and of a run that it failed. */

// Written by test/eval/fit-agents.ts, which says how to refit them; not by hand.

export const stepWeights: Readonly<Record<string, number>> = {
  figures: 0.89,
  code: 0.98,
  code_unrun: -0.23,
  agrees: -0.51,
  contradicts: 3.15,
  ignores: 0.77,
  changes: 1.71,
  erred: 0.22,
  loops: 0.5,
  misfits: 0.36,
  departs: 0.5,
  opened: 0.86,
  concludes: 1.37,
  astray: 2.03,
  failing: 1.3,
};

export const outcomeWeights: Readonly<Record<string, number>> = { bias: 0.36, searches: 1.35, repeats: 1.03, admits: -1.74 };
