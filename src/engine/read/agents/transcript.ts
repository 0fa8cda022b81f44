/** The reader, agents: transcripts of messages in the shapes of OpenAI, Anthropic and AutoGen become agent runs. */
import { jsonIn } from '../../../base/lenient.ts';
import { type AgentCost, type AgentRun, readAgentRun } from '../../../model/agent-run.ts';
import { CallBook, type CallResult } from './call-book.ts';
import { executedCode } from './executed.ts';
import { tooDeep } from './nesting.ts';
import { numberIn, type Obj, objectIn, textIn } from './value.ts';

/** Where transcripts keep their messages. */
const LISTS = ['history', 'messages', 'traj', 'trajectory', 'chat_history', 'conversation'];
/** Who is no agent of the run. */
const OTHERS = /^(?:system|developer|user|human|tool|function|computer_?terminal)$/i;
/** What begins an answer that tells of an error: "Error: no such user", not "Error handling in Python". */
const ERROR_TEXT =
  /^\s*(?:\{\s*"error"\s*:(?!\s*(?:null|false|""))|(?:\w*error|\w*exception)\s*(?:[:!([-]|$)|error (?:[45]\d\d|calling|executing|invoking|in|while|when|code|occurred|from|running|processing|during|fetching|parsing)\b|traceback \(most recent call last\)|exitcode: [1-9])/i;

/** The messages of a transcript; null when the value is none. */
export function messagesIn(value: unknown): readonly Obj[] | null {
  const list = Array.isArray(value) ? value : LISTS.map(key => objectIn(value)?.[key]).find(Array.isArray);
  if (!Array.isArray(list) || list.length === 0) return null;
  const messages = list.map(objectIn);
  return messages.every(one => one !== null && isMessage(one)) ? (messages as Obj[]) : null;
}

/** A message says who speaks and what. */
export function isMessage(one: Obj): boolean {
  const speaker = typeof one.role === 'string' || typeof one.source === 'string';
  return speaker && ('content' in one || Array.isArray(one.tool_calls));
}

/** `name` calls a run that has no id of its own. */
export function transcriptRun(value: unknown, messages: readonly Obj[], name: string): AgentRun {
  const about = Array.isArray(value) ? {} : (objectIn(value) ?? {});
  const calls = new CallBook();
  const read = messages.map((message, index) => readMessage(message, index, calls));
  return readAgentRun({
    run_id: textIn(about, 'run_id', 'id', 'conversation_id', 'session_id') ?? name,
    agent_name: textIn(about, 'agent_name', 'agent') ?? usualAgent(read.map(one => one.agent)),
    agent_version: textIn(about, 'agent_version', 'version'),
    model: textIn(about, 'model') ?? messages.map(one => textIn(one, 'model')).find(model => model !== null) ?? null,
    environment: textIn(about, 'environment'),
    task: textIn(about, 'question', 'task', 'problem'),
    status: statusIn(about),
    error_type: textIn(about, 'error_type'),
    error_message: textIn(about, 'error_message', 'error'),
    started_at: read.find(one => one.at !== null)?.at ?? null,
    ended_at: read.findLast(one => one.at !== null)?.at ?? null,
    tool_calls: [...calls.made, ...executedCode(read)],
    messages: read,
    cost: sumOf(read.flatMap(one => one.cost ?? [])),
  });
}

function statusIn(about: Obj): string {
  if (typeof about.success === 'boolean') return about.success ? 'success' : 'failure';
  const told = textIn(about, 'status', 'outcome')?.toLowerCase() ?? '';
  return /^(?:success|succeeded|ok|failure|failed|fail|error|timeout|running)$/.test(told) ? told : 'unknown';
}

function usualAgent(speakers: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const speaker of speakers) if (!OTHERS.test(speaker)) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'agent';
}

/** Adds the calls that the message makes to `calls`, and its results to the calls they answer. */
function readMessage(message: Obj, index: number, calls: CallBook) {
  const parts = Array.isArray(message.content) ? message.content.map(objectIn).filter(part => part !== null) : [];
  // Where tools answer in the name of the user, it is still the tool that speaks.
  const answers = parts.length > 0 && parts.every(part => part.type === 'tool_result' || isExecution(part));
  const role = answers ? 'tool' : (textIn(message, 'role', 'type') ?? 'assistant');
  const said = (answers ? null : textIn(message, 'name', 'source')) ?? role;
  // Orchestrators note to whom or how they speak behind their name: "Orchestrator (thought)".
  const agent = said.replace(/\s*\(.*\)$/, '') || said;
  for (const call of callsIn(message, parts)) calls.add(call, index);
  for (const result of resultsIn(message, parts)) calls.answer(result);
  return {
    index,
    agent,
    role: role === agent ? role : role.trim(),
    content: textOf(message.content, parts),
    at: timeIn(message),
    ...costIn(message),
  };
}

/** A result as AutoGen writes it, beside the id of its call. */
function isExecution(part: Obj): boolean {
  return 'call_id' in part && 'content' in part && !('arguments' in part);
}

/** What the message tells of its own making. */
function costIn({ usage }: Obj): { cost?: AgentCost } {
  const used = objectIn(usage);
  const cost = used && tokensIn(used);
  return cost && (cost.tokens_prompt !== null || cost.tokens_completion !== null) ? { cost } : {};
}

/** Anthropic counts what came from the cache, or went to it, beside its input; OpenAI within it. */
function tokensIn(used: Obj): AgentCost {
  const input = numberIn(used, 'prompt_tokens', 'input_tokens');
  const beside = numberIn(used, 'cache_read_input_tokens');
  const written = numberIn(used, 'cache_creation_input_tokens');
  const details = objectIn(used.prompt_tokens_details ?? used.input_tokens_details);
  const cached = beside ?? (details && numberIn(details, 'cached_tokens'));
  return {
    tokens_prompt: input === null ? null : input + (beside ?? 0) + (written ?? 0),
    tokens_completion: numberIn(used, 'completion_tokens', 'output_tokens'),
    ...(cached !== null && { tokens_cached: cached }),
    total_cost_usd: null,
  };
}

function sumOf(costs: readonly AgentCost[]): AgentCost {
  const sum = (key: keyof AgentCost) => {
    const known = costs.flatMap(cost => cost[key] ?? []);
    return known.length ? known.reduce((all, one) => all + one, 0) : null;
  };
  const cached = sum('tokens_cached');
  return {
    tokens_prompt: sum('tokens_prompt'),
    tokens_completion: sum('tokens_completion'),
    ...(cached !== null && { tokens_cached: cached }),
    total_cost_usd: null,
  };
}

function callsIn(message: Obj, parts: readonly Obj[]) {
  const listed = Array.isArray(message.tool_calls) ? message.tool_calls.map(objectIn).filter(one => one !== null) : [];
  const open = listed.map(one => {
    const made = objectIn(one.function) ?? one;
    return callOf(textIn(one, 'id'), textIn(made, 'name'), made.arguments ?? made.args);
  });
  const blocks = parts.filter(part => part.type === 'tool_use' || part.type === 'tool_call' || 'arguments' in part);
  return [...open, ...blocks.map(part => callOf(textIn(part, 'id'), textIn(part, 'name'), part.input ?? part.arguments))];
}

function callOf(id: string | null, name: string | null, args: unknown) {
  return { call_id: id ?? 'call', tool_name: name ?? 'unnamed', status: 'unknown', args_json: argsOf(args) };
}

function argsOf(args: unknown): unknown {
  if (typeof args !== 'string') return args ?? null;
  // What a model wrote need not be JSON; that it is not tells something.
  const read = tooDeep(args) ? undefined : jsonIn(args);
  return read === undefined ? args : read;
}

function resultsIn(message: Obj, parts: readonly Obj[]): CallResult[] {
  const blocks = parts.filter(part => part.type === 'tool_result' || 'call_id' in part);
  if (blocks.length > 0) {
    return blocks.map(part => {
      const text = textOf(part.content, []);
      return { id: textIn(part, 'tool_use_id', 'call_id'), text, failed: part.is_error === true || ERROR_TEXT.test(text) };
    });
  }
  if (message.role !== 'tool' && message.role !== 'function') return [];
  const text = textOf(message.content, []);
  return [{ id: textIn(message, 'tool_call_id'), text, failed: ERROR_TEXT.test(text) }];
}

function textOf(content: unknown, parts: readonly Obj[]): string {
  if (typeof content === 'string') return content;
  if (content === null || content === undefined) return '';
  if (!Array.isArray(content)) return JSON.stringify(content);
  const blocks = parts.length ? parts : content.map(part => objectIn(part) ?? { text: String(part) });
  return blocks
    .map(part => textIn(part, 'text') ?? (part.type === 'tool_use' ? '' : textOf(part.content, [])))
    .join('\n')
    .trim();
}

function timeIn(message: Obj): string | null {
  const stamp = textIn(message, 'timestamp', 'created_at', 'time', 'ts');
  return stamp !== null && !Number.isNaN(Date.parse(stamp)) ? stamp : null;
}
