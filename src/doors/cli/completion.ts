/** The command line: completion scripts for bash, zsh and fish, written from the tools table. */
import { Fault } from '../../base/fault.ts';
import { table } from '../../tools/table.ts';
import type { Tool } from '../../tools/tool.ts';
import { doorCommands } from './door-commands.ts';
import { globalOptions, optionsOf } from './options.ts';

export function completion(shell: string | undefined): string {
  const tools = Object.values(table) as unknown as Tool[];
  if (shell === 'bash') return bash(tools);
  if (shell === 'zsh') return `autoload -U +X bashcompinit && bashcompinit\n${bash(tools)}`;
  if (shell === 'fish') return fish(tools);
  throw new Fault('bad_input', { problem: 'completion takes bash, zsh or fish.' });
}

function flagsOf(tool: Tool): string[] {
  return [...optionsOf(tool).map(option => option.flag), ...Object.keys(globalOptions)];
}

function bash(tools: readonly Tool[]): string {
  const cases = tools.map(
    tool =>
      `    ${tool.command.word}) flags="${flagsOf(tool)
        .map(flag => `--${flag}`)
        .join(' ')}" ;;`,
  );
  return [
    '_investigator() {',
    '  local word="${COMP_WORDS[COMP_CWORD]}" flags=""',
    `  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${[...tools.map(tool => tool.command.word), ...Object.keys(doorCommands)].join(' ')} help completion" -- "$word")); return; fi`,
    '  case "${COMP_WORDS[1]}" in',
    ...cases,
    '  esac',
    '  case "$word" in',
    '    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;',
    '    *) COMPREPLY=($(compgen -f -- "$word")) ;;',
    '  esac',
    '}',
    'complete -o filenames -F _investigator investigator',
    '',
  ].join('\n');
}

function fish(tools: readonly Tool[]): string {
  const lines = tools.flatMap(tool => [
    `complete -c investigator -n __fish_use_subcommand -a ${tool.command.word} -d '${tool.title}'`,
    ...flagsOf(tool).map(flag => `complete -c investigator -n '__fish_seen_subcommand_from ${tool.command.word}' -l ${flag}`),
  ]);
  const doors = Object.entries(doorCommands).map(
    ([word, { title }]) => `complete -c investigator -n __fish_use_subcommand -a ${word} -d '${title}'`,
  );
  return `${[...lines, ...doors].join('\n')}\n`;
}
