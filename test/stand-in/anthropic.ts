/** Stand-in: the Messages and Models API of Anthropic (platform.claude.com/docs/en/api), on this machine; what it answers is a function of what is asked. Tokens are characters divided by four. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { jsonIn } from '../../src/base/lenient.ts';
import { Loopback } from '../engine/sources/loopback.ts';
import { PromptCache, stepsOf } from './anthropic-cache.ts';
import { type AnswerBlock, eventsOf, frame, type Message, outputTokens } from './anthropic-events.ts';
import { blocksOf, type MessagesRequest, problemIn } from './anthropic-request.ts';

/** What goes wrong with one request. */
export interface Mishap {
  readonly status?: number;
  readonly type?: string;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An error event after this many events. */
  readonly errorEvent?: { readonly after: number; readonly type: string };
  /** The connection breaks after this many bytes of the body. */
  readonly cutAfter?: number;
  /** The stream ends properly after this many events. */
  readonly endAfter?: number;
  readonly hangs?: 'before' | 'within';
}

/** Thoughts are signed here: what stood before them must not change. */
export type Written = Exclude<AnswerBlock, { type: 'thinking' }> | { readonly type: 'thinking'; readonly thinking: string };

export interface Scripted {
  readonly content?: readonly Written[];
  /** `tool_use` where there are calls, else `end_turn`. */
  readonly stop?: string;
  readonly mishap?: Mishap;
}

export interface AnthropicOptions {
  readonly key?: string;
  readonly models?: readonly string[];
  /** Tokens of a request at most. */
  readonly window?: number;
  readonly bodyBytes?: number;
  /** Models that always think: `tool_choice` may not force them, and thoughts are bound to what stood before. */
  readonly thinking?: RegExp;
  /** Characters a delta. */
  readonly piece?: number;
  /** Cuts the bytes of a stream into what is written at once. */
  readonly chunks?: (bytes: Buffer) => Iterable<Buffer>;
  readonly slowMs?: number;
  /** Any that is free unless given. */
  readonly port?: number;
  readonly now?: () => number;
}

export class Anthropic {
  /** Of each request that was taken. */
  readonly taken: MessagesRequest[] = [];
  readonly usages: Message['usage'][] = [];
  /** Requests of all paths, with what was refused. */
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[] = [];
  readonly #web: Loopback;
  readonly #script: (request: MessagesRequest, nth: number) => Scripted;
  readonly #options: AnthropicOptions;
  readonly #cache: PromptCache;
  #nth = 0;

  private constructor(web: Loopback, script: (request: MessagesRequest, nth: number) => Scripted, options: AnthropicOptions) {
    this.#web = web;
    this.#script = script;
    this.#options = options;
    this.#cache = new PromptCache(options.now);
  }

  static async open(
    script: (request: MessagesRequest, nth: number) => Scripted = () => ({ content: [{ type: 'text', text: 'Hello!' }] }),
    options: AnthropicOptions = {},
  ): Promise<Anthropic> {
    const web = await Loopback.open(() => undefined, { port: options.port });
    const api = new Anthropic(web, script, options);
    web.answer = (request, response) => void api.#answer(request, response).catch(() => response.destroy());
    return api;
  }

  get url(): string {
    return this.#web.url;
  }

  close(): Promise<void> {
    return this.#web.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    this.asked.push({ path: url.pathname + url.search, headers: request.headers });
    response.setHeader('request-id', `req_${String(this.asked.length).padStart(4, '0')}`);
    response.setHeader('anthropic-ratelimit-requests-limit', '50');
    response.setHeader('anthropic-ratelimit-requests-remaining', '49');
    const { key = KEY, bodyBytes = 32 << 20 } = this.#options;
    const shown = request.headers['x-api-key'] ?? request.headers.authorization?.replace(/^Bearer /, '');
    if (shown === undefined) return refuse(response, { status: 401, message: 'x-api-key header is required' });
    if (shown !== key) return refuse(response, { status: 401, message: 'invalid x-api-key' });
    if (!request.headers['anthropic-version'])
      return refuse(response, { status: 400, message: 'anthropic-version: header is required' });
    if (request.method === 'GET' && url.pathname === '/v1/models') return this.#models(url.searchParams, response);
    if (request.method !== 'POST' || url.pathname !== '/v1/messages')
      return refuse(response, { status: 404, message: 'Not found' });
    const body = await received(request);
    if (body.length > bodyBytes) return refuse(response, { status: 413, message: 'Request exceeds the maximum size' });
    return this.#message(jsonIn(body.toString()), response);
  }

  #models(query: URLSearchParams, response: ServerResponse): void {
    const all = this.#options.models ?? ['claude-sonnet-5-5', 'claude-haiku-5-5'];
    const limit = Number(query.get('limit') ?? 20);
    const from = query.has('after_id') ? all.indexOf(query.get('after_id') as string) + 1 : 0;
    const data = all.slice(from, from + limit).map(id => ({
      type: 'model',
      id,
      display_name: id
        .replace(/^claude-/, 'Claude ')
        .replace(/-(\d)/, ' $1')
        .replaceAll('-', '.'),
      created_at: '2026-09-22T00:00:00Z',
      lifecycle: 'active',
      max_input_tokens: 1_000_000,
    }));
    send(response, 200, {
      data,
      has_more: from + limit < all.length,
      first_id: data[0]?.id ?? null,
      last_id: data.at(-1)?.id ?? null,
    });
  }

  async #message(value: unknown, response: ServerResponse): Promise<void> {
    const problem =
      value === undefined ? 'The request body is not valid JSON' : (problemIn(value) ?? this.#unfit(value as MessagesRequest));
    if (problem) return refuse(response, { status: 400, message: problem });
    const request = value as MessagesRequest;
    const { models } = this.#options;
    if (models && !models.includes(request.model)) return refuse(response, { status: 404, message: `model: ${request.model}` });
    const { content = [], stop, mishap = {} } = this.#script(request, this.#nth++);
    if (mishap.hangs === 'before') return;
    if (mishap.status) return refuse(response, { ...mishap, status: mishap.status });
    const message = this.#written(request, content, stop);
    this.taken.push(request);
    this.usages.push(message.usage);
    if (request.stream) return this.#stream(message, mishap, response);
    send(response, 200, message);
  }

  /** What only this model does not take. */
  #unfit(request: MessagesRequest): string | null {
    const { window = 1_000_000, thinking } = this.#options;
    const steps = stepsOf(request);
    const tokens = steps.at(-1)?.tokens ?? 0;
    if (tokens > window) return `prompt is too long: ${tokens} tokens > ${window} maximum`;
    if (!thinking?.test(request.model)) return null;
    if (request.tool_choice?.type === 'any' || request.tool_choice?.type === 'tool')
      return `tool_choice: "${request.tool_choice.type}" is not supported for this model.`;
    const changed = thoughtsIn(request).find(({ before, block }) => block.signature !== signed(before, block.thinking));
    return changed
      ? 'messages: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.'
      : null;
  }

  #written(request: MessagesRequest, content: readonly Written[], stop?: string): Message {
    const before = historyOf(request.messages);
    const blocks = content.map(
      (block): AnswerBlock => (block.type === 'thinking' ? { ...block, signature: signed(before, block.thinking) } : block),
    );
    return {
      id: `msg_${String(this.#nth).padStart(4, '0')}`,
      type: 'message',
      role: 'assistant',
      model: request.model,
      content: blocks,
      stop_reason: stop ?? (blocks.some(block => block.type === 'tool_use') ? 'tool_use' : 'end_turn'),
      stop_sequence: null,
      usage: { ...this.#cache.count(request), output_tokens: outputTokens(blocks), service_tier: 'standard' },
    };
  }

  async #stream(message: Message, mishap: Mishap, response: ServerResponse): Promise<void> {
    const { piece = 24, chunks = only, slowMs = 0 } = this.#options;
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
    let left = mishap.cutAfter ?? Number.POSITIVE_INFINITY;
    for (const [nth, event] of eventsOf(message, piece).entries()) {
      if (nth === mishap.endAfter) break;
      const error = nth === mishap.errorEvent?.after ? errorOf(mishap.errorEvent.type, 'Overloaded') : null;
      for (const chunk of chunks(Buffer.from(frame(error ?? event)))) {
        if (chunk.length > left) {
          response.write(chunk.subarray(0, left), () => response.destroy());
          return;
        }
        left -= chunk.length;
        response.write(chunk);
      }
      if (error) break;
      if (slowMs) await sleep(slowMs);
      if (mishap.hangs === 'within') return;
    }
    response.end();
  }
}

export const KEY = 'sk-ant-stand-in-0123456789';

function* only(bytes: Buffer): Generator<Buffer> {
  yield bytes;
}

function signed(before: string, thinking: string): string {
  return createHash('sha256').update(before).update(thinking).digest('base64');
}

function historyOf(messages: MessagesRequest['messages']): string {
  const bare = messages.map(({ role, content }) => ({
    role,
    content: blocksOf(content).map(block => ({ ...block, cache_control: undefined })),
  }));
  return JSON.stringify(bare);
}

function thoughtsIn({ messages }: MessagesRequest) {
  return messages.flatMap(({ content }, at) => {
    const before = historyOf(messages.slice(0, at));
    return blocksOf(content).flatMap(block => (block.type === 'thinking' ? [{ before, block }] : []));
  });
}

async function received(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const kinds: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

function errorOf(type: string, message: string) {
  return { type: 'error', error: { type, message } };
}

function refuse(
  response: ServerResponse,
  { status, type, message = 'It is so.', headers = {} }: Mishap & { status: number },
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  send(response, status, {
    ...errorOf(type ?? kinds[status] ?? 'api_error', message),
    request_id: response.getHeader('request-id'),
  });
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
