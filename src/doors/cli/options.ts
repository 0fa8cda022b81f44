/** The command line: a tool's input schema as options, so that the commands are the tools table and nothing beside it. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Fault } from '../../base/fault.ts';
import { type ToolName, table } from '../../tools/table.ts';
import type { Tool } from '../../tools/tool.ts';

/** One input of a tool as the command line takes it. */
export interface Option {
  readonly key: string;
  readonly flag: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly many: boolean;
  readonly required: boolean;
  readonly choices: readonly string[] | null;
  readonly fallback: unknown;
  readonly words: string;
}

interface PropertySchema {
  type?: string;
  enum?: string[];
  items?: PropertySchema;
  default?: unknown;
  description?: string;
}

/** Options that every command takes, beside those of its tool. */
export const globalOptions = {
  home: {
    type: 'string',
    words: 'folder for indexes, reports and downloads (INVESTIGATOR_HOME; default: the platform’s data folder)',
    value: 'DIR',
  },
  json: { type: 'boolean', words: 'exactly one JSON document on standard output', value: '' },
  markdown: { type: 'boolean', words: 'reports as Markdown', value: '' },
  html: { type: 'string', words: 'reports as one self-contained page, written to FILE', value: 'FILE' },
  inline: { type: 'boolean', words: 'run the engine in the main thread, for profiling', value: '' },
  allow: {
    type: 'string',
    words: 'raise limits of reading: totalBytes, ratio, members, depth, downloadBytes; such as totalBytes=200G',
    value: 'LIMITS',
  },
  quiet: { type: 'boolean', words: 'no progress on standard error', value: '' },
  yes: { type: 'boolean', words: 'confirm a command that changes or deletes something', value: '' },
  help: { type: 'boolean', words: 'this help', value: '' },
} as const;

export type Globals = {
  [K in keyof typeof globalOptions]?: (typeof globalOptions)[K]['type'] extends 'boolean' ? boolean : string;
};

export function commandTool(word: string): ToolName | null {
  const names = Object.keys(table) as ToolName[];
  return names.find(name => table[name].command.word === word || name === word) ?? null;
}

export function optionsOf(tool: Tool): Option[] {
  const schema = z.toJSONSchema(tool.input, { io: 'input' }) as {
    properties?: Record<string, PropertySchema>;
    required?: string[];
  };
  return Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const many = property.type === 'array';
    const one = many ? (property.items ?? {}) : property;
    const type = one.type === 'boolean' ? 'boolean' : one.type === 'integer' || one.type === 'number' ? 'number' : 'string';
    return {
      key,
      flag: key.replaceAll('_', '-'),
      type,
      many,
      required: schema.required?.includes(key) ?? false,
      choices: one.enum ?? null,
      fallback: property.default,
      words: property.description ?? '',
    };
  });
}

/** Reads the words behind the command. Throws `bad_input` in a sentence that names the option. */
export function readOptions(tool: Tool, args: readonly string[]): { input: Record<string, unknown>; globals: Globals } {
  const options = optionsOf(tool);
  const { values, positionals } = parse(options, args);
  const input: Record<string, unknown> = {};
  for (const option of options) {
    const value = values[option.flag];
    if (value !== undefined) input[option.key] = option.type === 'number' ? numbersOf(option, value) : value;
  }
  const place = options.find(option => option.key === tool.command.positional);
  if (positionals.length && !place) throw problem(`${tool.command.word} takes no ${positionals[0]}.`);
  if (place && positionals.length) {
    if (!place.many && positionals.length > 1)
      return takeSecond(tool, { input, positionals, options, globals: values as Globals });
    input[place.key] = place.many ? positionals : positionals[0];
  }
  requireAll(tool, options, input);
  return { input, globals: values as Globals };
}

/** `stream RUN STREAM`, `logs RUN QUERY`: the second word is the next input that has no value yet. */
function takeSecond(
  tool: Tool,
  read: { input: Record<string, unknown>; positionals: string[]; options: Option[]; globals: Globals },
): { input: Record<string, unknown>; globals: Globals } {
  const { input, positionals, options, globals } = read;
  const first = options.findIndex(option => option.key === tool.command.positional);
  const second = options[first + 1];
  if (positionals.length > 2 || !second || second.many || second.key in input) {
    throw problem(`${tool.command.word} does not take ${positionals.at(-1)}; quote texts that hold blanks.`);
  }
  input[options[first].key] = positionals[0];
  input[second.key] = positionals[1];
  requireAll(tool, options, input);
  return { input, globals };
}

function requireAll(tool: Tool, options: readonly Option[], input: Record<string, unknown>): void {
  const missing = options.find(option => option.required && !(option.key in input));
  if (missing)
    throw problem(
      `${tool.command.word} needs ${missing.key === tool.command.positional ? '' : '--'}${missing.flag}: ${missing.words}.`,
    );
}

function parse(options: readonly Option[], args: readonly string[]): { values: Record<string, unknown>; positionals: string[] } {
  const spec: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> = {};
  for (const [flag, { type }] of Object.entries(globalOptions)) spec[flag] = { type };
  for (const option of options)
    spec[option.flag] = { type: option.type === 'boolean' ? 'boolean' : 'string', multiple: option.many };
  try {
    return parseArgs({ args: [...args], options: spec, allowPositionals: true, strict: true });
  } catch (failure) {
    if (failure instanceof TypeError) throw problem(`${failure.message.split('. ')[0]}.`);
    throw failure;
  }
}

function numbersOf(option: Option, value: unknown): number | number[] {
  const one = (text: unknown) => {
    const number = Number(text);
    if (!Number.isFinite(number)) throw problem(`--${option.flag} takes a number, not ${String(text)}.`);
    return number;
  };
  return Array.isArray(value) ? value.map(one) : one(value);
}

function problem(words: string): Fault {
  return new Fault('bad_input', { problem: words });
}
