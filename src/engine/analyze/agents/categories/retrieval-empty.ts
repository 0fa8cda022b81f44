/** Analysis, agents: a search that found nothing, on which the run went on. */
import type { ToolCall } from '../../../../model/agent-run.ts';
import { act } from '../../classify/rule.ts';
import { type AgentRule, REPAIRED } from '../rule.ts';

const SEARCH = /search|retriev|lookup|look_up|query|find|fetch_doc|vector|knowledge|rag\b|similar/i;
const NOTHING =
  /^\s*(?:\[\s*\]|\{\s*\}|null|none|""|'')\s*$|\b(?:no|0|zero) (?:matching )?(?:results?|documents?|hits?|matches|records?|rows|passages|entries)\b|nothing (?:was )?found|not found any|"(?:results|documents|hits|matches)"\s*:\s*\[\s*\]|empty result/i;
/** An answer with something in it is longer; what is found may speak of empty searches itself. */
const SHORT = 400;
/** Something that was found beside what was not. */
const HITS = /"(?:results|documents|hits|matches|rows|items)"\s*:\s*\[\s*[^\s\]]/i;

export const retrievalEmpty: AgentRule = {
  category: 'retrieval_empty',
  title: 'Empty Retrieval Root Cause',
  describes: 'A search brought nothing back, so that the agent went on without what it needed',
  signs: ({ run }) =>
    run.tool_calls.filter(isEmptySearch).map(call => ({
      weight: laterFound(run.tool_calls, call) ? REPAIRED : 0.6,
      refs: [{ kind: 'tool_call', id: call.call_id }],
      words: `${call.tool_name} found nothing`,
    })),
  steps: [
    'Run the same search by hand: is what was sought there under other words, or not at all?',
    'Check filters, tenant and freshness of the index that was searched',
  ],
  actions: [
    act(
      'high code_change',
      'Treat an empty search as an answer of its own',
      'Let the agent widen the query once, then say that nothing was found; never let it go on as if something had been.',
    ),
    act(
      'medium monitoring',
      'Measure empty searches',
      'Count searches without results per tool and index; a rise shows a broken index early.',
    ),
  ],
};

/** Some tools call it an error that they found nothing. */
function isEmptySearch(call: ToolCall): boolean {
  if (!SEARCH.test(call.tool_name)) return false;
  const told = (call.status === 'failure' ? call.error_message : call.result_summary) ?? '';
  return told.length <= SHORT && NOTHING.test(told) && !HITS.test(told);
}

/** Under other words or elsewhere: the agent had something to go on with. */
function laterFound(calls: readonly ToolCall[], empty: ToolCall): boolean {
  return calls
    .slice(calls.indexOf(empty) + 1)
    .some(call => SEARCH.test(call.tool_name) && call.status === 'success' && !isEmptySearch(call));
}
