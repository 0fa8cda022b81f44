/** Analysis, agents: what contradicts the answer of a tool, and what only looks like it. */
import assert from 'node:assert/strict';
import { actsOf } from '../../../../../src/engine/analyze/agents/decisive/acts.ts';
import { contradictionIn } from '../../../../../src/engine/analyze/agents/decisive/contradiction.ts';
import { deedsOfActs, deedsOfSteps } from '../../../../../src/engine/analyze/agents/decisive/deeds.ts';
import { agentDocuments } from '../../../../../src/engine/read/agents/documents.ts';
import { callsOf, failing, runOf, stepsOf } from '../runs.ts';

/** What is told of `says`, which follows on an answer of the tool `look`. */
function told(answer: string, says: string): string | null {
  const call = { id: 'c', function: { name: 'look', arguments: '{}' } };
  const history = [
    { role: 'user', content: 'Look after my order.' },
    { role: 'assistant', content: '', tool_calls: [call] },
    { role: 'tool', tool_call_id: 'c', content: answer },
    { role: 'assistant', content: says },
  ];
  const [run] = agentDocuments(JSON.stringify({ history }), 'run.json')?.runs ?? [];
  const deed = deedsOfActs(actsOf(run), '').get(3);
  assert.ok(deed);
  return contradictionIn(deed)?.words ?? null;
}

const order = JSON.stringify({ order_id: '#W1154986', status: 'cancelled', fulfillments: [{ tracking_id: ['286422338955'] }] });
const bare = JSON.stringify({ order_id: '#W1154986', status: 'cancelled', fulfillments: [{ tracking_id: [] }] });
const shirts = JSON.stringify({
  variants: { a1: { available: true }, a2: { available: false }, a3: { available: true }, a4: { available: true } },
});

describe('a contradiction', () => {
  const contrary: [string, string, string][] = [
    ['Error: payment not found', 'Your order has been successfully cancelled.', 'it claims success though look had failed'],
    ['Error 500', 'The item has been exchanged. Anything else?', 'it claims success though look had failed'],
    ['[]', 'I found three flights for you, the first leaves at nine.', 'it tells of results though look had brought none'],
    [
      'No results found.',
      'According to the search the museum opens at nine.',
      'it tells of results though look had brought none',
    ],
    [
      order,
      'The order #W1154986 does not have a tracking number because it was cancelled.',
      'it says that there is no tracking number, though look had told tracking_id',
    ],
    [shirts, 'There are **11 available** shirts.', 'it tells of 11 available though look had told 3'],
  ];
  for (const [answer, says, words] of contrary) {
    it(`is "${says}" behind ${answer.slice(0, 30)}`, () => assert.equal(told(answer, says), words));
  }

  const alike: [string, string][] = [
    ['Error: payment not found', 'Unfortunately the payment failed, so nothing has been cancelled.'],
    ['Error: payment not found', 'Which payment shall I use?'],
    ['Error: payment not found', 'One thing. Two things. Three things. The address has been updated before.'],
    ['{"status":"cancelled"}', 'Your order has been successfully cancelled.'],
    ['{"error_rate": 0}', 'Your order has been successfully cancelled.'],
    ['[]', 'I found no flights for that day.'],
    ['[{"flight":"HAT1"}]', 'I found a flight.'],
    [bare, 'The order #W1154986 does not have a tracking number.'],
    [order, 'The order #W9999999 does not have a tracking number.'],
    [order, 'The order #W1154986 does not have a refund date.'],
    [shirts, 'There are 2 available shirts in red.'],
    ['not JSON at all, available: true', 'There are 11 available shirts.'],
    ['', ''],
  ];
  for (const [answer, says] of alike) {
    it(`is not "${says}" behind ${answer.slice(0, 30) || 'nothing'}`, () => assert.equal(told(answer, says), null));
  }

  it('is found in the steps of a run too, beside their own calls', () => {
    const [one, two] = stepsOf('cancel', 'answer');
    const run = runOf({
      steps: [
        { ...one, output_summary: 'The order has been cancelled successfully' },
        { ...two, output_summary: 'Done' },
      ],
      tool_calls: callsOf(failing({ tool_name: 'cancel_order', step_id: one.step_id, error_message: '409' })),
    });
    const deeds = deedsOfSteps(run);
    assert.deepEqual(
      run.steps.map(step => contradictionIn(deeds.get(step.step_id)!)?.words ?? null),
      ['it claims success though cancel_order had failed', null],
    );
  });

  it('is looked for among very many calls of one step', () => {
    const [one] = stepsOf('look');
    const run = runOf({
      steps: [{ ...one, output_summary: 'I found three flights for you.' }],
      tool_calls: Array.from({ length: 200_000 }, (_, at) => ({
        ...callsOf({ tool_name: 'look', result_summary: '[]' })[0],
        call_id: `c${at}`,
        step_id: one.step_id,
      })),
    });
    assert.equal(contradictionIn(deedsOfSteps(run).get('step-1')!)?.words, 'it tells of results though look had brought none');
  });

  it('is looked for in answers of any depth and size without failing', () => {
    const deep = `${'['.repeat(9000)}{"order_id":"#W1154986","tracking":"x"}${']'.repeat(9000)}`;
    told(deep, 'The order #W1154986 does not have a tracking number.');
    assert.equal(told('['.repeat(100_000), 'There are 11 available shirts.'), null);
  });
});
