/** Stand-in for the Anthropic API, version 2026-10-21, which took the sampling parameters away: what a request may hold, and what is said of one that is not taken. */
import { z } from 'zod';

const Cache = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() }).nullish();
const Text = z.strictObject({ type: z.literal('text'), text: z.string().min(1), cache_control: Cache });
const Thinking = z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() });
const Redacted = z.strictObject({ type: z.literal('redacted_thinking'), data: z.string() });
const ToolUse = z.strictObject({
  type: z.literal('tool_use'),
  id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,200}$/),
  input: z.record(z.string(), z.unknown()),
  cache_control: Cache,
});
const ToolResult = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(Text)]).optional(),
  is_error: z.boolean().optional(),
  cache_control: Cache,
});
const Block = z.discriminatedUnion('type', [Text, Thinking, Redacted, ToolUse, ToolResult]);
export type Block = z.infer<typeof Block>;

const Tool = z.strictObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal('object') }),
  cache_control: Cache,
});

export const MessagesRequest = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().min(1),
  messages: z
    .array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.union([z.string().min(1), z.array(Block)]) }))
    .min(1),
  system: z.union([z.string(), z.array(Text)]).optional(),
  tools: z.array(Tool).optional(),
  tool_choice: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.enum(['auto', 'any', 'none']), disable_parallel_tool_use: z.boolean().optional() }),
      z.strictObject({ type: z.literal('tool'), name: z.string(), disable_parallel_tool_use: z.boolean().optional() }),
    ])
    .optional(),
  stream: z.boolean().optional(),
  metadata: z.strictObject({ user_id: z.string().nullish() }).optional(),
  stop_sequences: z.array(z.string()).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  thinking: z.looseObject({ type: z.string() }).optional(),
});
export type MessagesRequest = z.infer<typeof MessagesRequest>;

export function blocksOf(content: string | readonly Block[]): readonly Block[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

/** The first thing that is wrong, as the API words it; null: nothing. */
export function problemIn(value: unknown): string | null {
  const read = MessagesRequest.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const path = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') return `${[...issue.path, issue.keys[0]].join('.')}: Extra inputs are not permitted`;
    if (issue.code === 'invalid_type' && /undefined/.test(issue.message)) return `${path}: Field required`;
    return `${path}: ${issue.message}`;
  }
  const asked = read.data;
  return tooManyBreakpoints(asked) ?? blankText(asked) ?? unpaired(asked) ?? unknownChoice(asked);
}

function tooManyBreakpoints({ tools = [], system = [], messages }: MessagesRequest): string | null {
  const blocks = [
    ...tools,
    ...(typeof system === 'string' ? [] : system),
    ...messages.flatMap(({ content }) => blocksOf(content)),
  ];
  const found = blocks.filter(block => 'cache_control' in block && block.cache_control).length;
  return found > 4 ? `A maximum of 4 blocks with cache_control may be provided. Found ${found}.` : null;
}

function blankText({ messages }: MessagesRequest): string | null {
  const blank = messages.some(({ content }) =>
    blocksOf(content).some(block => block.type === 'text' && block.text.trim() === ''),
  );
  return blank ? 'messages: text content blocks must contain non-whitespace text' : null;
}

/** Turns of one role that follow one another count as one. */
function unpaired({ messages }: MessagesRequest): string | null {
  if (messages[0].role !== 'user') return 'messages: first message must use the "user" role';
  const turns: { role: string; blocks: Block[] }[] = [];
  for (const { role, content } of messages) {
    if (turns.at(-1)?.role === role) turns.at(-1)?.blocks.push(...blocksOf(content));
    else turns.push({ role, blocks: [...blocksOf(content)] });
  }
  for (const [at, { role, blocks }] of turns.entries()) {
    const uses = blocks.flatMap(block => (block.type === 'tool_use' ? [block.id] : []));
    const before = (turns[at - 1]?.blocks ?? []).flatMap(block => (block.type === 'tool_use' ? [block.id] : []));
    const results = blocks.flatMap(block => (block.type === 'tool_result' ? [block.tool_use_id] : []));
    const stray = results.find(id => role !== 'user' || !before.includes(id));
    if (stray !== undefined)
      return `messages.${at}.content: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`;
    const after = (turns[at + 1]?.blocks ?? []).flatMap(block => (block.type === 'tool_result' ? [block.tool_use_id] : []));
    const missing = uses.filter(id => !after.includes(id));
    if (missing.length > 0)
      return `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`;
    const firstOther = blocks.findIndex(block => block.type !== 'tool_result');
    if (firstOther >= 0 && blocks.slice(firstOther).some(block => block.type === 'tool_result'))
      return `messages.${at}: \`tool_result\` blocks must come first.`;
    if (new Set(uses).size < uses.length) return 'messages: `tool_use` ids must be unique';
  }
  return null;
}

function unknownChoice({ tools = [], tool_choice: choice }: MessagesRequest): string | null {
  if (choice?.type === 'tool' && !tools.some(tool => tool.name === choice.name))
    return `tool_choice: Tool '${choice.name}' not found in provided tools`;
  if (choice && tools.length === 0) return 'tool_choice may only be specified while providing tools';
  return null;
}
