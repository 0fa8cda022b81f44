/** The report, agents: the report as a ticket: a summary in one line, and a description in Markdown. */
import type { AgentRun } from '../../../model/agent-run.ts';
import type { Report } from '../../../model/report.ts';

const SUMMARY = 120;
const EVIDENCE = 8;

export function jiraTicket(report: Report, run: AgentRun): { jira_summary: string; jira_description_md: string } {
  const what = report.insufficient_evidence ? 'insufficient evidence' : report.category;
  const title = plain(`[RCA] ${run.agent_name}: ${what} (${run.run_id})`);
  const parts = [
    ['Summary', [escaped(report.summary)]],
    ['Run', aboutRun(report, run)],
    [
      'Hypotheses',
      report.hypotheses.map(
        one =>
          `- **${escaped(one.title)}** (${one.confidence}): ${escaped(one.description)} Evidence: ${one.evidence_ids.map(id => `\`${code(id)}\``).join(', ')}`,
      ),
    ],
    [
      'Evidence',
      report.evidence_index
        .slice(0, EVIDENCE)
        .map(
          one =>
            `- \`${code(one.evidence_id)}\` ${escaped(one.title)}: ${escaped(String(one.attributes.message ?? '').slice(0, 200))}`,
        ),
    ],
    ['To be sure', report.hypotheses.slice(0, 1).flatMap(one => one.verification_steps.map(step => `- ${escaped(step)}`))],
    ['Actions', report.action_items.map(one => `- [${one.priority}] **${escaped(one.title)}**: ${escaped(one.description)}`)],
  ] as const;
  const text = parts.filter(([, lines]) => lines.length > 0).map(([name, lines]) => `## ${name}\n${lines.join('\n')}`);
  return {
    jira_summary:
      title.length > SUMMARY
        ? `${title
            .slice(0, SUMMARY - 1)
            .toWellFormed()
            .replace(/\uFFFD$/, '')}…`
        : title,
    jira_description_md: `${text.join('\n\n')}\n`,
  };
}

function aboutRun(report: Report, run: AgentRun): string[] {
  return [
    ['Run', run.run_id],
    ['Agent', [run.agent_name, run.agent_version].filter(Boolean).join(' ')],
    ['Model', run.model],
    ['Environment', run.environment],
    ['Trace', run.trace_id],
    ['Category', report.category],
  ].flatMap(([name, text]) => (text ? [`- **${name}**: ${escaped(text)}`] : []));
}

/** Text of a run is data: nothing in it is markup. */
function escaped(text: string): string {
  return plain(text).replace(/[\\`*_{}[\]<>#|!~&]/g, '\\$&');
}

function code(text: string): string {
  return plain(text).replaceAll('`', "'");
}

/** On one line, without what steers terminals or turns the direction of writing. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim();
}
