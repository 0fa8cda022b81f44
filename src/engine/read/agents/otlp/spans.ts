/** The reader, agents: spans of OTLP/HTTP JSON (opentelemetry-proto, docs/specification.md, JSON encoding) with plain attributes. */
import { type Obj, objectIn, textIn } from '../value.ts';

export interface SpanEvent {
  readonly name: string;
  readonly attributes: Obj;
}

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Null for a root. */
  readonly parentId: string | null;
  readonly name: string;
  /** Milliseconds since 1970 UTC; null when not told, such as the end of a span that goes on. */
  readonly start: number | null;
  readonly end: number | null;
  readonly failed: boolean;
  readonly message: string | null;
  readonly attributes: Obj;
  readonly resource: Obj;
  readonly events: readonly SpanEvent[];
}

export function isTraces(value: unknown): boolean {
  return Array.isArray(objectIn(value)?.resourceSpans);
}

/** Unknown fields are passed over, ids are hexadecimal in any case, 64-bit numbers come as text or as numbers. */
export function spansOf(value: unknown): Span[] {
  return objectsIn(objectIn(value)?.resourceSpans).flatMap(group => {
    const resource = attributesOf(objectIn(group.resource)?.attributes);
    return objectsIn(group.scopeSpans).flatMap(scope => objectsIn(scope.spans).flatMap(span => spanOf(span, resource) ?? []));
  });
}

export interface SplitTraces {
  /** By trace: a document of OTLP/JSON with the spans of this trace alone, and how many they are. */
  readonly traces: ReadonlyMap<string, { readonly document: Obj; readonly spans: number }>;
  /** Spans whose ids are none. */
  readonly rejected: number;
}

/** A request holds spans of any traces. */
export function splitTraces(value: unknown): SplitTraces {
  const groups = new Map<string, { resourceSpans: Obj[]; spans: number }>();
  let rejected = 0;
  for (const { resource, scopeSpans } of objectsIn(objectIn(value)?.resourceSpans)) {
    for (const { scope, spans } of objectsIn(scopeSpans)) {
      const byTrace = Map.groupBy(objectsIn(spans), traceOf);
      for (const [trace, own] of byTrace) {
        if (trace === null) rejected += own.length;
        else {
          const group = groups.get(trace) ?? { resourceSpans: [], spans: 0 };
          groups.set(trace, group);
          group.resourceSpans.push({ resource, scopeSpans: [{ scope, spans: own }] });
          group.spans += own.length;
        }
      }
    }
  }
  const traces = [...groups].map(([trace, { resourceSpans, spans }]) => [trace, { document: { resourceSpans }, spans }] as const);
  return { traces: new Map(traces), rejected };
}

/** Null where the ids are not those of OTLP: hexadecimal, 16 and 8 bytes, not all zero. */
function traceOf({ traceId, spanId }: Obj): string | null {
  const valid = isId(traceId, 32) && isId(spanId, 16);
  return valid ? traceId.toLowerCase() : null;
}

function isId(id: unknown, digits: number): id is string {
  return typeof id === 'string' && id.length === digits && /^[0-9a-f]+$/i.test(id) && !/^0+$/.test(id);
}

function spanOf(span: Obj, resource: Obj): Span | null {
  const [traceId, spanId] = [textIn(span, 'traceId')?.toLowerCase(), textIn(span, 'spanId')?.toLowerCase()];
  if (!traceId || !spanId) return null;
  const parent = textIn(span, 'parentSpanId')?.toLowerCase() ?? '';
  const status = objectIn(span.status);
  return {
    traceId,
    spanId,
    parentId: /^0*$/.test(parent) ? null : parent,
    name: textIn(span, 'name') ?? '',
    start: milliseconds(span.startTimeUnixNano),
    end: milliseconds(span.endTimeUnixNano),
    failed: status?.code === 2 || status?.code === 'STATUS_CODE_ERROR',
    message: status ? textIn(status, 'message') : null,
    attributes: attributesOf(span.attributes),
    resource,
    events: objectsIn(span.events).map(event => ({
      name: textIn(event, 'name') ?? '',
      attributes: attributesOf(event.attributes),
    })),
  };
}

function milliseconds(nanoseconds: unknown): number | null {
  const text = typeof nanoseconds === 'number' ? String(Math.trunc(nanoseconds)) : nanoseconds;
  // A number so large may have come as 1.7e18; neither form keeps more than the microseconds.
  const value = typeof text === 'string' ? Number(text) / 1e6 : Number.NaN;
  return Number.isFinite(value) && value > 0 && value < 8.64e15 ? Math.round(value) : null;
}

function attributesOf(list: unknown): Obj {
  return Object.fromEntries(objectsIn(list).flatMap(({ key, value }) => (typeof key === 'string' ? [[key, plain(value)]] : [])));
}

function plain(value: unknown): unknown {
  const one = objectIn(value) ?? {};
  if ('stringValue' in one) return one.stringValue;
  if ('boolValue' in one) return one.boolValue;
  if ('intValue' in one) return Number(one.intValue);
  if ('doubleValue' in one) return Number(one.doubleValue);
  if ('arrayValue' in one) return objectsIn(objectIn(one.arrayValue)?.values).map(plain);
  if ('kvlistValue' in one) return attributesOf(objectIn(one.kvlistValue)?.values);
  return one.bytesValue ?? null;
}

function objectsIn(list: unknown): Obj[] {
  return Array.isArray(list) ? list.map(objectIn).filter(one => one !== null) : [];
}
