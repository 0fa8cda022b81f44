/** Analysis, agents: the decisive act of a transcript, with its reasons. */
import assert from 'node:assert/strict';
import { courseOf } from '../../../../../src/engine/analyze/agents/decisive/features.ts';
import { rankActs } from '../../../../../src/engine/analyze/agents/decisive/transcript.ts';
import { agentDocuments } from '../../../../../src/engine/read/agents/documents.ts';

function ranked(history: object[], question = 'How many people live in the two towns?') {
  const [run] = agentDocuments(JSON.stringify({ question, history }), 'run.json')?.runs ?? [];
  return rankActs(courseOf(run));
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
      [[1, ['the first error that nothing repaired: weather failed: denied']]],
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

  const tool = (name: string, nth: number, args = '{}') => ({
    role: 'assistant',
    content: '',
    tool_calls: [{ id: `c${nth}`, function: { name, arguments: args } }],
  });
  const answer = (nth: number, content: string) => ({ role: 'tool', tool_call_id: `c${nth}`, content });

  it('is what contradicts a tool, before what only changes something', () => {
    const [first] = ranked([
      { role: 'user', content: 'Cancel my order.' },
      tool('cancel_order', 1),
      answer(1, 'Error: the order was sent already'),
      { role: 'assistant', content: 'Your order has been cancelled.' },
    ]);
    assert.equal(first.index, 3);
    assert.equal(first.why[0], 'it claims success though cancel_order had failed');
  });

  it('is what leaves an instruction aside, before another change', () => {
    const [first] = ranked([
      { role: 'system', content: 'Never use modify_stock.' },
      { role: 'user', content: 'Cancel my order.' },
      tool('cancel_order', 1),
      answer(1, 'cancelled'),
      tool('modify_stock', 2),
      answer(2, 'modified'),
    ]);
    assert.deepEqual([first.index, first.why[0]], [4, 'it calls modify_stock, which it was told not to use']);
  });

  it('is where a loop begins', () => {
    const [first] = ranked([
      { role: 'user', content: 'Find it.' },
      { role: 'assistant', content: 'I look.' },
      ...[1, 2, 3].flatMap(nth => [tool('look', nth, '{"at":"home"}'), answer(nth, 'nothing')]),
    ]);
    assert.deepEqual([first.index, first.why], [2, ['a loop begins here: the same call follows twice and more']]);
  });

  it('is where it leaves the way of good runs of the same agent', () => {
    const history = (last: string) => [
      { role: 'user', content: 'Refund it.' },
      tool('find', 1),
      answer(1, 'found'),
      tool(last, 2),
    ];
    const [good] = agentDocuments(JSON.stringify({ history: history('refund') }), 'good.json')?.runs ?? [];
    const [run] = agentDocuments(JSON.stringify({ history: history('guess') }), 'run.json')?.runs ?? [];
    const [first] = rankActs(courseOf(run, [good]));
    assert.deepEqual([first.index, first.why], [3, ['here it leaves the way of 1 good run: refund comes there']]);
  });

  it('is what the leader of a team takes for done, where the run came to that end', () => {
    const lead = (content: string) => ({ role: 'Lead', content });
    const [first] = ranked([
      { role: 'human', content: 'Who won?' },
      ...[lead('Plan.'), lead('Surfer, look.'), { role: 'Surfer', content: 'A page.' }],
      lead('{"is_request_satisfied": {"reason": "They won.", "answer": true}}'),
      lead('They won.'),
    ]);
    assert.deepEqual([first.index, first.why], [4, ['it claims completion']]);
  });
});
