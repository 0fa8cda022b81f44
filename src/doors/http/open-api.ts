/** HTTP: the OpenAPI document, written from the schemas of the table and of the routes. */
import { faults } from '../../base/fault.ts';
import { inputSchemaOf, outputSchemaOf } from '../../tools/json-schema.ts';
import { table } from '../../tools/table.ts';
import type { Tool } from '../../tools/tool.ts';
import { version } from '../../version.ts';
import { type Endpoint, endpoints } from './endpoints.ts';

type Part = Readonly<Record<string, unknown>>;

/** OpenAPI 3.1; a writing tool stands in it where it is offered. */
export function openApi(allowWrites: boolean): Part {
  const tools = (Object.values(table) as unknown as Tool[]).filter(tool => allowWrites || tool.effect !== 'writes');
  const paths: Record<string, Record<string, Part>> = {};
  for (const one of endpoints) paths[one.path] = { ...paths[one.path], [one.method]: operation(one) };
  for (const tool of tools) paths[`/tools/${tool.name}`] = { post: toolOperation(tool) };
  return {
    openapi: '3.1.0',
    info: { title: 'Test Run Investigator', version, description: 'Why did this run fail? Every claim of an answer is a line.' },
    paths,
    components: {
      schemas: { Error: ERROR },
      securitySchemes: {
        secret: { type: 'apiKey', in: 'header', name: 'X-Ingest-Secret', description: 'where the server was started with one' },
        bearer: { type: 'http', scheme: 'bearer', description: 'the same secret, for senders that set no header of their own' },
      },
    },
    security: [{}, { secret: [] }, { bearer: [] }],
  };
}

const ERROR = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { type: 'string', enum: [...Object.keys(faults), 'bug'] },
        message: { type: 'string' },
        hint: { type: 'string', description: 'what to do next' },
      },
      required: ['code', 'message', 'hint'],
    },
  },
  required: ['error'],
};

const REFUSAL = { description: 'why not, and what to do', content: json({ $ref: '#/components/schemas/Error' }) };

function json(schema: Part, type = 'application/json'): Part {
  return { [type]: { schema } };
}

function operation({ path, summary, body, query, answer }: Endpoint): Part {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const asked = query ? Object.entries(inputSchemaOf({ input: query }).properties as Record<string, Part>) : [];
  const parameters = [...named, ...asked.map(([name, schema]) => ({ name, in: 'query', required: false, schema }))];
  const told = {
    description: answer.words,
    content: json(answer.schema ? outputSchemaOf({ output: answer.schema }) : {}, answer.type),
  };
  return {
    summary,
    ...(parameters.length && { parameters }),
    ...(body && { requestBody: { required: true, content: json(inputSchemaOf({ input: body })) } }),
    responses: { [String(answer.status ?? 200)]: told, default: REFUSAL },
  };
}

function toolOperation(tool: Tool): Part {
  const answer = {
    type: 'object',
    properties: { text: { type: 'string', description: 'the answer as a person reads it' }, data: outputSchemaOf(tool) },
    required: ['text', 'data'],
  };
  return {
    operationId: tool.name,
    summary: tool.title,
    description: tool.description,
    tags: ['tools'],
    requestBody: { required: false, content: json(inputSchemaOf(tool)) },
    responses: { '200': { description: tool.title, content: json(answer) }, default: REFUSAL },
  };
}
