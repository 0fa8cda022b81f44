/** Analysis, agents: the agent runs that stand in a source, as nouns again, each part with its line. */
import { objectIn } from '../../../base/lenient.ts';
import { AgentMessage, AgentRun, AgentStep, GuardrailEvent, ToolCall } from '../../../model/agent-run.ts';
import type { Corpus, Row } from '../../../model/corpus.ts';

/** Name of the format that their lines are read as. */
export const AGENT_RUN = 'agent-run';

export type ItemKind = 'run' | 'step' | 'tool_call' | 'guardrail' | 'message';

/** A part of a run and where it stands. */
export interface Item {
  readonly kind: ItemKind;
  readonly id: string;
  readonly member: number;
  readonly line: number;
  readonly at: number | null;
}

export interface StoredRun {
  readonly run: AgentRun;
  /** In the order of their lines; the first is the run itself. */
  readonly items: readonly Item[];
}

type Children = Pick<AgentRun, 'steps' | 'tool_calls' | 'guardrail_events' | 'messages'>;

interface Open extends Children {
  readonly head: Record<string, unknown>;
  readonly items: Item[];
}

/** Those of one id are one run, whose last telling counts. Lines that are no parts of a run are passed over. */
export function storedAgentRuns(corpus: Corpus): StoredRun[] {
  const runs = new Map<string, Open>();
  for (const member of corpus.members.filter(one => one.format === AGENT_RUN)) {
    for (const row of corpus.rows(member.id, 1, member.lines)) read(runs, row);
  }
  return [...runs.values()].flatMap(({ head, items, ...children }) => {
    const told = AgentRun.safeParse({ ...head, ...children });
    return told.success ? [{ run: told.data, items }] : [];
  });
}

function read(runs: Map<string, Open>, row: Row): void {
  const told = objectIn(row.text);
  const record = told?.record as Record<string, unknown> | undefined;
  if (!told || !record || typeof told.agent_run !== 'string') return;
  if (told.kind === 'run')
    runs.set(told.agent_run, { head: record, items: [itemOf('run', told.agent_run, row)], ...noChildren() });
  const open = runs.get(told.agent_run);
  if (open && told.kind !== 'run') add(open, { kind: told.kind as ItemKind, record }, row);
}

function noChildren(): Children {
  return { steps: [], tool_calls: [], guardrail_events: [], messages: [] };
}

function add(open: Open, { kind, record }: { kind: ItemKind; record: object }, row: Row): void {
  const keep = <Part>(list: Part[], part: { success: boolean; data?: Part }, id: (data: Part) => string): void => {
    if (!part.success || part.data === undefined) return;
    list.push(part.data);
    open.items.push(itemOf(kind, id(part.data), row));
  };
  if (kind === 'step') keep(open.steps, AgentStep.safeParse(record), one => one.step_id);
  else if (kind === 'tool_call') keep(open.tool_calls, ToolCall.safeParse(record), one => one.call_id);
  else if (kind === 'guardrail') keep(open.guardrail_events, GuardrailEvent.safeParse(record), one => one.event_id);
  else if (kind === 'message') keep(open.messages, AgentMessage.safeParse(record), one => String(one.index));
}

function itemOf(kind: ItemKind, id: string, { member, line, at }: Row): Item {
  return { kind, id, member, line, at };
}

export function itemAt(stored: StoredRun, kind: ItemKind, id: string): Item | undefined {
  let known = byPart.get(stored);
  if (!known) byPart.set(stored, (known = new Map(stored.items.map(item => [`${item.kind} ${item.id}`, item]))));
  return known.get(`${kind} ${id}`);
}

/** A run may have a hundred thousand parts, each of which is asked for. */
const byPart = new WeakMap<StoredRun, ReadonlyMap<string, Item>>();
