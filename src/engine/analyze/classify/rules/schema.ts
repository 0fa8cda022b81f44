/** Analysis: the rule for schemas and contracts between two sides that did not match. */
import { act, defineRule } from '../rule.ts';
import { because, on, search } from '../wording.ts';

export const schema = defineRule({
  category: 'schema',
  signs: [
    [0.76, /found character that cannot start any token|mapping values are not allowed|could not find expected ':'/],
    [
      0.92,
      /schema (?:mismatch|disagreement|version mismatch|validation (?:failed|error))(?<message>[^\n]*)|Schema (?:version )?disagreement/i,
    ],
    [
      0.9,
      /\b(?:relation|table|column|unconfigured table|keyspace) "?(?<name>[\w.]+)"? (?:does not exist|not found|of relation)|(?:Unknown|Undefined) (?:column|table|name|identifier)(?: name)? ['"]?(?<file>[\w.]+)|no such (?:table|column): (?<process>[\w.]+)|Table '(?<package>[\w.]+)' doesn't exist|unconfigured table (?<test>\w+)/i,
    ],
    [
      0.9,
      /\b(?:pydantic[\w.]*\.)?ValidationError: (?<message>[^\n]+)|jsonschema\.exceptions\.ValidationError|ZodError|Missing required (?:field|property|parameter|argument):? ['"]?(?<name>[\w.-]+)/i,
    ],
    [
      0.88,
      /(?:unknown|unexpected|missing|unrecognized) (?:required )?(?:field|property|attribute|key)s?:? ["'`](?<name>[^"'`\n]+)["'`]/i,
    ],
    [
      0.88,
      /(?:cannot|could not|failed to) (?:deserialize|unmarshal|decode|parse)[^\n]{0,160}|InvalidFormatException|UnrecognizedPropertyException|JsonMappingException|json: cannot unmarshal (?<message>[^\n]+)/i,
    ],
    [
      0.86,
      /protocol version (?:mismatch|not supported)|unsupported (?:protocol|api|schema) version|incompatible (?:schema|protocol|api|wire|types? in)|InvalidProtocolBufferException|AvroTypeException|breaking (?:change|API)/i,
    ],
    [
      0.84,
      /(?:HTTP(?:\/[\d.]+)?|status(?:[ _]code)?|returned(?: error)?|response)["']?[:= ]+(?<code>400|404|405|409|415|422)\b/i,
    ],
    [
      0.82,
      /(?:migration|migrations?) (?:failed|error|conflict)|pending migrations?|Can't locate revision|InconsistentMigrationHistory/i,
    ],
    [
      0.74,
      /JSONDecodeError|Unexpected token (?:.{1,12} )?in JSON|SyntaxError: Unexpected end of JSON|yaml\.(?:scanner|parser)\.\w+Error|did not find expected|XML (?:parse|syntax) error|SAXParseException/,
    ],
  ],
  short: 'schema mismatch',
  followed: () => 'two sides no longer agreed on a schema',
  says: found => {
    const name = found.name ?? found.file ?? found.process ?? found.package ?? found.test;
    return `A schema or contract did not match${on(found)}${name ? ` (${name})` : ''}${found.code ? ` (HTTP ${found.code})` : ''}${because(found)}`;
  },
  describes: () => 'One side sent or stored something in a form that the other does not know: a field, a table, a version.',
  steps: found => [
    search(
      found.name ? `"${found.name}"` : 'schema OR migration OR unmarshal OR validation',
      'who sent it, and which versions are involved?',
    ),
    'Compare the versions of both sides with the last passing run; look for a migration that did not run.',
  ],
  actions: () => [
    act(
      'high code_change',
      'Bring both sides to one contract',
      'Change producer and consumer together, or accept both forms until both are deployed.',
    ),
    act('medium test_change', 'Test the contract', 'Check the schema in a test of its own, before the tests that use it.'),
  ],
});
