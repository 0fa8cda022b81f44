/** The investigator: an investigation as it happened, line by line: what was asked, what was answered, when; from it the same can happen again, offline. */
import { Fault, type FaultCode, type FaultDetails } from '../base/fault.ts';
import type { Findings } from '../model/findings.ts';
import type { Masking } from '../model/masking.ts';
import { type Engine, readingTools } from '../tools/table.ts';
import type { Budget } from './budget.ts';
import type { Context } from './context.ts';
import type { Model, Reply, Turn } from './model.ts';

/** What an investigation begins with, but for what cannot be written down. */
export interface Begun {
  readonly run_id: string;
  readonly question: string | null;
  readonly findings_id: string;
  readonly budget?: Partial<Budget>;
  readonly connected?: readonly string[];
  readonly context?: readonly Context[];
  readonly masking?: Masking;
}

type ModelFacts = Pick<Model, 'id' | 'name' | 'vendor' | 'window' | 'price'>;
type Failure = { readonly fault: { readonly code: FaultCode; readonly details: FaultDetails } } | { readonly bug: string };

/** One JSON object a line. Calls are told with their number, since those of one reply run at the same time. */
export type Entry =
  | { readonly what: 'begin'; readonly version: 1; readonly begun: Begun; readonly model: ModelFacts }
  | { readonly what: 'time'; readonly at: number }
  | { readonly what: 'counted'; readonly tokens: number }
  | { readonly what: 'turn'; readonly turn: Turn }
  | { readonly what: 'reply'; readonly reply: Reply }
  | { readonly what: 'no_reply'; readonly why: Failure }
  | { readonly what: 'call'; readonly call: number; readonly tool: string; readonly input: unknown }
  | { readonly what: 'answer'; readonly call: number; readonly data: unknown }
  | { readonly what: 'no_answer'; readonly call: number; readonly why: Failure }
  | { readonly what: 'end'; readonly findings: Findings };

export interface Recorder {
  readonly model: Model;
  readonly engine: Engine;
  readonly clock: () => number;
  end(findings: Findings): void;
  /** Lines of JSON. */
  text(): string;
}

interface Recorded {
  readonly engine: Engine;
  readonly model: Model;
  readonly clock: () => number;
}

/** Everything that an investigation reads goes through what this gives, and is written down. */
export function recorderOf({ engine, model, clock }: Recorded, begun: Begun): Recorder {
  const lines: string[] = [];
  const note = (entry: Entry) => void lines.push(JSON.stringify(entry));
  const { id, name, vendor, window, price } = model;
  note({ what: 'begin', version: 1, begun, model: { id, name, vendor, window, price } });
  let calls = 0;

  const asking = (tool: keyof typeof readingTools) => async (input: unknown, life?: object) => {
    const call = ++calls;
    note({ what: 'call', call, tool, input });
    try {
      const data = await (engine[tool] as (input: unknown, life?: object) => Promise<unknown>)(input, life);
      note({ what: 'answer', call, data });
      return data;
    } catch (failure) {
      note({ what: 'no_answer', call, why: failureOf(failure) });
      throw failure;
    }
  };

  async function answer(turn: Turn, life: Parameters<Model['answer']>[1]): Promise<Reply> {
    note({ what: 'turn', turn });
    try {
      const reply = await model.answer(turn, life);
      note({ what: 'reply', reply });
      return reply;
    } catch (failure) {
      note({ what: 'no_reply', why: failureOf(failure) });
      throw failure;
    }
  }

  return {
    model: {
      ...{ id, name, vendor, window, price },
      answer,
      count: text => {
        const tokens = model.count(text);
        note({ what: 'counted', tokens });
        return tokens;
      },
    },
    engine: Object.fromEntries(
      Object.keys(readingTools).map(tool => [tool, asking(tool as keyof typeof readingTools)]),
    ) as unknown as Engine,
    clock: () => {
      const at = clock();
      note({ what: 'time', at });
      return at;
    },
    end: findings => note({ what: 'end', findings }),
    text: () => `${lines.join('\n')}\n`,
  };
}

function failureOf(failure: unknown): Failure {
  if (failure instanceof Fault) return { fault: { code: failure.code, details: failure.details } };
  return { bug: failure instanceof Error ? failure.message : String(failure) };
}
