/** The editor: the branch that a run was made of, where its system states one. */
import type { Fact } from '../../../model/fact.ts';
import { elided, oneLine } from '../../../tools/render/safe.ts';

/** Characters; a description is short. */
const MOST = 40;

export function branchOf(facts: readonly Fact[] = []): string | null {
  const branch = facts.find(fact => fact.label === 'Branch')?.value;
  return branch ? elided(oneLine(branch), MOST) : null;
}
