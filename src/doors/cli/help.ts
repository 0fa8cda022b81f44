/** The command line: help texts, written from the tools table. */
import { faults } from '../../base/fault.ts';
import { type ToolName, table } from '../../tools/table.ts';
import type { Tool } from '../../tools/tool.ts';
import { doorCommands } from './door-commands.ts';
import { followExit } from './follow.ts';
import { globalOptions, type Option, optionsOf } from './options.ts';

export function overview(): string {
  const tools = Object.values(table) as unknown as Tool[];
  const wide = Math.max(...tools.map(tool => tool.command.word.length));
  return [
    'investigator: why did this run fail? Every claim of the answer is a line you can open.',
    '',
    'usage: investigator COMMAND … [options]      investigator help COMMAND',
    '',
    ...tools.map(tool => `  ${tool.command.word.padEnd(wide)}  ${tool.title}`),
    ...Object.entries(doorCommands).map(([word, { title }]) => `  ${word.padEnd(wide)}  ${title}`),
    `  ${'completion'.padEnd(wide)}  Shell completion: source <(investigator completion bash|zsh|fish)`,
    '',
    'example: investigator investigate logs.tar.zst --against last-good-run.tar.zst',
    '',
    'options of every command:',
    ...globalLines(),
    '',
    'exit codes:',
    ...exitLines(),
  ].join('\n');
}

export function helpOf(name: ToolName): string {
  const tool = table[name] as unknown as Tool;
  const options = optionsOf(tool);
  const place = options.find(option => option.key === tool.command.positional);
  const positional = place
    ? ` ${place.required ? '' : '['}${place.key.toUpperCase()}${place.many ? '…' : ''}${place.required ? '' : ']'}`
    : '';
  return [
    `usage: investigator ${tool.command.word}${positional} [options]`,
    '',
    ...wrap(tool.description, 96),
    '',
    ...(place ? [`  ${place.key.toUpperCase()}`, ...wrap(place.words, 88).map(line => `      ${line}`)] : []),
    ...options.filter(option => option !== place).flatMap(optionLines),
    '',
    'options of every command:',
    ...globalLines(),
  ].join('\n');
}

function optionLines(option: Option): string[] {
  const value =
    option.type === 'boolean' ? '' : option.choices ? ` ${option.choices.join('|')}` : option.type === 'number' ? ' N' : ' TEXT';
  const fallback =
    option.fallback === undefined || option.fallback === '' || Array.isArray(option.fallback)
      ? ''
      : ` (default ${String(option.fallback)})`;
  return [
    `  --${option.flag}${value}${option.many ? ' …' : ''}`,
    ...wrap(`${option.words}${fallback}`, 88).map(line => `      ${line}`),
  ];
}

function globalLines(): string[] {
  return Object.entries(globalOptions).map(([flag, option]) => `  ${`--${flag} ${option.value}`.padEnd(18)} ${option.words}`);
}

/** One line per exit code, with the faults it stands for. */
function exitLines(): string[] {
  const byExit = new Map<number, string[]>([
    [0, ['the question was answered']],
    [1, ['a bug, or Node.js is too old']],
    [followExit.failed, ['--follow: the run failed']],
    [followExit.unknown, ['--follow: the run is over, its outcome unknown']],
  ]);
  for (const [code, fault] of Object.entries(faults)) byExit.set(fault.exit, [...(byExit.get(fault.exit) ?? []), code]);
  return [...byExit].sort(([a], [b]) => a - b).map(([exit, codes]) => `  ${String(exit).padStart(3)}  ${codes.join(', ')}`);
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    if (lines[lines.length - 1].length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] += (lines[lines.length - 1] ? ' ' : '') + word;
  }
  return lines;
}
