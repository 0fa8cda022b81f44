/** The shield: a model behind a mask: what is sent to it is masked, what it says comes back with addresses and names as they are. */
import type { CallPart, Message, Model, Reply, TextPart, TurnLife } from '../model.ts';
import type { Mask } from './mask.ts';

type Part = Message['parts'][number];

/** A secret is given back in quotes alone, since they are compared with the stored bytes; whatever else the model writes is shown, kept or asked, and keeps its tokens. */
export function shielded(model: Model, mask: Mask): Model {
  /** As it was sent or said the first time: a request begins exactly as the one before, so that it is found in a cache. */
  const sent = new WeakMap<object, Part>();
  const outgoing = (messages: readonly Message[]): Message[] => {
    // Twice: a secret that the last line names may stand in the first.
    for (const { from, parts } of messages) for (const part of parts) if (!sent.has(part)) maskedPart(mask, from, part);
    return messages.map(message => ({ ...message, parts: message.parts.map(part => once(part, message.from)) }) as Message);
  };
  const once = (part: Part, from: Message['from']): Part => {
    const masked = sent.get(part) ?? maskedPart(mask, from, part);
    sent.set(part, masked);
    return masked;
  };
  return {
    id: model.id,
    name: model.name,
    vendor: model.vendor,
    window: model.window,
    price: model.price,
    // Of what is sent: a token may be shorter than what it hides.
    count: text => model.count(mask.remask(text)),
    async answer(turn, life) {
      const messages = outgoing(turn.messages);
      const stream = streamed(life, mask);
      const reply = await model.answer({ ...turn, messages, system: mask.remask(turn.system) }, stream.life);
      stream.end();
      return { ...reply, parts: reply.parts.map(part => heard(part, { mask, sent })) };
    },
  };
}

function maskedPart(mask: Mask, from: Message['from'], part: Part): Part {
  if (part.kind === 'call') return { ...part, input: mapped(part.input, text => mask.remask(text)) };
  return { ...part, text: from === 'model' ? mask.remask(part.text) : mask.mask(part.text) };
}

function heard(part: TextPart | CallPart, { mask, sent }: { mask: Mask; sent: WeakMap<object, Part> }): Reply['parts'][number] {
  const clear: TextPart | CallPart =
    part.kind === 'text'
      ? { ...part, text: mask.unmask(part.text) }
      : { ...part, input: mapped(part.input, (text, key) => mask.unmask(text, { secrets: key === 'quote' })) };
  sent.set(clear, part);
  return clear;
}

/** Each text of a value, and each key, as `change` has it; `key` is the nearest one above. */
function mapped(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map(one => mapped(one, change, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [change(name, ''), mapped(one, change, name)]));
}

/** A token may come in two pieces: its first half waits for the second. */
function streamed(life: TurnLife, mask: Mask): { life: TurnLife; end(): void } {
  const { onText } = life;
  if (!onText) return { life, end: () => undefined };
  let held = '';
  const give = (end: number) => {
    if (end > 0) onText(mask.unmask(held.slice(0, end)));
    held = held.slice(end);
  };
  const onPiece = (text: string) => {
    held += text;
    give(mask.settled(held));
  };
  return { life: { ...life, onText: onPiece }, end: () => give(held.length) };
}
