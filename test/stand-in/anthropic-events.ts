/** Stand-in for the Anthropic API: an answer as a message, and as the events of a stream (platform.claude.com/docs/en/build-with-claude/streaming). */
import type { InputTokens } from './anthropic-cache.ts';
import type { Block } from './anthropic-request.ts';

export type AnswerBlock = Exclude<Block, { type: 'tool_result' }>;

export interface Message {
  readonly id: string;
  readonly type: 'message';
  readonly role: 'assistant';
  readonly model: string;
  readonly content: readonly AnswerBlock[];
  readonly stop_reason: string;
  readonly stop_sequence: null;
  readonly usage: InputTokens & { readonly output_tokens: number; readonly service_tier: 'standard' };
}

export function outputTokens(content: readonly AnswerBlock[]): number {
  return Math.ceil(JSON.stringify(content).length / 4);
}

export interface StreamEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** `piece` characters a delta. */
export function eventsOf(message: Message, piece: number): StreamEvent[] {
  const { content, stop_reason, stop_sequence, usage } = message;
  return [
    {
      type: 'message_start',
      message: { ...message, content: [], stop_reason: null, stop_sequence: null, usage: { ...usage, output_tokens: 1 } },
    },
    ...content.flatMap((block, index) => [...blockEvents(block, { index, piece }), ...(index === 0 ? [{ type: 'ping' }] : [])]),
    { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage: { output_tokens: usage.output_tokens } },
    { type: 'message_stop' },
  ];
}

function blockEvents(block: AnswerBlock, { index, piece }: { index: number; piece: number }): StreamEvent[] {
  const deltas = (type: string, key: string, text: string) =>
    pieces(text, piece).map(part => ({ type: 'content_block_delta', index, delta: { type, [key]: part } }));
  const start = (empty: object) => ({ type: 'content_block_start', index, content_block: empty });
  const stop = { type: 'content_block_stop', index };
  switch (block.type) {
    case 'text':
      return [start({ type: 'text', text: '' }), ...deltas('text_delta', 'text', block.text), stop];
    case 'tool_use': {
      const { id, name, input } = block;
      // A call without input has one empty delta.
      const json = Object.keys(input).length === 0 ? '' : JSON.stringify(input);
      return [start({ type: 'tool_use', id, name, input: {} }), ...deltas('input_json_delta', 'partial_json', json), stop];
    }
    case 'thinking': {
      const signature = { type: 'content_block_delta', index, delta: { type: 'signature_delta', signature: block.signature } };
      return [
        start({ type: 'thinking', thinking: '', signature: '' }),
        ...deltas('thinking_delta', 'thinking', block.thinking),
        signature,
        stop,
      ];
    }
    case 'redacted_thinking':
      return [start(block), stop];
  }
}

function pieces(text: string, size: number): string[] {
  const found: string[] = [''];
  for (let at = 0; at < text.length; at += size) found.push(text.slice(at, at + size));
  return found;
}

export function frame(event: StreamEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
