/** The investigator, Anthropic, tests: a model that asks the stand-in, with pauses that are written down and not made. */
import { type ClaudeOptions, claude } from '../../../src/agent/anthropic/claude.ts';
import type { Message, Model, Reply, Turn } from '../../../src/agent/model.ts';
import { Fault } from '../../../src/base/fault.ts';
import { type Connected, Connection } from '../../../src/model/connection.ts';
import { direct } from '../../engine/sources/loopback.ts';
import { KEY } from '../../stand-in/anthropic.ts';

export interface Asking {
  readonly model: Model;
  readonly pauses: number[];
  /** All that was said to a person: text, waits. */
  readonly heard: { text: string; waits: string[] };
  ask(turn?: Partial<Turn>, signal?: AbortSignal): Promise<Reply>;
}

export function connectedTo(url: string, more: Partial<Connected> = {}): () => Promise<Connected> {
  const connection = Connection.parse({ system: 'anthropic', url });
  return async () => ({ connection, secret: { token: KEY }, network: direct, ...more });
}

export function askingOf(url: string, options: Partial<ClaudeOptions> = {}): Asking {
  const pauses: number[] = [];
  const heard = { text: '', waits: [] as string[] };
  const model = claude({
    id: 'claude-sonnet-5-5',
    connected: connectedTo(url),
    pause: async ms => void pauses.push(ms),
    random: () => 0,
    idleMs: 5000,
    ...options,
  });
  return {
    model,
    pauses,
    heard,
    ask: (turn, signal = new AbortController().signal) =>
      model.answer(turnOf(turn), {
        signal,
        onText: text => {
          heard.text += text;
        },
        onWait: words => heard.waits.push(words),
      }),
  };
}

export const searchTool = {
  name: 'search_logs',
  description: 'Searches the log lines of a run.',
  input: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
} as const;

export const findingsTool = {
  name: 'submit_findings',
  description: 'Ends the investigation.',
  input: { type: 'object' },
} as const;

export const question: Message = { from: 'user', parts: [{ kind: 'text', text: 'Why did this run fail?' }] };

export function turnOf(turn: Partial<Turn> = {}): Turn {
  return {
    system: 'You investigate failed runs.',
    tools: [searchTool, findingsTool],
    messages: [question],
    must: null,
    most: 1000,
    ...turn,
  };
}

/** `code: words`, and that neither words nor hint, details or stack tell the key. */
export async function faultOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (failure) {
    if (!(failure instanceof Fault)) throw failure;
    const all = [failure.stack, failure.hint, JSON.stringify(failure.details), String(failure.cause)].join('\n');
    if (all.includes(KEY)) throw new Error('the key is told', { cause: failure });
    return `${failure.code}: ${failure.message}`;
  }
  throw new Error('it does not fail');
}
