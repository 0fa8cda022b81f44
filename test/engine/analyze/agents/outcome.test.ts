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

  it('is the likelier a success when its last words say what could not be done', () => {
    const ends = (...contents: string[]) => {
      const messages = contents.map((content, index) => ({ index, agent: 'a', role: 'assistant', content }));
      return estimateOutcome(runOf({ messages, tool_calls: searches(1) }));
    };
    const [claims, admits] = [
      ends('All is booked.', 'Anything else?', 'Goodbye.'),
      ends('Unfortunately the fare cannot be refunded.', 'Anything else?', 'Goodbye.'),
    ];
    assert.ok(claims.probability > admits.probability);
    assert.deepEqual([claims.label, admits.label], ['failure', 'success']);
    assert.deepEqual(admits.why, [
      'it searched little',
      'its last words say what it could not do, as those of failed runs seldom do',
    ]);
    assert.equal(ends('Sorry, let me see.', 'a', 'b', 'c').probability, claims.probability);
  });

  it('comes with its reasons', () => {
    assert.deepEqual(estimateOutcome(runOf({ tool_calls: searches(5, true) })).why, [
      'it searched again and again',
      'it made a call twice with the same arguments',
      'its last words admit nothing that it could not do, as those of failed runs mostly do not',
    ]);
  });
});
