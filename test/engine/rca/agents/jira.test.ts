/** The report, agents: the ticket's text, and that nothing a run says becomes markup of it. */
import assert from 'node:assert/strict';
import { jiraTicket } from '../../../../src/engine/rca/agents/jira.ts';
import type { Report } from '../../../../src/model/report.ts';
import { runOf } from '../../analyze/agents/runs.ts';

const report = (change: Partial<Report> = {}) =>
  ({
    category: 'timeout',
    insufficient_evidence: false,
    summary: 'Agent a: look_up failed: deadline exceeded.',
    hypotheses: [
      {
        title: 'Timeout Root Cause',
        description: 'A call did not answer within its time.',
        evidence_ids: ['ev_tool_c1'],
        confidence: 'high',
        verification_steps: ['Compare the latency'],
      },
    ],
    evidence_index: [
      { evidence_id: 'ev_tool_c1', title: 'Failed tool call: look_up', attributes: { message: 'deadline exceeded' } },
    ],
    action_items: [{ type: 'infrastructure', priority: 'high', title: 'Find out why', description: 'Follow the call.' }],
    ...change,
  }) as Report;

describe('the ticket of an agent run', () => {
  it('tells what, where, why, by which evidence and what to do', () => {
    const run = runOf({ agent_name: 'helper', agent_version: '2.1', model: 'm-1', environment: 'prod', trace_id: 't1' });
    assert.deepEqual(jiraTicket(report(), run), {
      jira_summary: '[RCA] helper: timeout (r1)',
      jira_description_md: `## Summary
Agent a: look\\_up failed: deadline exceeded.

## Run
- **Run**: r1
- **Agent**: helper 2.1
- **Model**: m-1
- **Environment**: prod
- **Trace**: t1
- **Category**: timeout

## Hypotheses
- **Timeout Root Cause** (high): A call did not answer within its time. Evidence: \`ev_tool_c1\`

## Evidence
- \`ev_tool_c1\` Failed tool call: look\\_up: deadline exceeded

## To be sure
- Compare the latency

## Actions
- [high] **Find out why**: Follow the call.
`,
    });
  });

  it('says that evidence is insufficient, and leaves out what there is none of', () => {
    const bare = report({ insufficient_evidence: true, category: 'unknown', hypotheses: [], evidence_index: [] });
    const { jira_summary, jira_description_md } = jiraTicket(bare, runOf());
    assert.equal(jira_summary, '[RCA] a: insufficient evidence (r1)');
    assert.doesNotMatch(jira_description_md, /## (?:Hypotheses|Evidence|To be sure)/);
    assert.match(jira_description_md, /## Actions\n- \[high\]/);
  });

  it('takes no markup, lines or turned writing from the run', () => {
    const name = '\u202Eevil\u001B[31m\n# Head [x](javascript:1) <img src=x> `code`';
    const hostile = { evidence_id: 'ev_tool_`\n## no', title: name, attributes: { message: name } };
    const ticket = jiraTicket(
      report({ summary: name, evidence_index: [hostile] } as unknown as Partial<Report>),
      runOf({ agent_name: name, run_id: name }),
    );
    assert.doesNotMatch(ticket.jira_summary, /[\n\p{Cc}\u202E]/u);
    const lines = ticket.jira_description_md.split('\n');
    assert.deepEqual(
      lines.filter(line => line.startsWith('#')),
      ['## Summary', '## Run', '## Hypotheses', '## Evidence', '## To be sure', '## Actions'],
    );
    assert.doesNotMatch(ticket.jira_description_md, /(?<!\\)[<[]x?(?:img|\]\()|[\u001B\u202E]/);
  });

  it('keeps its summary short and whole in its characters', () => {
    const { jira_summary } = jiraTicket(report(), runOf({ agent_name: '😀'.repeat(100) }));
    assert.ok(jira_summary.length <= 120);
    assert.ok(jira_summary.isWellFormed());
  });
});
