/** Analysis, agents: what the rule of a category is: where it sees its signs, and the words for a failure of that kind. */
import type { AgentRun, ToolCall } from '../../../model/agent-run.ts';
import type { AgentCategory } from '../../../model/category.ts';
import type { ActionItem } from '../../../model/judgement.ts';
import type { ItemKind } from './stored.ts';

/** Parts of the run that show one sign; the first is the one that tells. */
export interface AgentSign {
  /** 0 to 1: how surely it tells of this kind of failure. */
  readonly weight: number;
  readonly refs: readonly { readonly kind: ItemKind; readonly id: string }[];
  /** What was seen, as a clause: "order_lookup_api failed 2 times: Missing required field". */
  readonly words: string;
}

export interface AgentLook {
  readonly run: AgentRun;
  /** Runs of the same agent that succeeded. */
  readonly good: readonly AgentRun[];
}

export interface AgentRule {
  readonly category: AgentCategory;
  /** The title of its hypothesis. */
  readonly title: string;
  /** One sentence without its full stop that begins the description. */
  readonly describes: string;
  readonly signs: (look: AgentLook) => AgentSign[];
  readonly steps: readonly string[];
  readonly actions: readonly ActionItem[];
}

/** How errors of one kind show: by the status code, by the class of the error, by its words. */
export interface ErrorForm {
  readonly codes: readonly number[];
  readonly classes: RegExp;
  readonly words: RegExp;
  /** Error text that speaks of something else in spite of its words. */
  readonly unless?: RegExp;
  /** Error text that speaks of something else in spite of its status code or class. */
  readonly never?: RegExp;
}

/** Signs of an error form: failed calls of one tool together, guardrails that speak of it, and the error of the run itself. */
export function errorSigns(run: AgentRun, form: ErrorForm): AgentSign[] {
  const failed = run.tool_calls.filter(call => call.status === 'failure');
  const calls = [
    ...Map.groupBy(
      failed.filter(call => fitsCall(call, form)),
      call => call.tool_name,
    ),
  ].map(([tool, alike]) => {
    const [first] = alike;
    const guards = run.guardrail_events.filter(event => alike.some(call => call.call_id === event.call_id));
    const refs = [
      { kind: 'tool_call' as const, id: first.call_id },
      ...guards.map(one => ({ kind: 'guardrail' as const, id: one.event_id })),
    ];
    const message = first.error_message ?? first.error_class ?? `status ${first.status_code}`;
    return {
      weight: isRepaired(run.tool_calls, alike[alike.length - 1]) ? REPAIRED : 0.9,
      refs,
      words: `${tool} failed${times(alike.length)}: ${message}`,
    };
  });
  const cited = new Set(calls.flatMap(sign => sign.refs.map(ref => ref.id)));
  const guards = run.guardrail_events
    .filter(event => !cited.has(event.event_id) && fitsText(`${event.type.replaceAll('_', ' ')} ${event.message}`, form))
    .map(event => ({
      weight: 0.6,
      refs: [{ kind: 'guardrail' as const, id: event.event_id }],
      words: `guardrail ${event.type}: ${event.message}`,
    }));
  return [...calls, ...guards, ...stepSigns(run, form), ...runSigns(run, form)];
}

/** The complaint about an argument names it, whatever it is called: "unexpected keyword argument 'timeout'". */
export const NAMED =
  /\b(?:argument|parameter|param|field|property)s?\b|must be (?:an? )?(?:positive|integer|number|string|greater|less|one of)|is not a valid/i;

/** What was repaired is a circumstance: alone it makes no category. */
export const REPAIRED = 0.2;

function times(count: number): string {
  return count > 1 ? ` ${count} times` : '';
}

/** A later call of the same tool that went well took the error's effect away. */
export function isRepaired(calls: readonly ToolCall[], failed: ToolCall): boolean {
  let known = wellAfter.get(calls);
  if (!known) {
    const last = new Map(calls.flatMap((call, at) => (call.status === 'success' ? [[call.tool_name, at]] : [])));
    const repaired = calls.filter((call, at) => (last.get(call.tool_name) ?? -1) > at);
    wellAfter.set(calls, (known = new Set(repaired)));
  }
  return known.has(failed);
}

/** Calls of a run that one of the same tool follows which went well; a run may have tens of thousands that failed. */
const wellAfter = new WeakMap<readonly ToolCall[], ReadonlySet<ToolCall>>();

function fitsCall(call: ToolCall, form: ErrorForm): boolean {
  if (form.never?.test(call.error_message ?? '')) return false;
  if (call.status_code !== null && form.codes.includes(call.status_code)) return true;
  if (call.error_class !== null && form.classes.test(call.error_class)) return true;
  const text = `${call.error_class ?? ''} ${call.error_message ?? ''}`;
  // A program that is wrong itself says so in words that mean other things elsewhere: "leading zeros are not permitted".
  return !PROGRAM.test(text) && fitsText(text, form);
}

const PROGRAM = /\b(?:Syntax|Indentation|Name|Import|ModuleNotFound|Attribute|Index|ZeroDivision|Unicode\w*)Error\b/;

function fitsText(text: string, form: ErrorForm): boolean {
  if (form.never?.test(text) || form.unless?.test(text)) return false;
  return form.words.test(text) || codesIn(text).some(code => form.codes.includes(code));
}

/** A number is a status only where it is called one: "429 rows" and "line 403" are none. */
const STATUS =
  /(?:\b(?:status(?:[ _]?code)?|http(?:\/[\d.]+)?|code|error)\b[\s:=("'#]*|^[\s:]*)([45]\d\d)\b(?! ?(?:rows?|lines?|items?|ms|s|seconds|%)\b)/gi;

function codesIn(text: string): number[] {
  return [...text.matchAll(STATUS)].map(([, code]) => Number(code));
}

function stepSigns(run: AgentRun, form: ErrorForm): AgentSign[] {
  return run.steps
    .filter(step => step.status === 'failure' && fitsText(step.output_summary ?? '', form))
    .map(step => ({
      weight: 0.5,
      refs: [{ kind: 'step', id: step.step_id }],
      words: `step ${step.name}: ${step.output_summary}`,
    }));
}

function runSigns(run: AgentRun, form: ErrorForm): AgentSign[] {
  const type = run.error_type ?? '';
  if (!form.classes.test(type) && !fitsText(`${type} ${run.error_message ?? ''}`, form)) return [];
  const words = [run.error_type, run.error_message].filter(Boolean).join(': ');
  return [{ weight: 0.55, refs: [{ kind: 'run', id: run.run_id }], words: `the run ended with ${words}` }];
}
