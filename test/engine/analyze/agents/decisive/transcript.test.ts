/** Analysis, agents: the decisive act of a transcript, with its reasons. */
import assert from 'node:assert/strict';
import { rankActs } from '../../../../../src/engine/analyze/agents/decisive/transcript.ts';
import { agentDocuments } from '../../../../../src/engine/read/agents/documents.ts';

function ranked(history: object[], question = 'How many people live in the two towns?') {
  const [run] = agentDocuments(JSON.stringify({ question, history }), 'run.json')?.runs ?? [];
  return rankActs(run);
}

const ask = { role: 'user', name: 'Manager', content: 'You are given a task: add the numbers of people of two towns.' };
const terminal = (content: string) => ({ role: 'user', name: 'Computer_terminal', content });

describe('the decisive act', () => {
  it('is the one that states figures which stood nowhere before', () => {
    const [first] = ranked([
      ask,
      { role: 'assistant', name: 'Planner', content: 'First we look both numbers up, then we add them.' },
      {
        role: 'assistant',
        name: 'Census',
        content: 'The towns have 737,015 and 4,965 people, by 2020 counts of 12 and 14 districts, 33 wards and 18 roads.',
      },
      { role: 'assistant', name: 'Planner', content: 'Together 737,015 and 4,965. TERMINATE' },
    ]);
    assert.deepEqual([first.agent, first.index], ['Census', 2]);
    assert.ok(first.why.includes('it states figures that stood nowhere before'));
  });

  it('tells the first error that nothing repaired', () => {
    const code = 'Let us count.\n```python\nimport towns\n```';
    const acts = ranked([
      ask,
      { role: 'assistant', name: 'Coder', content: code },
      terminal('exitcode: 1 (execution failed)\nCode output: ModuleNotFoundError: towns'),
      { role: 'assistant', name: 'Judge', content: 'All is well. TERMINATE' },
    ]);
    assert.deepEqual([acts[0].agent, acts[0].index], ['Coder', 1]);
    assert.equal(acts[0].why[0], 'the first error, and its effect was never repaired');
    assert.ok(acts.find(act => act.agent === 'Judge')?.why.includes('it claims completion'));
  });

  it('never is one of the surroundings, and all together are certain', () => {
    const acts = ranked([
      ask,
      terminal('exitcode: 0 (execution succeeded)\nCode output: 12,345'),
      { role: 'assistant', name: 'A', content: 'Good.' },
    ]);
    assert.deepEqual(acts.map(act => act.agent).sort(), ['A', 'Manager']);
    assert.ok(Math.abs(acts.reduce((sum, act) => sum + act.score, 0) - 1) < 1e-9);
  });

  it('is never the statement of the task, nor a tool that answers in the name of the user', () => {
    const acts = ranked([
      { role: 'user', content: 'Weather in Oslo?' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'weather', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', is_error: true, content: 'denied' }] },
    ]);
    assert.deepEqual(
      acts.map(act => [act.index, act.why]),
      [[1, ['the call of weather failed: denied']]],
    );
    assert.deepEqual(ranked([{ role: 'user', content: 'Is anybody there?' }]), []);
  });

  it('is what one that was sent out brought back, when it is an error', () => {
    const lead = (content: string) => ({ role: 'Lead', content });
    const surf = (content: string) => ({ role: 'Surfer', content });
    const [first] = ranked([
      { role: 'human', content: 'When does the museum open?' },
      ...[
        lead('Plan.'),
        lead('Surfer, look.'),
        surf('The page of the museum.'),
        lead('Go on.'),
        lead('Surfer, look for the hours.'),
      ],
      surf('Error: the page was not found.'),
      ...[lead('So it opens at nine.'), lead('Done.')],
    ]);
    assert.deepEqual([first.agent, first.index], ['Surfer', 6]);
    assert.ok(first.why.includes('what it brought back tells of an error, or of nothing found'));
  });

  it('says of a call that changes something what it changes', () => {
    const call = { id: 'c', function: { name: 'cancel_order', arguments: '{}' } };
    const [first] = ranked([
      { role: 'user', content: 'Cancel one item.' },
      { role: 'assistant', content: 'Which one?' },
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: 'cancelled' },
    ]);
    assert.equal(first.index, 2);
    assert.ok(first.why.includes('it changes something outside: cancel_order'));
  });
});
