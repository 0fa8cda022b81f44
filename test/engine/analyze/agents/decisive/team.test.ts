/** Analysis, agents: who leads a team, what was brought back, and where all is held for done. */
import assert from 'node:assert/strict';
import { actsOf } from '../../../../../src/engine/analyze/agents/decisive/acts.ts';
import { teamOf } from '../../../../../src/engine/analyze/agents/decisive/team.ts';
import { agentDocuments } from '../../../../../src/engine/read/agents/documents.ts';

/** "Lead: words" each. */
function team(...lines: string[]) {
  const history = lines.map(line => {
    const [role, ...words] = line.split(': ');
    return { role, content: words.join(': ') };
  });
  const [run] = agentDocuments(JSON.stringify({ history }), 'run.json')?.runs ?? [];
  return teamOf(actsOf(run));
}

describe('a team', () => {
  it('is led by the one behind whom all others speak', () => {
    const one = team(
      'human: Find it.',
      'Lead: Plan.',
      'Lead: Surf!',
      'Surfer: A page.',
      'Lead: Read!',
      'Reader: Error: no file',
      'Lead: Hm.',
    );
    assert.deepEqual(one, { leader: 'Lead', brought: new Set([3, 5]), astray: 5, concluded: null });
  });

  it('has no leader where two others speak one behind the other, or one is alone', () => {
    const none = { leader: null, brought: new Set(), astray: null, concluded: null };
    assert.deepEqual(team('human: Find it.', 'A: Yes.', 'B: I do.', 'C: I too.', 'A: Good.', 'A: Done.', 'A: Bye.'), none);
    assert.deepEqual(team('user: Find it.', 'assistant: Found.'), none);
    assert.deepEqual(team('user: Is anybody there?'), none);
  });

  it('is done where its leader says so in the ledger', () => {
    const ledger = (answer: boolean) =>
      `Lead: {"is_request_satisfied": {"reason": "r", "answer": ${answer}}, "is_in_loop": {"answer": true}}`;
    const one = team(
      'human: Find it.',
      'Lead: Plan.',
      ledger(false),
      'Surfer: A page.',
      ledger(true),
      'Lead (termination condition): Over.',
    );
    assert.deepEqual([one.concluded, one.astray], [4, 3]);
  });
});
