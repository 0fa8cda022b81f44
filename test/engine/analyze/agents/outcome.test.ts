/** Analysis, agents: whether a run succeeded, where nobody says so. */
import assert from 'node:assert/strict';
import { estimateOutcome } from '../../../../src/engine/analyze/agents/outcome.ts';
import { callsOf, runOf } from './runs.ts';

const searches = (count: number, same = false) =>
  callsOf(...Array.from({ length: count }, (_, n) => ({ tool_name: 'search_flights', args_json: same ? 0 : n })));

describe('the outcome of an agent run', () => {
  it('is the likelier a failure the more it searched and the more it repeated', () => {
    const probability = (calls: object[]) => estimateOutcome(runOf({ tool_calls: calls })).probability;
    const [none, some, many, same] = [
      probability([]),
      probability(searches(2)),
      probability(searches(9)),
      probability(searches(9, true)),
    ];
    assert.ok(none < some && some < many && many < same, `${none} ${some} ${many} ${same}`);
  });

  it('comes with its reasons', () => {
    assert.deepEqual(estimateOutcome(runOf({ tool_calls: searches(5, true) })).why, [
      'it searched again and again',
      'it made a call twice with the same arguments',
    ]);
  });
});
