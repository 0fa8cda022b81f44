/** The investigator: what a model would be sent first, masked, as a person reads it before anything leaves this machine. */
import { Fault } from '../base/fault.ts';
import type { Findings } from '../model/findings.ts';
import { maskedWords } from '../tools/render/findings-text.ts';
import { manyLines } from '../tools/render/safe.ts';
import { tokensOf } from './budget.ts';
import { type Inquiry, investigate } from './investigate.ts';
import type { Model, Turn } from './model.ts';

export interface FirstTurn {
  readonly turn: Turn;
  readonly masked: Findings['masked'];
}

export function shownTurn({ turn, masked }: FirstTurn, model: Model): string {
  const tools = turn.tools.map(({ name, description, input }) => `${name}: ${description} ${JSON.stringify(input)}`);
  const said = turn.messages.flatMap(({ from, parts }) => [
    `--- ${from}`,
    ...parts.map(part => (part.kind === 'call' ? `${part.tool} ${JSON.stringify(part.input)}` : part.text)),
  ]);
  const words = [
    `This would be sent to ${model.id} first: about ${tokensOf(turn, model).toLocaleString('en-US')} tokens. Nothing was sent.`,
    `Masked: ${maskedWords(masked) || 'nothing was found to mask'}. What the model then asks of the tools would follow, masked too.`,
    '--- system',
    turn.system,
    '--- tools',
    ...tools,
    ...said,
  ];
  return manyLines(words.join('\n'));
}

/** The first request of this inquiry; nothing is sent. Throws `bad_input` where there would be none, and what `investigate` throws. */
export async function firstTurn(inquiry: Inquiry): Promise<FirstTurn> {
  let turn: Turn | null = null;
  const answer = async (asked: Turn) => {
    turn ??= asked;
    throw new Fault('cancelled');
  };
  const { masked, notes } = await investigate({ ...inquiry, model: { ...inquiry.model, answer } });
  if (turn) return { turn, masked };
  throw new Fault('bad_input', { problem: `Nothing would be sent: ${manyLines(notes.join(' ')) || 'the budget is too small'}` });
}
