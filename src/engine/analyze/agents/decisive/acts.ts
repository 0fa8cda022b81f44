/** Analysis, agents: a transcript as acts: who did what, and who is an agent rather than its surroundings. */
import type { AgentMessage, AgentRun, ToolCall } from '../../../../model/agent-run.ts';

export type Speech = 'thought' | 'instruction' | 'plain';

export interface Act {
  readonly index: number;
  readonly agent: string;
  readonly who: 'agent' | 'user' | 'tool' | 'system';
  readonly speech: Speech;
  readonly text: string;
  readonly calls: readonly ToolCall[];
}

const USER = /^(?:user|human|customer|user_?proxy)$/i;
const TOOL = /^(?:tool|function|ipython|environment|observation|.*(?:terminal|executor|interpreter))$/i;
/** The framework's own note of why it ends the run. */
const ENDED = /\(termination[^)]*\)/i;
const RAN = /^\s*exit ?code: ?\d+/i;

/** Tools whose names begin so change something outside. */
export const CHANGES =
  /^(?:modify|cancel|update|return|exchange|book|send|create|delete|add|remove|set|write|pay|order|place|submit)/i;

export function actsOf(run: AgentRun): Act[] {
  const calls = Map.groupBy(run.tool_calls, call => call.message_index ?? -1);
  return run.messages.map(message => ({
    index: message.index,
    agent: message.agent,
    who: whoIs(message),
    speech: speechOf(message),
    text: message.content,
    calls: calls.get(message.index) ?? [],
  }));
}

function whoIs({ role, agent, content }: AgentMessage): Act['who'] {
  if (/^(?:system|developer)$/i.test(role) || ENDED.test(role)) return 'system';
  if (/^(?:tool|function)$/i.test(role) || TOOL.test(agent) || RAN.test(content)) return 'tool';
  return USER.test(agent) ? 'user' : 'agent';
}

/** Orchestrators say behind their name whether they think or whom they tell what to do. */
function speechOf({ role }: AgentMessage): Speech {
  if (/\(thought\)/i.test(role)) return 'thought';
  return /\(->/.test(role) ? 'instruction' : 'plain';
}
