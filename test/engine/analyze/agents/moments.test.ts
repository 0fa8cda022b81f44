/** Analysis, agents: when the last of a run has ended, as its parts and the run itself tell it. */
import assert from 'node:assert/strict';
import { lastEnd } from '../../../../src/engine/analyze/agents/moments.ts';
import { runOf } from './runs.ts';

const START = Date.UTC(2026, 0, 2, 10);
const iso = (second: number) => new Date(START + second * 1000).toISOString();
const step = (second: number, change: object = {}) => ({
  step_id: `s${second}`,
  name: 's',
  status: 'success',
  started_at: iso(second),
  ...change,
});

/** Seconds since the start; the last line is the one of the part that began last. */
function ended(change: { steps: { step_id: string; started_at: string }[]; ended_at?: string }): number | null {
  const items = change.steps.map(({ step_id, started_at }, at) => {
    return { kind: 'step' as const, id: step_id, member: 0, line: at + 2, at: Date.parse(started_at) };
  });
  const last = items.reduce<number | null>((latest, { at }) => Math.max(latest ?? at, at), null);
  const end = lastEnd([{ run: runOf(change), items }], last);
  return end === null ? null : (end - START) / 1000;
}

describe('the end of an agent run', () => {
  it('is the latest that is known: of a step, by its end or what it took, of the run, or of its last line', () => {
    assert.equal(ended({ steps: [step(0), step(5, { ended_at: iso(9) })] }), 9);
    assert.equal(
      ended({ steps: [step(0, { latency_ms: 30_000 }), step(5)] }),
      30,
      'the step that began last is not the last to end',
    );
    assert.equal(ended({ steps: [step(0), step(5, { latency_ms: 1000 })], ended_at: iso(60) }), 60);
    assert.equal(
      ended({ steps: [step(0), step(5, { latency_ms: 1000 })], ended_at: iso(2) }),
      6,
      'a run that says it ended before',
    );
    assert.equal(ended({ steps: [step(0), step(5)] }), 5);
    assert.equal(ended({ steps: [] }), null);
  });
});
