/** The report, agents: parts of a run become evidence: the line, its checksum, and what it says. */
import type { AgentStep, ToolCall } from '../../../model/agent-run.ts';
import type { Evidence } from '../../../model/report.ts';
import { type Item, itemAt } from '../../analyze/agents/stored.ts';
import { memberPath, textOf } from '../case.ts';
import type { AgentCase } from './case.ts';

const MOST = 60;
/** Characters of a message that are told beside its line. */
const SAID = 500;

const PREFIX = { run: 'ev_run', step: 'ev_step', tool_call: 'ev_tool', guardrail: 'ev_guard', message: 'ev_message' } as const;

/** As it is cited: `ev_tool_call-001`, `ev_guard_guard-001`. */
export function evidenceId({ kind, id }: Pick<Item, 'kind' | 'id'>): string {
  return `${PREFIX[kind]}_${id}`;
}

/** What the verdicts cite, then whatever else failed, then the steps that are most suspicious. */
export function agentEvidence(c: AgentCase): Evidence[] {
  const { run } = c.stored;
  const refs = [
    ...c.verdicts.flatMap(verdict => verdict.signs.flatMap(sign => sign.refs)),
    ...run.tool_calls.filter(call => call.status === 'failure').map(call => ({ kind: 'tool_call' as const, id: call.call_id })),
    ...run.guardrail_events.map(event => ({ kind: 'guardrail' as const, id: event.event_id })),
    ...c.ranked.slice(0, 5).map(step => step.item),
  ];
  const unique = new Map(refs.map(ref => [evidenceId(ref), ref]));
  const items = [...unique.values()].slice(0, MOST).flatMap(ref => itemAt(c.stored, ref.kind, ref.id) ?? []);
  return items.map(item => evidenceOf(c, item));
}

function evidenceOf(c: AgentCase, item: Item): Evidence {
  const { base } = c;
  const { member, line } = item;
  const { title, kind, attributes } = aboutItem(c, item);
  const snippet = textOf(base.corpus, { member, line, endLine: line });
  const suspect = c.ranked.find(step => step.item.kind === item.kind && step.item.id === item.id);
  const cause = c.verdicts[0]?.signs.some(sign => sign.refs.some(ref => ref.kind === item.kind && ref.id === item.id));
  return {
    evidence_id: evidenceId(item),
    kind,
    ref_id: item.id,
    // A message is told by what it says.
    title: (item.kind === 'message' && messageIn(snippet)) || title,
    snippet,
    place: { source: base.run.source, member: memberPath(base.corpus, member), line, end_line: line },
    sha256: base.sha256(base.bytes(member, line, line)),
    attributes: { ...attributes, role: cause ? 'cause' : 'context', at: item.at, why: (suspect?.why ?? []).join('; ') },
  };
}

type About = Pick<Evidence, 'title' | 'kind' | 'attributes'>;

/** `message` is what it says, without the frame of the record around it. */
function aboutItem({ stored: { run } }: AgentCase, { kind, id }: Item): About {
  const call = kind === 'tool_call' && run.tool_calls.find(one => one.call_id === id);
  if (call) return aboutCall(call);
  const step = kind === 'step' && run.steps.find(one => one.step_id === id);
  if (step) return aboutStep(step);
  const event = kind === 'guardrail' && run.guardrail_events.find(one => one.event_id === id);
  if (event)
    return {
      kind: 'guardrail',
      title: `Guardrail event: ${event.type}`,
      attributes: { type: event.type, message: event.message },
    };
  const said = kind === 'message' && run.messages.find(one => String(one.index) === id);
  if (said) {
    const attributes = { agent: said.agent, message: said.content.slice(0, SAID) };
    return { kind: 'event', title: `Message ${id} of ${said.agent}`, attributes };
  }
  const attributes = { error_type: run.error_type, message: run.error_message ?? '' };
  return { kind: 'event', title: `Agent run ${run.run_id}`, attributes };
}

/** What the line of a part says, without the frame of the record around it. */
export function messageIn(text: string): string | undefined {
  return /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1]?.replace(/\\(.)/g, '$1');
}

function aboutCall({ status, tool_name, error_class, error_message, status_code, result_summary, retries }: ToolCall): About {
  const failed = status === 'failure';
  const message = (failed ? (error_message ?? error_class) : result_summary) ?? '';
  const attributes = { error_class, status_code, tool: tool_name, retries, message };
  return { kind: 'tool_call', title: `${failed ? 'Failed tool call' : 'Tool call'}: ${tool_name}`, attributes };
}

function aboutStep({ status, name, retries, output_summary }: AgentStep): About {
  const title = `${status === 'failure' ? 'Failed step' : 'Step'}: ${name}`;
  return { kind: 'event', title, attributes: { status, retries, message: output_summary ?? '' } };
}
