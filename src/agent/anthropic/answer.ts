/** The investigator, Anthropic: the events of a streamed answer become the answer. */
import type { Anthropic } from '@anthropic-ai/sdk';
import { jsonIn } from '../../base/lenient.ts';
import type { CallPart, Reply, TextPart, Usage } from '../model.ts';
import type { Thought } from './thoughts.ts';

export interface Answer {
  readonly reply: Reply;
  readonly thoughts: readonly Thought[];
}

export interface Reading {
  take(event: Anthropic.RawMessageStreamEvent): void;
  /** Null until the last event has come: a stream that broke off is no answer. */
  answer(): Answer | null;
}

type Drawn =
  | { readonly type: 'text'; text: string }
  | { readonly type: 'call'; readonly id: string; readonly tool: string; json: string }
  | { readonly type: 'thinking'; thinking: string; signature: string }
  | { readonly type: 'redacted'; readonly data: string };

/** Events and blocks of further kinds may come at any time and are passed over: the API says so. */
export function readAnswer(onText?: (text: string) => void): Reading {
  const blocks = new Map<number, Drawn>();
  let usage: Usage = { input: null, output: null, cache_read: 0, cache_written: 0 };
  let stop: string | null = null;
  let isOver = false;

  function take(event: Anthropic.RawMessageStreamEvent): void {
    if (event.type === 'message_start') usage = counted(usage, event.message.usage);
    else if (event.type === 'content_block_start') begin(event.index, event.content_block);
    else if (event.type === 'content_block_delta') grow(blocks.get(event.index), event.delta);
    else if (event.type === 'message_delta') {
      stop = event.delta.stop_reason ?? stop;
      usage = counted(usage, event.usage);
    } else if (event.type === 'message_stop') isOver = true;
  }

  function begin(index: number, block: Anthropic.RawContentBlockStartEvent['content_block']): void {
    const drawn = drawnOf(block);
    if (!drawn) return;
    blocks.set(index, drawn);
    if (drawn.type === 'text' && drawn.text) onText?.(drawn.text);
  }

  function grow(block: Drawn | undefined, delta: Anthropic.RawContentBlockDelta): void {
    if (block?.type === 'text' && delta.type === 'text_delta') {
      block.text += delta.text;
      onText?.(delta.text);
    }
    if (block?.type === 'call' && delta.type === 'input_json_delta') block.json += delta.partial_json;
    if (block?.type === 'thinking' && delta.type === 'thinking_delta') block.thinking += delta.thinking;
    if (block?.type === 'thinking' && delta.type === 'signature_delta') block.signature += delta.signature;
  }

  return {
    take,
    answer: () =>
      isOver
        ? answered(
            [...blocks].sort(([a], [b]) => a - b).map(([, block]) => block),
            stop,
            usage,
          )
        : null,
  };
}

function drawnOf(block: Anthropic.RawContentBlockStartEvent['content_block']): Drawn | null {
  if (block.type === 'text') return { type: 'text', text: block.text };
  if (block.type === 'tool_use') return { type: 'call', id: block.id, tool: block.name, json: '' };
  if (block.type === 'thinking') return { type: 'thinking', thinking: block.thinking, signature: block.signature };
  return block.type === 'redacted_thinking' ? { type: 'redacted', data: block.data } : null;
}

function answered(blocks: readonly Drawn[], stop: string | null, usage: Usage): Answer {
  const parts: (TextPart | CallPart)[] = [];
  const thoughts: Thought[] = [];
  for (const block of blocks) {
    if (block.type === 'thinking') {
      const { thinking, signature } = block;
      thoughts.push({ before: parts.length, block: { type: 'thinking', thinking, signature } });
    } else if (block.type === 'redacted') {
      thoughts.push({ before: parts.length, block: { type: 'redacted_thinking', data: block.data } });
    } else if (block.type === 'text') {
      // Blank text is not taken back.
      if (block.text.trim()) parts.push({ kind: 'text', text: block.text });
    } else if (stop !== 'refusal' && !(isCut(stop) && jsonIn(block.json) === undefined)) {
      // What is no JSON is given as it was written: whoever carries the call out says what is wrong with it.
      const input = block.json.trim() === '' ? {} : (jsonIn(block.json) ?? block.json);
      parts.push({ kind: 'call', id: block.id, tool: block.tool, input });
    }
  }
  return { reply: { parts, stop: stopOf(stop, parts), usage }, thoughts };
}

/** A call that was being written when the answer was cut is not one. */
function isCut(stop: string | null): boolean {
  return stop === 'max_tokens' || stop === 'model_context_window_exceeded';
}

function stopOf(stop: string | null, parts: Reply['parts']): Reply['stop'] {
  if (stop === 'refusal') return 'refused';
  if (isCut(stop)) return 'length';
  if (parts.some(part => part.kind === 'call')) return 'calls';
  // Only tools that run at Anthropic pause, and none of those is offered: there is more to come all the same.
  return stop === 'pause_turn' ? 'length' : 'end';
}

/** Figures are sums up to then, so that later ones replace earlier ones. */
function counted(before: Usage, told: Partial<Anthropic.MessageDeltaUsage> | undefined): Usage {
  return {
    input: told?.input_tokens ?? before.input,
    output: told?.output_tokens ?? before.output,
    cache_read: told?.cache_read_input_tokens ?? before.cache_read,
    cache_written: told?.cache_creation_input_tokens ?? before.cache_written,
  };
}
