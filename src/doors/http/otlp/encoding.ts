/** HTTP, traces: the two encodings of OTLP: a request becomes the document of its JSON form, an answer goes back as the request came. */
import { Fault } from '../../../base/fault.ts';
import type { Told } from '../failure.ts';
import { RpcStatus, TraceRequest, TraceResponse } from './messages.ts';

export const PROTOBUF = 'application/x-protobuf';

export interface PartialSuccess {
  readonly rejectedSpans: string;
  readonly errorMessage: string;
}

export interface Encoding {
  readonly type: string;
  answer(partial: PartialSuccess | null): string | Buffer;
  /** A Status, as OTLP has it; in JSON with the `error` of our other endpoints beside it. */
  failure(told: Told['body']): string | Buffer;
}

/** Google's code for an argument that is not taken; who sends decides by the status of HTTP. */
const INVALID_ARGUMENT = 3;

export const encodings: Readonly<Record<'json' | 'protobuf', Encoding>> = {
  json: {
    type: 'application/json',
    answer: partial => JSON.stringify(partial ? { partialSuccess: partial } : {}),
    failure: told => JSON.stringify({ ...statusOf(told), ...told }),
  },
  protobuf: {
    type: PROTOBUF,
    answer: partial => bytesOf(TraceResponse, partial ? { partialSuccess: partial } : {}),
    failure: told => bytesOf(RpcStatus, statusOf(told)),
  },
};

function statusOf({ error }: Told['body']) {
  return { code: INVALID_ARGUMENT, message: `${error.message} ${error.hint}` };
}

function bytesOf(type: typeof TraceResponse, value: object): Buffer {
  return Buffer.from(type.encode(type.fromObject(value)).finish());
}

/** As the JSON form has it: ids hexadecimal, times and 64-bit numbers as text. Throws bad_input. */
export function fromProtobuf(bytes: Buffer): unknown {
  const message = decoded(bytes);
  return JSON.parse(JSON.stringify(TraceRequest.toObject(message, { longs: String, bytes: Array }), withIds));
}

const IDS = new Set(['traceId', 'spanId', 'parentSpanId']);

/** Bytes come as lists of numbers. */
function withIds(key: string, value: unknown): unknown {
  if (IDS.has(key) && Array.isArray(value)) return Buffer.from(value).toString('hex');
  if (key === 'bytesValue' && Array.isArray(value)) return Buffer.from(value).toString('base64');
  return value;
}

/** What a decoder throws depends on where the bytes break off; whatever it is, they are no such message. */
function decoded(bytes: Buffer): ReturnType<typeof TraceRequest.decode> {
  try {
    return TraceRequest.decode(bytes);
  } catch (failure) {
    if (failure instanceof Error) throw new Fault('bad_input', { problem: 'The body is no ExportTraceServiceRequest of OTLP.' });
    throw failure;
  }
}
