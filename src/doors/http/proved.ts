/** HTTP: a body or query proved by its schema, refused in words. */
import type { z } from 'zod';
import { Fault } from '../../base/fault.ts';
import { refusalOf } from '../../base/refusal.ts';

/** Throws bad_input. */
export function proved<Schema extends z.ZodObject>(schema: Schema, value: unknown): z.output<Schema> {
  const read = schema.safeParse(value ?? {});
  if (read.success) return read.data;
  const { path, words } = refusalOf(read.error, value);
  throw new Fault('bad_input', { problem: `${path.join('.') || 'The body'} ${words}.` });
}
