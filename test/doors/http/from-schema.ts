/** HTTP, tests: values made from the schemas of the OpenAPI document: some that fit, some that nearly do, some that are hostile. */
import fc from 'fast-check';

export type Schema = Readonly<Record<string, unknown>>;

/** What stands for a property of this name now and then, so that more than its refusal is tried. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

export const HOSTILE = [
  '',
  ' ',
  '..',
  '../../etc/passwd',
  '%00',
  '\u0000',
  '__proto__',
  'constructor',
  '\ud800',
  '\u202e<script>alert(1)</script>',
  '-1',
  "' OR 1=1 --",
  '${1+1}',
  '/(a+)+$/',
  'x'.repeat(5000),
];

/** A value that fits its schema, but for what only words say. */
export function fitting(schema: Schema, known: Known = {}, name = ''): fc.Arbitrary<unknown> {
  const own = known[name];
  if (own?.length) return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...own) }, bySchema(schema, known));
  return bySchema(schema, known);
}

function bySchema(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const {
    anyOf,
    oneOf,
    const: only,
    enum: some,
  } = schema as { anyOf?: Schema[]; oneOf?: Schema[]; const?: unknown; enum?: unknown[] };
  const choices = anyOf ?? oneOf;
  if (choices) return fc.oneof(...choices.map(one => fitting(one, known)));
  if (only !== undefined) return fc.constant(only);
  if (some) return fc.constantFrom(...some);
  switch (schema.type) {
    case 'object':
      return objects(schema, known);
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 4 } = schema as { items?: Schema; minItems?: number; maxItems?: number };
      return fc.array(fitting(items, known), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) });
    }
    case 'string':
      return strings(schema);
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objects({ properties = {}, required = [], additionalProperties }: Schema, known: Known): fc.Arbitrary<unknown> {
  const parts = Object.entries(properties as Record<string, Schema>).map(
    ([key, one]) => [key, fitting(one, known, key)] as const,
  );
  const named = fc.record(Object.fromEntries(parts), { requiredKeys: required as string[] });
  if (typeof additionalProperties !== 'object' || additionalProperties === null) return named;
  const further = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fitting(additionalProperties as Schema, known), {
    maxKeys: 3,
  });
  return fc.tuple(further, named).map(([more, one]) => ({ ...more, ...one }));
}

function strings({ minLength = 0, maxLength = 200, pattern }: Schema): fc.Arbitrary<string> {
  if (typeof pattern === 'string') return fc.oneof(fc.stringMatching(new RegExp(pattern)), fc.constantFrom(...HOSTILE));
  const text = fc.string({
    minLength: Number(minLength),
    maxLength: Math.min(Number(maxLength), Number(minLength) + 60),
    unit: 'binary',
  });
  return fc.oneof(text, fc.constantFrom(...HOSTILE));
}

function numbers({ type, minimum, maximum, exclusiveMinimum }: Schema): fc.Arbitrary<number> {
  const min = Number(minimum ?? exclusiveMinimum ?? -1e6);
  const max = Math.min(Number(maximum ?? 1e6), min + 1e6);
  if (type === 'integer') return fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  return fc.double({ min, max, noNaN: true });
}

/** One part of a fitting value is replaced, left out or added; or all of it is something else. */
export function wrong(schema: Schema, known: Known = {}): fc.Arbitrary<unknown> {
  const any = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom<unknown>(...HOSTILE, 1e308, -1, 0.5, [], {}, null));
  const spoilt = fc
    .tuple(fitting(schema, known), fc.nat(), any, fc.constantFrom('replace', 'drop', 'add'))
    .map(([value, at, part, how]) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return part;
      const keys = Object.keys(value);
      const key = keys.length ? keys[at % keys.length] : 'x';
      if (how === 'add') return { ...value, unheard_of: part };
      if (how === 'replace') return { ...value, [key]: part };
      return Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
    });
  return fc.oneof({ weight: 4, arbitrary: spoilt }, any);
}
