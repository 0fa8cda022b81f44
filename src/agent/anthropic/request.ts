/** The investigator, Anthropic: a turn as the Messages API takes it, with the places up to which it may be cached. */
import type { Anthropic } from '@anthropic-ai/sdk';
import type { Message, OfferedTool, Turn } from '../model.ts';
import type { Thoughts } from './thoughts.ts';

export interface Rendering {
  readonly model: string;
  /** Whether `tool_choice` names the tool that must be called; else a sentence asks for the call. */
  readonly forced: boolean;
  readonly thoughts: Thoughts;
}

/** Four are taken at most: after the tools, after the system's text, and in the last two messages of the user, since the API looks 20 blocks back only. */
const CACHED = { cache_control: { type: 'ephemeral' } } as const;

export function paramsOf(turn: Turn, { model, forced, thoughts }: Rendering): Anthropic.MessageCreateParamsStreaming {
  const messages = turn.messages.map(message => rendered(message, thoughts)).filter(message => message.content.length > 0);
  const users = messages.filter(message => message.role === 'user');
  for (const message of users.slice(-2)) Object.assign(message.content[message.content.length - 1], CACHED);
  // Behind the last cached block, because the next request is without it.
  if (turn.must && !forced) users.at(-1)?.content.push({ type: 'text', text: `Now call the tool ${turn.must}, and no other.` });
  return {
    model,
    max_tokens: turn.most,
    stream: true,
    ...(turn.system.trim() && { system: [{ type: 'text', text: turn.system, ...CACHED }] }),
    ...(turn.tools.length > 0 && { tools: turn.tools.map(offered) }),
    ...(turn.must && forced && { tool_choice: { type: 'tool', name: turn.must } }),
    messages,
  };
}

function offered({ name, description, input }: OfferedTool, at: number, all: readonly OfferedTool[]): Anthropic.Tool {
  const schema = input as Anthropic.Tool.InputSchema;
  return { name, description, input_schema: schema, ...(at === all.length - 1 && CACHED) };
}

type Block = Anthropic.ContentBlockParam;
interface Rendered {
  readonly role: 'user' | 'assistant';
  readonly content: Block[];
}

function rendered(message: Message, thoughts: Thoughts): Rendered {
  if (message.from === 'user') {
    const blocks = message.parts.flatMap((part): Block[] =>
      part.kind === 'text'
        ? textual(part.text)
        : [{ type: 'tool_result', tool_use_id: part.id, content: part.text, ...(part.failed && { is_error: true }) }],
    );
    // Results have to stand first.
    return { role: 'user', content: [...blocks.filter(isResult), ...blocks.filter(block => !isResult(block))] };
  }
  const kept = thoughts.before(message.parts);
  const content = message.parts.flatMap((part, at): Block[] => [
    ...kept.filter(thought => thought.before === at).map(thought => thought.block),
    ...(part.kind === 'text'
      ? textual(part.text)
      : [{ type: 'tool_use' as const, id: part.id, name: part.tool, input: objectOf(part.input) }]),
  ]);
  return { role: 'assistant', content };
}

function isResult(block: Block): boolean {
  return block.type === 'tool_result';
}

/** The API takes no blank text. */
function textual(text: string): Block[] {
  return text.trim() === '' ? [] : [{ type: 'text', text }];
}

/** The API takes objects only, also where the model wrote something else. */
function objectOf(input: unknown): Record<string, unknown> {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  return isObject ? (input as Record<string, unknown>) : { written: input };
}
