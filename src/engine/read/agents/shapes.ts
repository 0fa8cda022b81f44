/** The reader, agents: conversations in the shapes of other programs become messages with a role, content and tool calls, as transcripts are read. */
import { type Obj, objectIn, textIn } from './value.ts';

/** How one program writes what is said: whether an item is of it, and the messages that it becomes. */
interface Shape {
  readonly fits: (item: Obj) => boolean;
  readonly messages: (item: Obj) => Obj[];
}

const LISTS = ['messages', 'contents', 'output', 'input', 'items', 'history'];

/** The value with its conversation as `messages`; as it is where it holds none of these shapes. */
export function asChat(value: unknown): unknown {
  if (Array.isArray(value)) return chatOf(value) ?? value;
  const one = objectIn(value);
  for (const key of one ? LISTS : []) {
    const messages = Array.isArray(one?.[key]) ? chatOf(one[key]) : null;
    if (messages) return { ...one, messages };
  }
  return value;
}

function chatOf(list: readonly unknown[]): Obj[] | null {
  const items = list.map(objectIn).filter(item => item !== null);
  if (items.length === 0 || items.length < list.length) return null;
  const shape = shapes.find(one => items.every(one.fits));
  return shape ? items.flatMap(shape.messages) : null;
}

/** Items of OpenAI's Responses API: messages, calls of functions, their outputs, reasoning, calls of the API's own tools. */
const responses: Shape = {
  fits: ({ type, role, content, call_id }) =>
    (type === 'message' && typeof role === 'string') ||
    (typeof type === 'string' && /_call(?:_output)?$|^reasoning$/.test(type)) ||
    (type === undefined && typeof role === 'string' && content !== undefined && call_id === undefined),
  messages: item => {
    const type = String(item.type ?? 'message');
    const id = textIn(item, 'call_id', 'id');
    if (type === 'message') return [item];
    if (type.endsWith('_output')) return [{ role: 'tool', tool_call_id: id, content: item.output }];
    if (type.endsWith('_call')) return [called(id, textIn(item, 'name') ?? type, item.arguments ?? item.input ?? item.action)];
    const thought = (Array.isArray(item.summary) ? item.summary : []).flatMap(part => textIn(objectIn(part) ?? {}, 'text') ?? []);
    return thought.length > 0 ? [{ role: 'assistant', content: thought.join('\n') }] : [];
  },
};

/** Contents of Google's Gemini API: a role and parts, which are text, calls of functions or their responses. */
const gemini: Shape = {
  fits: item =>
    Array.isArray(item.parts) && /^(?:user|model|function|system)$/.test(String(item.role ?? 'user')) && !hasTypes(item.parts),
  messages: ({ role, parts }) => {
    const own = partsIn(parts);
    const text = own.flatMap(part => textIn(part, 'text') ?? []).join('\n');
    const held = (key: string, old: string) => own.map(part => objectIn(part[key] ?? part[old])).filter(one => one !== null);
    const calls = held('functionCall', 'function_call');
    const answers = held('functionResponse', 'function_response');
    const said = { role: role === 'model' ? 'assistant' : (role ?? 'user'), content: text };
    const made = calls.map(call => callOf(textIn(call, 'id'), textIn(call, 'name'), call.args));
    return [
      ...(text !== '' || made.length > 0 ? [made.length > 0 ? { ...said, tool_calls: made } : said] : []),
      ...answers.map(answer => ({
        role: 'tool',
        ...(textIn(answer, 'id') && { tool_call_id: answer.id }),
        content: answer.response,
      })),
    ];
  },
};

/** Messages of Vercel's AI SDK: parts of text, and of tools with their input, output or error. */
const uiMessages: Shape = {
  fits: item => typeof item.role === 'string' && Array.isArray(item.parts) && hasTypes(item.parts),
  messages: ({ role, parts }) =>
    partsIn(parts).flatMap((part): Obj[] => {
      const type = String(part.type);
      if (type === 'text' || type === 'reasoning') return [{ role, content: part.text }];
      const tool =
        type === 'dynamic-tool' ? textIn(part, 'toolName') : type.startsWith('tool-') ? type.slice('tool-'.length) : null;
      if (tool === null) return [];
      const id = textIn(part, 'toolCallId');
      const error = textIn(part, 'errorText');
      const result = error === null ? part.output : `Error: ${error}`;
      return [
        called(id, tool, part.input),
        ...(result === undefined ? [] : [{ role: 'tool', tool_call_id: id, content: result }]),
      ];
    }),
};

const LANGCHAIN: Readonly<Record<string, string>> = {
  human: 'user',
  ai: 'assistant',
  system: 'system',
  tool: 'tool',
  function: 'tool',
};

/** Messages of LangChain: of a type, with their data beside it or, as they are serialised, within `kwargs`. */
const langchain: Shape = {
  fits: item => langchainType(item) in LANGCHAIN && objectIn(item.data ?? item.kwargs) !== null,
  messages: item => [{ ...objectIn(item.data ?? item.kwargs), role: LANGCHAIN[langchainType(item)] }],
};

function langchainType({ type, id }: Obj): string {
  const name = type === 'constructor' && Array.isArray(id) ? String(id.at(-1)).replace(/Message(?:Chunk)?$/, '') : String(type);
  return name.toLowerCase();
}

const shapes: readonly Shape[] = [langchain, gemini, uiMessages, responses];

function hasTypes(parts: unknown): boolean {
  return partsIn(parts).some(part => typeof part.type === 'string');
}

function partsIn(parts: unknown): Obj[] {
  return (Array.isArray(parts) ? parts : []).map(objectIn).filter(part => part !== null);
}

function called(id: string | null, name: string, args: unknown): Obj {
  return { role: 'assistant', content: '', tool_calls: [callOf(id, name, args)] };
}

function callOf(id: string | null, name: string | null, args: unknown): Obj {
  return { ...(id !== null && { id }), function: { name, arguments: args } };
}
