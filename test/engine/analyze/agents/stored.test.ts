/** Analysis, agents: runs come back from the lines they were written as, whatever else stands between them. */
import assert from 'node:assert/strict';
import { itemAt, storedAgentRuns } from '../../../../src/engine/analyze/agents/stored.ts';
import { agentLines } from '../../../../src/engine/read/agents/lines.ts';
import type { Corpus, Row } from '../../../../src/model/corpus.ts';
import { callsOf, runOf, stepsOf } from './runs.ts';

/** Members of lines, as far as reading runs needs them. */
function corpusOf(...members: { format?: string; lines: string[] }[]): Corpus {
  const rows = ({ lines }: { lines: string[] }, member: number) =>
    lines.map((text, at) => ({ member, line: at + 1, at: at * 1000, text }) as Row);
  return {
    members: members.map(({ format = 'agent-run', lines }, id) => ({ id, format, lines: lines.length })),
    rows: (member: number) => rows(members[member], member),
  } as unknown as Corpus;
}

const run = runOf({
  steps: stepsOf('plan', 'act'),
  tool_calls: callsOf({ step_id: 'step-2', args_json: { deep: [1, { q: 'x' }] } }),
  guardrail_events: [{ event_id: 'g1', type: 'pii', message: 'a card number', call_id: 'call-1' }],
  messages: [{ index: 0, agent: 'a', role: 'assistant', content: 'Tschüß\n"}' }],
});

describe('stored agent runs', () => {
  it('are the runs that were written', () => {
    const [stored, ...others] = storedAgentRuns(corpusOf({ lines: agentLines(run) }));
    assert.equal(others.length, 0);
    assert.deepEqual(stored.run, run);
    assert.deepEqual(
      stored.items.map(item => [item.kind, item.id, item.line]),
      [
        ['run', 'r1', 1],
        ['step', 'step-1', 2],
        ['step', 'step-2', 3],
        ['tool_call', 'call-1', 4],
        ['guardrail', 'g1', 5],
        ['message', '0', 6],
      ].sort((a, b) => Number(a[2]) - Number(b[2])),
    );
  });

  it('know where each part stands, and nothing of parts that are not theirs', () => {
    const [stored] = storedAgentRuns(corpusOf({ lines: agentLines(run) }));
    assert.equal(itemAt(stored, 'guardrail', 'g1')?.kind, 'guardrail');
    assert.equal(itemAt(stored, 'step', 'g1'), undefined);
  });

  it('of one id are one run, whose last telling counts', () => {
    const later = runOf({ status: 'success', steps: stepsOf('other') });
    const stored = storedAgentRuns(corpusOf({ lines: agentLines(run) }, { lines: agentLines(later) }));
    assert.deepEqual(
      stored.map(one => [one.run.status, one.run.steps.map(step => step.name), one.items.map(item => item.member)]),
      [['success', ['other'], [1, 1]]],
    );
  });

  it('of two ids are taken apart though their lines are mixed', () => {
    const [one, other] = [agentLines(run), agentLines(runOf({ run_id: 'r2', steps: stepsOf('x') }))];
    const stored = storedAgentRuns(corpusOf({ lines: [one[0], other[0], ...other.slice(1), ...one.slice(1)] }));
    assert.deepEqual(
      stored.map(({ run: { run_id, steps } }) => [run_id, steps.length]),
      [
        ['r1', 2],
        ['r2', 1],
      ],
    );
  });

  it('stand in the order in which they were told where times are missing', () => {
    const steps = stepsOf('plan', 'act', 'wait', 'end').map((step, at) =>
      at === 1 ? { ...step, started_at: '2026-11-20T08:00:00Z' } : step,
    );
    const tool_calls = callsOf({ step_id: 'step-3' }, { step_id: 'step-1' });
    const [stored] = storedAgentRuns(corpusOf({ lines: agentLines(runOf({ steps, tool_calls })) }));
    assert.deepEqual(
      stored.items.slice(1).map(item => item.id),
      ['step-1', 'call-2', 'step-2', 'step-3', 'call-1', 'step-4'],
    );
  });

  it('pass over lines that are torn, strange, of no run or of another format', () => {
    const [head, ...parts] = agentLines(run);
    const strange = [
      '',
      'plain words',
      '[1, 2]',
      'null',
      '{"agent_run": 7, "kind": "step", "record": {}}',
      '{"agent_run": "r1", "kind": "step", "record": {"name": "no id"}}',
      '{"agent_run": "r1", "kind": "dream", "record": {"step_id": "s9", "name": "n", "status": "success"}}',
      '{"agent_run": "nobody", "kind": "step", "record": {"step_id": "s9", "name": "n", "status": "success"}}',
      parts[0].slice(0, -5),
    ];
    const [stored, ...others] = storedAgentRuns(
      corpusOf(
        { lines: [...strange, head, ...strange, ...parts] },
        { format: 'json', lines: agentLines(runOf({ run_id: 'r3' })) },
      ),
    );
    assert.equal(others.length, 0);
    assert.deepEqual(stored.run, run);
  });

  it('whose parts refer to lines that were lost are no runs', () => {
    const lines = agentLines(run).filter(line => !line.includes('"step_id":"step-2","name"'));
    assert.deepEqual(storedAgentRuns(corpusOf({ lines })), []);
  });

  it('are none where there are none', () => {
    assert.deepEqual(storedAgentRuns(corpusOf()), []);
    assert.deepEqual(storedAgentRuns(corpusOf({ lines: [] })), []);
  });
});
