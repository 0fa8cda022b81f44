/** The command line: what a model would be sent, as a person reads it before anything leaves this machine. */
import { tokensOf } from '../../agent/budget.ts';
import type { Model, Turn } from '../../agent/model.ts';
import type { Hidden } from '../../agent/shield/mask.ts';
import { manyLines } from '../../tools/render/safe.ts';

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
