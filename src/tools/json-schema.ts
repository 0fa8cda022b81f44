/** The table: a tool's schemas as JSON Schema, for models and their clients: no dialect, no bounds that every machine has anyway. */
import { z } from 'zod';
import type { Tool } from './tool.ts';

export type JsonSchema = { readonly type: 'object'; readonly [key: string]: unknown };

export function inputSchemaOf(tool: Pick<Tool, 'input'>): JsonSchema {
  return plain(tool.input, 'input');
}

/** What an answer holds; a later version may tell more, so nothing forbids further keys. */
export function outputSchemaOf(tool: Pick<Tool, 'output'>): JsonSchema {
  return plain(tool.output, 'output');
}

function plain(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-7',
    override: ({ jsonSchema: part }) => {
      if (part.additionalProperties === false) delete part.additionalProperties;
      if (part.minimum === Number.MIN_SAFE_INTEGER) delete part.minimum;
      if (part.maximum === Number.MAX_SAFE_INTEGER) delete part.maximum;
    },
  });
  return rest as JsonSchema;
}
