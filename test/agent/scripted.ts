/** The investigator, tests: a model that says what a test has written down, and keeps what it was asked. */

import type { CallPart, Model, Reply, ResultPart, TextPart, Turn, TurnLife } from '../../src/agent/model.ts';
import { SUBMIT } from '../../src/agent/submission.ts';
import { Fault } from '../../src/base/fault.ts';

type Said = Partial<Reply> & { readonly parts: Reply['parts'] };
/** What it answers to a turn; a function sees what it was sent. */
export type Line = Said | ((turn: Turn, life: TurnLife) => Said | Promise<Said>);

export interface Scripted extends Model {
  /** As they were at the moment of asking. */
  readonly turns: readonly Turn[];
}

/** Beyond its script it fails: a loop that asks on is seen. */
export function scripted(script: readonly Line[], own: Partial<Model> = {}): Scripted {
  const turns: Turn[] = [];
  return {
    id: 'scripted-1',
    name: 'Scripted',
    vendor: 'scripted',
    window: 200_000,
    price: null,
    count: text => Math.ceil(text.length / 4),
    ...own,
    turns,
    answer: async (turn, life) => {
      turns.push(structuredClone(turn));
      const line = script[turns.length - 1];
      if (!line) throw new Error('the script is over');
      const said = typeof line === 'function' ? await line(turn, life) : line;
      return { stop: said.parts.some(part => part.kind === 'call') ? 'calls' : 'end', usage: counted, ...said };
    },
  };
}

const counted = { input: null, output: null, cache_read: 0, cache_written: 0 };

export function says(text: string): TextPart {
  return { kind: 'text', text };
}

let calls = 0;

export function calling(tool: string, input: unknown = {}, id = `call_${++calls}`): CallPart {
  return { kind: 'call', id, tool, input };
}

export function submits(submission: unknown, id = 'call_submit'): Said {
  return { parts: [calling(SUBMIT, submission, id)] };
}

/** Waits until it is cancelled. */
export function hangs(_turn: Turn, { signal }: TurnLife): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Fault('cancelled')), { once: true });
  });
}

/** The conversation as a person reads it. */
export function transcript(turns: readonly Turn[]): string {
  const last = turns.at(-1);
  if (!last) return '';
  const messages = last.messages.flatMap(({ from, parts }) => [
    `--- ${from}`,
    ...parts.map(part => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'call') return `${part.id}: ${part.tool} ${JSON.stringify(part.input)}`;
      return `${part.id}${part.failed ? ' failed' : ''}: ${part.text}`;
    }),
  ]);
  const tools = last.tools.map(tool => `${tool.name}: ${tool.description} ${JSON.stringify(tool.input)}`);
  return [last.system, '--- tools', ...tools, ...messages, ''].join('\n');
}

/** The id of the first line shown that holds the text. */
export function shownId(turn: Turn, text: string): string {
  const lines = turn.messages.flatMap(({ parts }) => parts.flatMap(part => (part.kind === 'call' ? [] : part.text.split('\n'))));
  const found = lines.find(line => line.includes(text) && /\[E\d+\]/.test(line));
  const id = found && /\[(E\d+)\]/.exec(found)?.[1];
  if (!id) throw new Error(`no line was shown that holds ${text}`);
  return id;
}

/** What tools have answered so far. */
export function resultsIn(turn: Turn): ResultPart[] {
  return turn.messages.flatMap(message => (message.from === 'user' ? message.parts.filter(part => part.kind === 'result') : []));
}
