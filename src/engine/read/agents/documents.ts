/** The reader, agents: finds the agent runs in a file: documents of JSON, whole or one per line, or a transcript of one message per line. */
import { Fault } from '../../../base/fault.ts';
import { jsonIn } from '../../../base/lenient.ts';
import { type AgentRun, readAgentRun } from '../../../model/agent-run.ts';
import type { Gap } from '../../../model/coverage.ts';
import { mended, tooDeep } from './nesting.ts';
import { runsOfSpans } from './otlp/runs.ts';
import { isTraces, spansOf } from './otlp/spans.ts';
import { isSessionEvent, sessionIn } from './session.ts';
import { asChat } from './shapes.ts';
import { isMessage, messagesIn, transcriptRun } from './transcript.ts';
import { type Obj, objectIn } from './value.ts';

/** Keys by which the beginning of a file shows that agent runs may stand in it. */
const SIGNS =
  /"(?:agent_name|contents|kwargs|call_id|tool_calls|guardrail_events|resourceSpans|history|messages|traj|trajectory|role)"\s*:/;

export interface AgentDocuments {
  readonly runs: readonly AgentRun[];
  /** Documents that look like agent runs but are none, with the path of what is wrong. */
  readonly gaps: readonly Gap[];
}

/** Whether a file that begins so is worth being parsed. */
export function mayHoldAgentRuns(head: string): boolean {
  if (!/^\uFEFF?\s*[[{]/.test(head)) return false;
  const first = jsonIn(
    head
      .replace(/^\uFEFF/, '')
      .trimStart()
      .split('\n', 1)[0],
  );
  // A log of one JSON object per line is told by its first one, and never parsed as a whole.
  return first === undefined || Array.isArray(first) ? SIGNS.test(head) : tells(objectIn(first));
}

function tells(one: Obj | null): boolean {
  return (
    one !== null &&
    (isRun(one) ||
      messagesIn(asChat(one)) !== null ||
      (isMessage(one) && ('role' in one || isAutoGen(one))) ||
      'resourceSpans' in one ||
      isSessionEvent(one))
  );
}

/** Its messages say from whom they come and of which class they are, but name no role. */
function isAutoGen({ type }: Obj): boolean {
  return typeof type === 'string' && /^(?:\w*Message|ToolCall\w*|\w+Event)$/.test(type);
}

/** Null when the text holds no agent run: then it is read as any log. `path` calls runs without an id. */
export function agentDocuments(text: string, path: string): AgentDocuments | null {
  const { values, problem } = valuesIn(text.replace(/^\uFEFF/, ''));
  const missing: Gap[] = problem === null ? [] : [{ kind: 'unreadable', member: path, words: `${path} ${problem}` }];
  if (values.length === 0) return missing.length ? { runs: [], gaps: missing } : null;
  if (values.every(isTraces)) return withGaps(traces(values, path), missing);
  const name = path.replace(/^.*\//, '').replace(/(?:\.(?:jsonl?|ndjson|gz|zst))+$/i, '');
  const chats = chatsOf(values);
  const lines = chats.map(objectIn);
  const wholeTranscript = values.length > 1 && lines.every(one => one !== null && isMessage(one));
  const found = wholeTranscript
    ? [runIn({ messages: chats }, name)]
    : chats
        .flatMap(value => (isList(value) ? value : [value]))
        .map((value, at) => runIn(value, at === 0 ? name : `${name}-${at + 1}`));
  if (found.length === 0 || found.some(one => one === null)) return null;
  const told = found.filter(one => one !== null);
  const problems = told.filter(one => typeof one === 'string');
  const gaps = problems.map(
    (problem): Gap => ({ kind: 'unreadable', member: path, words: `An agent run in ${path} was not read: ${problem}` }),
  );
  return withGaps({ runs: told.filter(one => typeof one !== 'string'), gaps }, missing);
}

/** Conversations in the shapes of other programs become ours: those of a document each, and the items or events of one per line. */
function chatsOf(values: readonly unknown[]): readonly unknown[] {
  const events = values.map(objectIn).filter(one => one !== null);
  const session = events.length === values.length ? sessionIn(events) : null;
  if (session) return [session];
  const whole = values.length > 1 ? asChat(values) : values;
  return whole === values ? values.map(asChat) : (whole as unknown[]);
}

function withGaps(documents: AgentDocuments | null, missing: readonly Gap[]): AgentDocuments | null {
  return documents && { ...documents, gaps: [...documents.gaps, ...missing] };
}

/** Null when no trace speaks of agents: spans of other programs are read as any file. */
function traces(values: readonly unknown[], path: string): AgentDocuments | null {
  try {
    const runs = runsOfSpans(values.flatMap(spansOf));
    return runs.length ? { runs, gaps: [] } : null;
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code !== 'bad_input') throw failure;
    const words = `A trace in ${path} was not read as an agent run: ${failure.message}`;
    return { runs: [], gaps: [{ kind: 'unreadable', member: path, words }] };
  }
}

/** A list of runs, not of messages. */
function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) && messagesIn(value) === null;
}

/** A run, what is wrong with it, or null where there is none. */
function runIn(value: unknown, name: string): AgentRun | string | null {
  try {
    const messages = messagesIn(value);
    if (messages) return speaks(messages) ? transcriptRun(value, messages, name) : null;
    const one = objectIn(value);
    return one && isRun(one) ? readAgentRun(one) : null;
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'bad_input') return failure.message;
    throw failure;
  }
}

function isRun(one: Obj): boolean {
  return 'run_id' in one && 'agent_name' in one && ('status' in one || Array.isArray(one.steps) || Array.isArray(one.tool_calls));
}

/** Logs have sources and contents too: a transcript names roles, or comes from several who speak. */
function speaks(messages: readonly Obj[]): boolean {
  return messages.every(one => typeof one.role === 'string') || new Set(messages.map(one => one.source)).size > 1;
}

interface Values {
  readonly values: readonly unknown[];
  /** What of the text could not be read, as words behind its path; null when all was. */
  readonly problem: string | null;
}

/** Of lines so many may be damaged; with more of them the text is something else. */
const DAMAGED = 0.1;

/** The document, one document per line, or what is whole of a torn one; no values when the text is none of these. */
function valuesIn(text: string): Values {
  const whole = jsonIn(text);
  if (whole !== undefined) {
    return tooDeep(text)
      ? { values: [], problem: 'is nested too deep to be a run of an agent; it was read as lines of text' }
      : { values: [whole], problem: null };
  }
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const read = lines.map(line => (tooDeep(line) ? undefined : jsonIn(line)));
  const values = read.filter(value => value !== undefined);
  const damaged = lines.length - values.length;
  if (values.length > 0 && damaged <= Math.max(1, lines.length * DAMAGED)) {
    const which = damaged === 1 ? `Line ${read.indexOf(undefined) + 1} is` : `${damaged} of ${lines.length} lines are`;
    return { values, problem: damaged === 0 ? null : `is torn or damaged: ${which} no JSON and not read` };
  }
  const beginning = mended(text);
  return beginning === undefined
    ? { values: [], problem: null }
    : { values: [beginning], problem: 'is torn: it ends before its JSON does; what is whole of it was read' };
}
