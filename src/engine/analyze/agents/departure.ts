/** Analysis, agents: where a run leaves the way that the good runs of the same agent take. */
import type { AgentRun } from '../../../model/agent-run.ts';

export interface Departure {
  /** Position of the tool call. */
  readonly call: number;
  readonly words: string;
}

/** The first call that none of the good runs makes after the same calls; null without good runs, or when the run goes their way. */
export function departureOf(run: AgentRun, good: readonly AgentRun[]): Departure | null {
  const ways = good.map(one => toolsOf(one)).filter(way => way.length > 0);
  const tools = toolsOf(run);
  if (ways.length === 0) return null;
  const shared = Math.max(...ways.map(way => commonPrefix(way, tools)));
  if (shared >= tools.length) return null;
  const usual = [...new Set(ways.filter(way => commonPrefix(way, tools) === shared).flatMap(way => way[shared] ?? 'the end'))];
  const runs = `${ways.length} good run${ways.length === 1 ? '' : 's'}`;
  return { call: shared, words: `here it leaves the way of ${runs}: ${usual.slice(0, 3).join(' or ')} comes there` };
}

function toolsOf(run: AgentRun): string[] {
  return run.tool_calls.map(call => call.tool_name);
}

function commonPrefix(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length++;
  return length;
}
