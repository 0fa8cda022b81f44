/** The investigator: what a model would be sent first, masked, as a person reads it before anything leaves this machine. */
import { Fault } from '../base/fault.ts';
import { manyLines } from '../tools/render/safe.ts';
import { tokensOf } from './budget.ts';
import { type Inquiry, investigate } from './investigate.ts';
import type { Model, Turn } from './model.ts';
import type { Hidden, Mask } from './shield/mask.ts';
import { shielded } from './shield/shielded.ts';

const KINDS: Readonly<Record<Hidden['kind'], readonly [one: string, many: string]>> = {
  secret: ['secret', 'secrets'],
  custom: ['match of your patterns', 'matches of your patterns'],
  email: ['mail address', 'mail addresses'],
  ip: ['IP address', 'IP addresses'],
  host: ['host name', 'host names'],
  text: ['look-alike of a mask', 'look-alikes of a mask'],
};

export function shownTurn(turn: Turn, { model, hidden }: { model: Model; hidden: readonly Hidden[] }): string {
  const masked = hidden.map(({ kind, values }) => `${values} ${KINDS[kind][values === 1 ? 0 : 1]}`).join(', ');
  const tools = turn.tools.map(({ name, description, input }) => `${name}: ${description} ${JSON.stringify(input)}`);
  const said = turn.messages.flatMap(({ from, parts }) => [
    `--- ${from}`,
    ...parts.map(part => (part.kind === 'call' ? `${part.tool} ${JSON.stringify(part.input)}` : part.text)),
  ]);
  const words = [
    `This would be sent to ${model.id} first: about ${tokensOf(turn, model).toLocaleString('en-US')} tokens. Nothing was sent.`,
    `Masked: ${masked || 'nothing was found to mask'}. What the model then asks of the tools would follow, masked too.`,
    '--- system',
    turn.system,
    '--- tools',
    ...tools,
    ...said,
  ];
  return manyLines(words.join('\n'));
}

/** The first request of this inquiry; nothing is sent. Throws `bad_input` where there would be none, and what `investigate` throws. */
export async function firstTurn(inquiry: Inquiry, mask: Mask): Promise<Turn> {
  let first: Turn | null = null;
  const shows: Model = {
    ...inquiry.model,
    answer: async turn => {
      first ??= turn;
      throw new Fault('cancelled');
    },
  };
  const { notes } = await investigate({ ...inquiry, model: shielded(shows, mask) });
  if (first) return first;
  throw new Fault('bad_input', { problem: `Nothing would be sent: ${manyLines(notes.join(' ')) || 'the budget is too small'}` });
}
