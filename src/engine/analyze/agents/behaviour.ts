/** Analysis, agents: how a run behaves, in figures that can be compared with other runs of the same agent. */
import type { AgentRun } from '../../../model/agent-run.ts';

const REFUSAL =
  /\bI(?:['’]m| am) (?:unable|not able) to\b|\bI can(?:no|['’])t (?:help (?!but\b)|assist|comply|do (?:that|this))|\bas an AI\b|\b(?:cannot|can['’]t|won['’]t) (?:comply|assist)|\bI must decline\b/i;

export interface Behaviour {
  /** Calls per tool. */
  readonly tools: ReadonlyMap<string, number>;
  readonly steps: number;
  /** The part in which the agent refuses to go on. */
  readonly refusal: { readonly kind: 'step' | 'message'; readonly id: string } | null;
  /** The form of its last words; null where none are known. */
  readonly form: 'JSON' | 'a list' | 'text' | null;
}

export function behaviourOf(run: AgentRun): Behaviour {
  const tools = new Map<string, number>();
  for (const call of run.tool_calls) tools.set(call.tool_name, (tools.get(call.tool_name) ?? 0) + 1);
  return { tools, steps: Math.max(run.steps.length, run.messages.length), refusal: refusalIn(run), form: formOf(lastWords(run)) };
}

function refusalIn(run: AgentRun): Behaviour['refusal'] {
  const step = run.steps.find(one => REFUSAL.test(one.output_summary ?? ''));
  if (step) return { kind: 'step', id: step.step_id };
  const message = run.messages.find(one => isAgents(one.role) && REFUSAL.test(one.content));
  return message ? { kind: 'message', id: String(message.index) } : null;
}

export function isAgents(role: string): boolean {
  return !/^(?:system|developer|user|human|tool|function)$/i.test(role);
}

function lastWords(run: AgentRun): string | null {
  const message = run.messages.findLast(one => isAgents(one.role) && one.content.trim() !== '');
  return message?.content ?? run.steps.at(-1)?.output_summary ?? null;
}

function formOf(text: string | null): Behaviour['form'] {
  if (text === null) return null;
  if (/^\s*(?:```json\s*)?[[{]/.test(text)) return 'JSON';
  return /^\s*(?:[-*]|\d+[.)]) /m.test(text) ? 'a list' : 'text';
}
