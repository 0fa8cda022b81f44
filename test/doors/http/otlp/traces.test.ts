/** Traces over HTTP: OpenTelemetry's own SDK exports an agent's run in both encodings, whole and in pieces; what is no trace is refused in the encoding it came in. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { context, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { fromProtobuf } from '../../../../src/doors/http/otlp/encoding.ts';
import { RpcStatus, TraceRequest, TraceResponse } from '../../../../src/doors/http/otlp/messages.ts';
import { type RunningEngine, startEngine } from '../../../../src/engine/start.ts';
import { version } from '../../../../src/version.ts';
import { type Asker, openServer } from '../asker.ts';

/** An agent that asks its model, calls a tool twice and runs into a rate limit; returns the id of its trace. */
function runAgent(tracer: Tracer): string {
  const root = tracer.startSpan('invoke_agent triage', {
    attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'triage', 'gen_ai.agent.version': '2' },
  });
  const within = trace.setSpan(context.active(), root);
  const chat = tracer.startSpan(
    'chat big-model',
    {
      kind: SpanKind.CLIENT,
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'big-model',
        'gen_ai.usage.input_tokens': 1200,
        'gen_ai.usage.output_tokens': 34,
        'gen_ai.response.finish_reasons': ['tool_call'],
      },
    },
    within,
  );
  chat.end();
  for (const id of ['call_1', 'call_2']) {
    const call = tracer.startSpan(
      'execute_tool query_loki',
      {
        attributes: {
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': 'query_loki',
          'gen_ai.tool.call.id': id,
          'gen_ai.tool.call.arguments': '{"query":"{app=\\"api\\"} |= \\"ünïcode 🙂\\""}',
          'error.type': '429',
        },
      },
      within,
    );
    call.recordException(Object.assign(new Error('too many outstanding requests'), { name: 'RateLimitError' }));
    call.setStatus({ code: SpanStatusCode.ERROR, message: 'too many outstanding requests' });
    call.end();
  }
  root.setStatus({ code: SpanStatusCode.ERROR, message: 'gave up' });
  root.end();
  return root.spanContext().traceId;
}

/** The same request as the two encodings have it. */
const ATTRIBUTES = [{ key: 'gen_ai.operation.name', value: { stringValue: 'invoke_agent' } }];
const request = (traceId: string, spanId: string, attributes: unknown[] = ATTRIBUTES) => ({
  resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans: [{ traceId, spanId, name: 'work', attributes }] }] }],
});

describe('traces over HTTP', () => {
  let home: string;
  let engine: RunningEngine;
  let server: Asker;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'http-traces-'));
    engine = startEngine({ home, cwd: process.cwd(), version, limits: {}, inline: true });
    server = await openServer(engine, { allowWrites: false });
  });
  afterEach(async () => {
    await server.close();
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) => {
    const reply = await fetch(`${server.url}/v1/traces`, { method: 'POST', body, headers });
    return { status: reply.status, type: reply.headers.get('content-type'), bytes: Buffer.from(await reply.arrayBuffer()) };
  };
  const postJson = async (value: unknown) => {
    const { status, bytes } = await post(JSON.stringify(value), { 'content-type': 'application/json' });
    return { status, body: JSON.parse(bytes.toString('utf8')) };
  };

  const url = () => `${server.url}/v1/traces`;
  const exporters = {
    'JSON with gzip': () => new JsonExporter({ url: url(), compression: 'gzip' as never }),
    JSON: () => new JsonExporter({ url: url() }),
    protobuf: () => new ProtobufExporter({ url: url() }),
    'protobuf with gzip': () => new ProtobufExporter({ url: url(), compression: 'gzip' as never }),
  };
  for (const [encoding, exporter] of Object.entries(exporters)) {
    for (const [pace, processor] of [
      ['at once', BatchSpanProcessor],
      ['span by span', SimpleSpanProcessor],
    ] as const) {
      it(`take what OpenTelemetry exports as ${encoding}, ${pace}`, async () => {
        const provider = new TracerProvider({
          resource: resourceFromAttributes({ 'service.name': 'sre', 'deployment.environment.name': 'staging' }),
          spanProcessors: [new processor({ exporter: exporter() } as never)],
        });
        const id = runAgent(provider.getTracer('test'));
        await provider.forceFlush();
        await provider.shutdown();
        const { status, body } = await server.ask('GET', `/agent-runs/${id}`);
        assert.equal(status, 200, JSON.stringify(body));
        const { agent_name, agent_version, environment, model, counts, cost, trace_id } = body;
        assert.deepEqual(
          { agent_name, agent_version, environment, model, status: body.status, trace_id },
          {
            agent_name: 'triage',
            agent_version: '2',
            environment: 'staging',
            model: 'big-model',
            status: 'failure',
            trace_id: id,
          },
        );
        assert.deepEqual(counts, { steps: 2, tool_calls: 2, guardrail_events: 0, messages: 0 });
        assert.deepEqual([cost.tokens_prompt, cost.tokens_completion], [1200, 34]);
        const { body: told } = await server.ask('GET', `/agent-runs/${id}/timeline`);
        const call = told.timeline.find((part: { kind: string }) => part.kind === 'tool_call');
        assert.match(call.title, /query_loki/);
        const { body: analysis } = await server.ask('POST', `/agent-runs/${id}/rca-runs`);
        await server.ask('GET', `/rca-runs/${analysis.rca_run_id}/stream`);
        const { body: job } = await server.ask('GET', `/rca-runs/${analysis.rca_run_id}`);
        assert.equal(job.report.category, 'rate_limited');
      });
    }
  }

  it('let a trace wait until a span speaks of an agent, then keep all of it, and take what is sent twice once', async () => {
    const trace = 'ab'.repeat(16);
    const plain = request(trace, '1'.repeat(16), []);
    const { body } = await postJson(plain);
    assert.match(body.partialSuccess.errorMessage, /One trace did not speak of an agent so far/);
    assert.equal(body.partialSuccess.rejectedSpans, '0');
    assert.equal((await server.ask('GET', `/agent-runs/${trace}`)).status, 404);
    const speaking = request(trace.toUpperCase(), '2'.repeat(16));
    assert.deepEqual((await postJson(speaking)).body, {});
    assert.deepEqual((await postJson(speaking)).body, {});
    const { body: run } = await server.ask('GET', `/agent-runs/${trace}`);
    assert.equal(run.counts.steps, 2);
    assert.deepEqual(readdirSync(join(home, 'agent-runs', 'waiting')), []);
  });

  it('name each of several agents of one trace', async () => {
    const trace = 'cd'.repeat(16);
    await Promise.all(['1', '2', '3'].map(digit => postJson(request(trace, digit.repeat(16)))));
    for (const digit of ['1', '2', '3']) {
      const { body } = await server.ask('GET', `/agent-runs/${trace}-${digit.repeat(16)}`);
      assert.equal(body.run_id, `${trace}-${digit.repeat(16)}`);
    }
    assert.equal((await server.ask('GET', `/agent-runs/${trace}`)).status, 200);
    assert.equal((await server.ask('POST', '/tools/list_runs', { body: {} })).body.data.runs.length, 1);
  });

  it('lose no span of two hundred requests at once', async () => {
    const spans = Array.from({ length: 200 }, (_, at) => [
      `${at % 10}`.padStart(32, 'e'),
      (at + 1).toString(16).padStart(16, '0'),
    ]);
    const replies = await Promise.all(spans.map(([trace, span]) => postJson(request(trace, span))));
    assert.deepEqual([...new Set(replies.map(one => one.status))], [200]);
    for (let at = 0; at < 10; at++) {
      const { body } = await server.ask('POST', '/tools/get_agent_run', { body: { agent_run_id: `${at}`.padStart(32, 'e') } });
      assert.equal(body.data.agent_runs.length, 20);
    }
  });

  it('tell of spans whose ids are none', async () => {
    const { status, body } = await postJson(request('none', 'at all'));
    assert.equal(status, 200);
    assert.equal(body.partialSuccess.rejectedSpans, '1');
  });

  it('refuse what is no trace, once and in the encoding it came in', async () => {
    const protobuf = { 'content-type': 'application/x-protobuf' };
    const refusals = {
      'no JSON': await post('{"resourceSpans', { 'content-type': 'application/json' }),
      'another document': await post('{"logs":[]}', { 'content-type': 'application/json' }),
      'no gzip': await post('{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' }),
      'torn gzip': await post(new Uint8Array(gzipSync('{"resourceSpans":[]}').subarray(0, 20)), {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      }),
      'another coding': await post('{}', { 'content-type': 'application/json', 'content-encoding': 'br' }),
      'another type': await post('<xml/>', { 'content-type': 'application/xml' }),
      'no protobuf': await post(new Uint8Array([0xff, 0xff, 0xff, 0xff, 1]), protobuf),
      'a bomb': await post(new Uint8Array(gzipSync(Buffer.alloc(64 << 20, 0x20))), {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      }),
    };
    const told = Object.entries(refusals).map(([what, { status, type, bytes }]) => {
      const text =
        type === 'application/x-protobuf'
          ? RpcStatus.toObject(RpcStatus.decode(bytes)).message
          : JSON.parse(bytes.toString('utf8')).message;
      return `${what}: ${status} ${type?.split(';')[0]} ${text}`;
    });
    assert.deepEqual(told, [
      'no JSON: 400 application/json The body is no JSON that is taken here. Correct the input and ask again; `investigator help` lists what each command takes.',
      'another document: 400 application/json The body holds no resourceSpans, as OTLP has them. Correct the input and ask again; `investigator help` lists what each command takes.',
      'no gzip: 400 application/json The gzip of the body is damaged or cut off. Correct the input and ask again; `investigator help` lists what each command takes.',
      'torn gzip: 400 application/json The gzip of the body is damaged or cut off. Correct the input and ask again; `investigator help` lists what each command takes.',
      'another coding: 400 application/json The body may be sent as it is, or with gzip. Correct the input and ask again; `investigator help` lists what each command takes.',
      'another type: 400 application/json The body must be JSON, with Content-Type: application/json. Correct the input and ask again; `investigator help` lists what each command takes.',
      'no protobuf: 400 application/x-protobuf The body is no ExportTraceServiceRequest of OTLP. Correct the input and ask again; `investigator help` lists what each command takes.',
      'a bomb: 413 application/json The body is larger than this endpoint takes. Send less at once, or name a file of this machine instead of its content.',
    ]);
  });

  it('speak protobuf to who speaks it', async () => {
    const traceId = Buffer.from('ef'.repeat(16), 'hex');
    const spans = [{ traceId, spanId: Buffer.alloc(8, 7), name: 'x' }, { name: 'without ids' }];
    const body = TraceRequest.encode(TraceRequest.fromObject({ resourceSpans: [{ scopeSpans: [{ spans }] }] })).finish();
    const { status, type, bytes } = await post(new Uint8Array(body), { 'content-type': 'application/x-protobuf' });
    assert.deepEqual([status, type], [200, 'application/x-protobuf']);
    const { partialSuccess } = TraceResponse.toObject(TraceResponse.decode(bytes), { longs: String });
    assert.equal(partialSuccess.rejectedSpans, '1');
  });

  it('ask for the secret as everywhere', async () => {
    await server.close();
    server = await openServer(engine, { access: { host: '127.0.0.1', hosts: [], origins: [], secret: 'hidden' } });
    assert.equal((await post('{}', { 'content-type': 'application/json' })).status, 401);
    const headers = { 'content-type': 'application/json', 'x-ingest-secret': 'hidden' };
    assert.equal((await post('{"resourceSpans":[]}', headers)).status, 200);
  });
});

describe('protobuf of OTLP', () => {
  it('becomes the JSON form, every kind of value', () => {
    const attributes = [
      { key: 'text', value: { stringValue: 'ünï' } },
      { key: 'no', value: { boolValue: false } },
      { key: 'large', value: { intValue: '9007199254740993' } },
      { key: 'half', value: { doubleValue: 0.5 } },
      { key: 'list', value: { arrayValue: { values: [{ intValue: '1' }, { stringValue: '' }] } } },
      { key: 'map', value: { kvlistValue: { values: [{ key: 'a', value: { boolValue: true } }] } } },
      { key: 'bytes', value: { bytesValue: 'AQI=' } },
    ];
    const span = {
      traceId: 'ab'.repeat(16),
      spanId: 'cd'.repeat(8),
      name: 'x',
      kind: 3,
      startTimeUnixNano: '1779790000000000001',
      endTimeUnixNano: '1779790012500000000',
      attributes,
      status: { message: 'm', code: 2 },
    };
    const document = { resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: { name: 's' }, spans: [span] }] }] };
    const asBytes = structuredClone(document) as unknown as typeof document;
    const [sent] = asBytes.resourceSpans[0].scopeSpans[0].spans as unknown as Record<string, unknown>[];
    sent.traceId = Buffer.from(span.traceId, 'hex');
    sent.spanId = Buffer.from(span.spanId, 'hex');
    const bytes = Buffer.from(TraceRequest.encode(TraceRequest.fromObject(asBytes)).finish());
    const expected = structuredClone(document) as unknown as { resourceSpans: { resource: object }[] };
    expected.resourceSpans[0].resource = {};
    assert.deepEqual(fromProtobuf(bytes), expected);
  });
});
