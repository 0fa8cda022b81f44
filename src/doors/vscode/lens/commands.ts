/** The editor: the rows of the way back from code to runs in the table of commands. */
import type { CommandRow } from '../../../tools/manifest.ts';

/** Languages whose log statements are known. */
export const languages = [
  'python',
  'java',
  'go',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'rust',
  'c',
  'cpp',
];

const inCode = `editorLangId =~ /^(${languages.join('|')})$/ && resourceScheme == file`;

export const lensCommands = {
  showRunsOfStatement: {
    title: 'Show Runs That Logged This',
    palette: inCode,
    menus: { 'editor/context': { when: `${inCode} && !investigator.empty`, group: 'navigation@9' } },
  },
} as const satisfies Record<string, CommandRow>;
