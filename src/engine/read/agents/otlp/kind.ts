/** The reader, agents: what a span of an agent is, in the words of OpenTelemetry GenAI (three generations), MCP and OpenInference. */
import { jsonIn } from '../../../../base/lenient.ts';
import { numberIn, textIn } from '../value.ts';
import type { Span } from './spans.ts';

export type SpanKind = 'agent' | 'model' | 'tool' | 'retrieval' | 'guardrail' | 'other';

const OPERATIONS: Readonly<Record<string, SpanKind>> = {
  invoke_agent: 'agent',
  invoke_workflow: 'agent',
  chat: 'model',
  generate_content: 'model',
  text_completion: 'model',
  embeddings: 'model',
  execute_tool: 'tool',
  retrieval: 'retrieval',
};
const OPEN_INFERENCE: Readonly<Record<string, SpanKind>> = {
  AGENT: 'agent',
  LLM: 'model',
  EMBEDDING: 'model',
  TOOL: 'tool',
  RETRIEVER: 'retrieval',
  GUARDRAIL: 'guardrail',
};

export function kindOf({ attributes }: Span): SpanKind {
  const operation = OPERATIONS[textIn(attributes, 'gen_ai.operation.name') ?? ''];
  if (operation) return operation;
  if (attributes['mcp.method.name'] === 'tools/call') return 'tool';
  return OPEN_INFERENCE[textIn(attributes, 'openinference.span.kind')?.toUpperCase() ?? ''] ?? 'other';
}

/** Whether anything in the span speaks of agents: traces of other programs are none. */
export function speaksOfAgents(span: Span): boolean {
  if (kindOf(span) !== 'other') return true;
  return Object.keys(span.attributes).some(key => /^(?:gen_ai\.|openinference\.|llm\.|mcp\.)/.test(key));
}

/** Class and words of what went wrong; of an exception event where the span itself does not say. */
export function errorOf({ attributes, events, message, failed }: Span) {
  const thrown = events.findLast(event => event.name === 'exception')?.attributes ?? {};
  const type = textIn(attributes, 'error.type');
  const told = numberIn(attributes, 'http.response.status_code', 'http.status_code', 'rpc.response.status_code');
  const coded = type !== null && /^[1-5]\d\d$/.test(type) ? Number(type) : null;
  if (!failed && type === null) return null;
  const thrownType = textIn(thrown, 'exception.type');
  return {
    error_class: (coded === null ? type : null) ?? thrownType ?? type,
    error_message: message ?? textIn(thrown, 'exception.message'),
    status_code: coded ?? told,
  };
}

/** Content is structured, or JSON as text. */
export function contentOf(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null;
  const held = jsonIn(value);
  return held === undefined ? value : held;
}

export function summaryOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 2000);
}
