/** The reader, agents: tool calls of a trace: by their spans, and those that stand in messages only. */
import { type Obj, objectIn, textIn } from '../value.ts';
import { contentOf, errorOf, kindOf, summaryOf } from './kind.ts';
import type { Span } from './spans.ts';

/** `stepOf` names the step that a span belongs to, if one does. */
export function callsOf(
  spans: readonly Span[],
  parentOf: (span: Span) => Span | undefined,
  stepOf: (span: Span) => string | null,
): Obj[] {
  const own = spans.filter(span => kindOf(span) === 'tool' || kindOf(span) === 'retrieval');
  const outer = own.filter(span => !sameCall(span, parentOf(span)));
  const made = outer.map(span => {
    // The client's span of an MCP call stands within that of the tool and may be the one that tells what went wrong.
    const inner = own.filter(one => one !== span && sameCall(one, span) && parentOf(one) === span);
    return callOf(span, inner, stepOf(span));
  });
  const ids = new Set(outer.flatMap(span => textIn(span.attributes, ...ID) ?? []));
  return [...made, ...saidCalls(spans, ids, stepOf)];
}

const ID = ['gen_ai.tool.call.id', 'tool.id', 'tool_call.id'];

function sameCall(span: Span, around: Span | undefined): boolean {
  if (!around || kindOf(around) !== 'tool' || kindOf(span) !== 'tool') return false;
  const [one, other] = [textIn(span.attributes, ...ID), textIn(around.attributes, ...ID)];
  return one !== null && other !== null ? one === other : nameOf(span) === nameOf(around);
}

function nameOf(span: Span): string {
  const named = textIn(span.attributes, 'gen_ai.tool.name', 'tool.name', 'gen_ai.data_source.id');
  const plain = span.name.replace(/^(?:execute_tool|tools\/call|retrieval)\s+/, '');
  return kindOf(span) === 'retrieval' ? `retrieval ${named ?? plain}`.trim() : (named ?? (plain || 'unnamed'));
}

function callOf(span: Span, inner: readonly Span[], stepId: string | null): Obj {
  const told = [span, ...inner];
  const error = told.map(errorOf).filter(one => one !== null);
  const failed = error.length > 0 || told.some(one => one.failed);
  const held = (...keys: string[]) =>
    told.map(one => keys.map(key => one.attributes[key]).find(value => value !== undefined)).find(value => value !== undefined);
  const pick = <Key extends keyof NonNullable<(typeof error)[number]>>(key: Key) =>
    error.map(one => one[key]).find(value => value !== null) ?? null;
  return {
    call_id: span.spanId,
    step_id: stepId,
    tool_name: nameOf(span),
    status: failed ? 'failure' : span.end === null ? 'running' : 'success',
    args_json: contentOf(held('gen_ai.tool.call.arguments', 'input.value', 'gen_ai.retrieval.query.text')),
    result_summary: kindOf(span) === 'retrieval' ? documentsOf(span) : summaryOf(held('gen_ai.tool.call.result', 'output.value')),
    error_class: pick('error_class'),
    error_message: pick('error_message'),
    status_code: pick('status_code'),
    latency_ms: span.start !== null && span.end !== null ? Math.max(0, span.end - span.start) : null,
    started_at: span.start === null ? null : new Date(span.start).toISOString(),
  };
}

/** Which documents were found; OpenInference numbers them in the keys. Null where the span does not keep them. */
function documentsOf({ attributes }: Span): string | null {
  const listed = contentOf(attributes['gen_ai.retrieval.documents'] ?? attributes['retrieval.documents']);
  const flat = Object.entries(attributes).filter(([key]) => /^retrieval\.documents\.\d+\.document\.id$/.test(key));
  if (flat.length > 0) return summaryOf(flat.map(([, id]) => id));
  return Array.isArray(listed) ? summaryOf(listed) : summaryOf(attributes['output.value']);
}

/** Calls that a model asked for and no span shows; their answers stand in the messages of a later call. */
function saidCalls(spans: readonly Span[], ids: ReadonlySet<string>, stepOf: (span: Span) => string | null): Obj[] {
  const models = spans.filter(span => kindOf(span) === 'model');
  const answers = new Map(
    models
      .flatMap(span => partsIn(span, 'gen_ai.input.messages'))
      .flatMap(part => (part.type === 'tool_call_response' ? [[String(part.id), part] as const] : [])),
  );
  const found = new Map<string, Obj>();
  for (const span of models) {
    for (const part of [...partsIn(span, 'gen_ai.output.messages').filter(one => one.type === 'tool_call'), ...flatCalls(span)]) {
      const id = textIn(part, 'id');
      if (id === null || ids.has(id) || found.has(id)) continue;
      const answer = answers.get(id);
      const started_at = span.end === null ? null : new Date(span.end).toISOString();
      const result_summary = summaryOf(answer?.response ?? answer?.result);
      found.set(id, {
        call_id: id,
        step_id: stepOf(span),
        tool_name: textIn(part, 'name') ?? 'unnamed',
        status: answer ? 'success' : 'unknown',
        args_json: contentOf(part.arguments),
        result_summary,
        started_at,
      });
    }
  }
  return [...found.values()];
}

function partsIn({ attributes }: Span, key: string): Obj[] {
  const messages = contentOf(attributes[key]);
  if (!Array.isArray(messages)) return [];
  return messages.flatMap(message => {
    const parts = objectIn(message)?.parts;
    return Array.isArray(parts) ? parts.map(objectIn).filter(part => part !== null) : [];
  });
}

/** `llm.output_messages.0.message.tool_calls.0.tool_call.function.name`. */
function flatCalls({ attributes }: Span): Obj[] {
  const calls = new Map<string, Obj>();
  for (const [key, value] of Object.entries(attributes)) {
    const [, at, field] =
      /^llm\.output_messages\.(\d+\.message\.tool_calls\.\d+)\.tool_call\.(id|function\.name|function\.arguments)$/.exec(key) ??
      [];
    if (at) calls.set(at, { ...calls.get(at), [field.replace('function.', '')]: value });
  }
  return [...calls.values()];
}
