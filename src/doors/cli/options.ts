/** The command line: a tool's input schema as options, so that the commands are the tools table and nothing beside it. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Fault } from '../../base/fault.ts';
import { refusalOf } from '../../base/refusal.ts';
import { type ToolName, table } from '../../tools/table.ts';
import type { Tool } from '../../tools/tool.ts';
import { doorCommand } from './door-commands.ts';

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
  follow: { type: 'boolean', words: 'with investigate: look again until the run is over, and tell what is new', value: '' },
  every: { type: 'string', words: 'seconds between two looks of --follow (default 30)', value: 'N' },
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

/** `investigator --home DIR runs`: options of every command may stand before it; here they move behind it. Throws `bad_input`. */
export function globalsLast(words: readonly string[]): string[] {
  let behind = 0;
  while (words[behind]?.startsWith('-')) {
    const flag = words[behind].slice(2);
    const takesNext = Object.hasOwn(globalOptions, flag) && globalOptions[flag as keyof Globals].type === 'string';
    behind += takesNext ? 2 : 1;
  }
  const before = words.slice(0, behind);
  if (before.includes('--version') || before.includes('-v')) return ['version'];
  const [word, ...rest] = words.slice(behind);
  if (word === undefined && (before.length === 0 || before.some(isHelp))) return ['help'];
  if (word === undefined) throw problem(`There is no command in "${before.join(' ')}".`);
  return commandTool(word) || doorCommand(word) ? [word, ...before, ...rest] : [word, ...rest];
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
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

/** What the words behind a command say. */
interface Words {
  readonly input: Record<string, unknown>;
  readonly globals: Globals;
}

/** Reads the words behind the command. Throws `bad_input` in a sentence that names the option. */
export function readOptions(tool: Tool, args: readonly string[]): Words {
  const options = optionsOf(tool);
  const { values, positionals } = parse(tool, options, args);
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
  return checked(tool, options, { input, globals: values as Globals });
}

/** `stream RUN STREAM`, `logs RUN QUERY`: the second word is the next input that has no value yet. */
function takeSecond(tool: Tool, read: Words & { readonly positionals: string[]; readonly options: Option[] }): Words {
  const { input, positionals, options, globals } = read;
  const first = options.findIndex(option => option.key === tool.command.positional);
  const second = options[first + 1];
  if (positionals.length > 2 || !second || second.many || second.key in input) {
    throw problem(`${tool.command.word} does not take ${positionals.at(-1)}; quote texts that hold blanks.`);
  }
  input[options[first].key] = positionals[0];
  input[second.key] = positionals[1];
  return checked(tool, options, { input, globals });
}

/** What the tool would refuse is refused here, by the name that the person typed. */
function checked(tool: Tool, options: readonly Option[], read: Words): Words {
  const { input, globals } = read;
  const nameOf = (option: Option) => `${option.key === tool.command.positional ? '' : '--'}${option.flag}`;
  const missing = options.find(option => option.required && !(option.key in input));
  if (missing) throw problem(`${tool.command.word} needs ${nameOf(missing)}: ${missing.words}.`);
  const proved = tool.input.safeParse(input);
  if (!proved.success) {
    const { path, words } = refusalOf(proved.error, input);
    const wrong = options.find(option => option.key === path[0]);
    throw problem(`${wrong ? nameOf(wrong) : tool.command.word} ${words}.`);
  }
  if (globals.home === '') throw problem('--home needs a folder.');
  return read;
}

function parse(
  tool: Tool,
  options: readonly Option[],
  args: readonly string[],
): { values: Record<string, unknown>; positionals: string[] } {
  const spec: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> = {};
  for (const [flag, { type }] of Object.entries(globalOptions)) spec[flag] = { type };
  for (const option of options)
    spec[option.flag] = { type: option.type === 'boolean' ? 'boolean' : 'string', multiple: option.many };
  try {
    return parseArgs({ args: joined(options, args), options: spec, allowPositionals: true, strict: true });
  } catch (failure) {
    if (!(failure instanceof TypeError)) throw failure;
    const name = /'(-[^' ]*)/.exec(failure.message)?.[1] ?? 'An option';
    throw problem(
      (failure as NodeJS.ErrnoException).code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE'
        ? `${name} is written wrongly: a switch stands alone, any other option as ${name}=VALUE.`
        : `${tool.command.word} has no option ${name}; \`investigator help ${tool.command.word}\` lists those it has.`,
    );
  }
}

/** `--limit -5` means the number, which the parser would take for another option. */
function joined(options: readonly Option[], args: readonly string[]): string[] {
  const numeric = new Set(options.filter(option => option.type === 'number').map(option => `--${option.flag}`));
  return args.flatMap((arg, at) => {
    if (numeric.has(arg) && /^-\d/.test(args[at + 1] ?? '')) return [`${arg}=${args[at + 1]}`];
    return numeric.has(args[at - 1]) && /^-\d/.test(arg) ? [] : [arg];
  });
}

function numbersOf(option: Option, value: unknown): number | number[] {
  const one = (text: unknown) => {
    const number = Number(text);
    if (!Number.isFinite(number) || String(text).trim() === '')
      throw problem(`--${option.flag} takes a number, not ${String(text)}.`);
    return number;
  };
  return Array.isArray(value) ? value.map(one) : one(value);
}

function problem(words: string): Fault {
  return new Fault('bad_input', { problem: words });
}
