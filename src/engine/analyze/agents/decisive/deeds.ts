/** Analysis, agents: what each act or step of a run says and does, beside what it was told to do and what its tools had answered. */
import type { AgentRun, ToolCall } from '../../../../model/agent-run.ts';
import type { Act } from './acts.ts';
import { type Demands, demandsIn } from './demands.ts';

export interface Result {
  /** Id of the call that it answers; null where that is not known. */
  readonly call: string | null;
  readonly tool: string;
  readonly text: string;
  readonly failed: boolean;
}

export interface Deed {
  /** What it says. */
  readonly text: string;
  readonly calls: readonly ToolCall[];
  /** Results that came directly before it speaks. */
  readonly latest: readonly Result[];
  /** So many of the results before it speaks, the newest first. */
  readonly known: (most: number) => readonly Result[];
  /** Whether a call before it, or of its own, went to that tool. */
  readonly called: (tool: string) => boolean;
  /** Of the task and of system prompts, to which all of the run has to keep. */
  readonly rules: Demands;
  /** Of what it alone was told to do. */
  readonly told: Demands | null;
  /** The last words of the user before it; null where there are none. */
  readonly asked: string | null;
  readonly isLast: boolean;
}

/** By position in `acts`; those of agents only. */
export function deedsOfActs(acts: readonly Act[], task: string): Map<number, Deed> {
  const book = new Book();
  const rules = demandsIn([task, ...acts.filter(act => act.who === 'system').map(act => act.text)].join('\n'));
  const last = acts.findLastIndex(act => act.who === 'agent');
  const deeds = new Map<number, Deed>();
  let asked: string | null = null;
  let open: readonly ToolCall[] = [];
  let latest: Result[] = [];
  for (const [at, act] of acts.entries()) {
    if (act.who === 'user') asked = act.text;
    if (act.who === 'tool') {
      const [call, ...others] = open;
      const result = {
        call: call?.call_id ?? null,
        tool: call?.tool_name ?? act.agent,
        text: act.text,
        failed: call?.status === 'failure',
      };
      open = others;
      latest.push(result);
      book.results.push(result);
    }
    if (act.who !== 'agent') continue;
    const before = acts[at - 1];
    const told = before?.speech === 'instruction' && before.agent !== act.agent ? demandsIn(before.text) : null;
    deeds.set(at, { text: act.text, calls: act.calls, latest, ...book.page(act.calls), rules, told, asked, isLast: at === last });
    [open, latest] = [act.calls, []];
  }
  return deeds;
}

/** By the id of the step: what it says is its output, what it was told is its input. */
export function deedsOfSteps(run: AgentRun): Map<string, Deed> {
  const book = new Book();
  const calls = Map.groupBy(run.tool_calls, call => call.step_id);
  const rules = demandsIn(run.task ?? '');
  const deeds = run.steps.map((step, at): [string, Deed] => {
    const own = calls.get(step.step_id) ?? [];
    const latest = own.map(call => ({
      call: call.call_id,
      tool: call.tool_name,
      text: call.result_summary ?? call.error_message ?? '',
      failed: call.status === 'failure',
    }));
    for (const result of latest) book.results.push(result);
    const said = {
      text: step.output_summary ?? '',
      told: step.input_summary === null ? null : demandsIn(step.input_summary),
      asked: null,
    };
    return [step.step_id, { ...said, calls: own, latest, ...book.page(own), rules, isLast: at === run.steps.length - 1 }];
  });
  return new Map(deeds);
}

/** The results and calls of a run so far; each deed sees as much of it as was written when it came. */
class Book {
  readonly results: Result[] = [];
  readonly #first = new Map<string, number>();
  #pages = 0;

  page(calls: readonly ToolCall[]): Pick<Deed, 'known' | 'called'> {
    const [page, length] = [++this.#pages, this.results.length];
    for (const { tool_name } of calls) if (!this.#first.has(tool_name)) this.#first.set(tool_name, page);
    return {
      known: most => this.results.slice(Math.max(0, length - most), length).reverse(),
      called: tool => (this.#first.get(tool) ?? Number.POSITIVE_INFINITY) <= page,
    };
  }
}
