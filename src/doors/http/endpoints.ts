/** HTTP: the endpoints beside the tools, as the OpenAPI document tells of them; a test asks the server for each. */
import { z } from 'zod';

export interface Endpoint {
  readonly method: 'get' | 'post';
  /** With {names}. */
  readonly path: string;
  readonly summary: string;
  readonly body?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly answer: {
    readonly words: string;
    readonly schema?: z.ZodObject;
    /** 200 unless given. */
    readonly status?: number;
    /** application/json unless given. */
    readonly type?: string;
  };
}

export const endpoints: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/',
    summary: 'That the server is there',
    answer: { words: 'it is', schema: z.object({ status: z.literal('ok'), service: z.string() }) },
  },
  {
    method: 'get',
    path: '/health',
    summary: 'Whether the engine answers',
    answer: {
      words: 'it does',
      schema: z.object({
        status: z.literal('ok'),
        service: z.string(),
        version: z.string(),
        runs: z.int().describe('that are known'),
        ingesting: z.int().describe('ingestions under way'),
      }),
    },
  },
  { method: 'get', path: '/openapi.json', summary: 'This document', answer: { words: 'OpenAPI 3.1' } },
];
