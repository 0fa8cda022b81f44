/** Analysis, agents: what the tool calls of a run show: errors that last, wrong arguments, loops, and where it leaves the way of good runs. */
import type { AgentRun, ToolCall } from '../../../../model/agent-run.ts';
import { sameCalls } from '../categories/planner-loop.ts';
import { toolSchemaMismatch } from '../categories/tool-schema-mismatch.ts';
import { departureOf } from '../departure.ts';
import { isRepaired } from '../rule.ts';

export interface Marks {
  /** The first call that failed and that no later one repaired. */
  readonly lasting: ToolCall | undefined;
  /** Calls with which a loop begins. */
  readonly loops: ReadonlySet<string>;
  /** Calls with an argument that does not fit the schema of the tool. */
  readonly misfits: ReadonlySet<string>;
  /** The call that none of the good runs makes there, and how that is told. */
  readonly departs: { readonly call: ToolCall; readonly words: string } | null;
}

/** Sets hold ids of calls. `good`: runs of the same agent that succeeded. */
export function marksOf(run: AgentRun, good: readonly AgentRun[]): Marks {
  const departure = departureOf(run, good);
  return {
    lasting: run.tool_calls.find(call => call.status === 'failure' && !isCode(call) && !isRepaired(run.tool_calls, call)),
    loops: new Set(sameCalls(run).map(sign => sign.refs[0].id)),
    misfits: new Set(toolSchemaMismatch.signs({ run, good: [] }).flatMap(sign => sign.refs.map(ref => ref.id))),
    departs: departure && { call: run.tool_calls[departure.call], words: departure.words },
  };
}

/** Code that an agent writes into its message is judged as what it says, not as a call. */
function isCode(call: ToolCall): boolean {
  return call.call_id.startsWith('code-') && call.message_index !== null;
}
