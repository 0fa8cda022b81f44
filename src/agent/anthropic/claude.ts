/** The investigator, Anthropic: a Claude model as the loop knows models: one turn, streamed, asked again where that helps, every failure a fault. */
import type { Anthropic } from '@anthropic-ai/sdk';
import { stopIfCancelled } from '../../base/pace.ts';
import { type Price, priceOf } from '../../model/price.ts';
import type { Model, Turn, TurnLife } from '../model.ts';
import { type Answer, readAnswer } from './answer.ts';
import { type Access, type Line, openExchange } from './connect.ts';
import { type Patience, patience, patiently } from './patience.ts';
import { paramsOf } from './request.ts';
import { keepThoughts } from './thoughts.ts';
import { BrokenOff } from './verdict.ts';

export interface ClaudeOptions extends Access, Partial<Patience> {
  readonly id: string;
  readonly name?: string;
  /** Tokens; what the smallest of them takes unless given. */
  readonly window?: number;
  /** Instead of the list price. */
  readonly price?: Price | null;
}

const WINDOW = 200_000;

/** For one conversation: it remembers what the model thought in it. */
export function claude(options: ClaudeOptions): Model {
  const { id } = options;
  const exchange = openExchange(options);
  const thoughts = keepThoughts();
  /** Whether a tool that must be called is named in `tool_choice`; models that always think refuse it. */
  let forced = true;

  async function answer(turn: Turn, life: TurnLife): Promise<Answer> {
    for (;;) {
      try {
        return await whole(turn, life);
      } catch (failure) {
        if (!(failure instanceof Refused)) throw failure;
        if (!leftOut(turn)) throw failure.cause;
      }
    }
  }

  /** Leaves out of the next try what the API may have refused: first the forced call, then what was thought. False where nothing is left. */
  function leftOut(turn: Turn): boolean {
    if (!turn.must || !forced) return thoughts.forget();
    forced = false;
    return true;
  }

  /** Throws Refused where the API does not take the request as it is. */
  async function whole(turn: Turn, life: TurnLife): Promise<Answer> {
    let line: Line | null = null;
    const progress = { begun: false };
    const attempt = async () => {
      progress.begun = false;
      line = null;
      line = await exchange.line(id);
      return drawn(line, { params: paramsOf(turn, { model: id, forced, thoughts }), progress, life });
    };
    return patiently(attempt, {
      ...patience,
      ...options,
      signal: life.signal,
      onWait: life.onWait,
      judge: failure => {
        const verdict = (line as Line | null)?.judge(failure, progress.begun) ?? null;
        if (verdict?.kind === 'form') throw new Refused(verdict.fault.message, { cause: verdict.fault });
        return verdict;
      },
    });
  }

  return {
    id,
    name: options.name ?? id,
    vendor: 'anthropic',
    window: options.window ?? WINDOW,
    price: options.price === undefined ? priceOf(id) : options.price,
    answer: async (turn, life) => {
      stopIfCancelled(life.signal);
      const { reply, thoughts: thought } = await answer(turn, life);
      thoughts.keep(reply.parts, thought);
      return reply;
    },
    count: text => Math.ceil(text.length / 4),
  };
}

/** The API does not take the request; the cause is the fault to tell where nothing can be left out of it. */
class Refused extends Error {}

interface Drawing {
  readonly params: Anthropic.MessageCreateParamsStreaming;
  readonly progress: { begun: boolean };
  readonly life: TurnLife;
}

async function drawn({ client }: Line, { params, progress, life }: Drawing): Promise<Answer> {
  const stream = await client.messages.create(params, { signal: life.signal });
  const reading = readAnswer(life.onText);
  for await (const event of stream) {
    progress.begun = true;
    stopIfCancelled(life.signal);
    reading.take(event);
  }
  // An aborted stream ends as if it were over.
  stopIfCancelled(life.signal);
  const answer = reading.answer();
  if (!answer) throw new BrokenOff('the stream ended before its last event');
  return answer;
}
