/** The table: its tools as package.json tells VS Code's agents of them: named in a prompt by `#`, seen by the agent mode, described to the model. */
import { inputSchemaOf, type JsonSchema } from './json-schema.ts';
import type { Tool } from './tool.ts';

/** What the editor adds to a tool of the table. */
export interface LanguageToolRow {
  /** Name of a product icon. */
  readonly icon?: string;
  /** What stands behind `#`; the tool's name in camel case unless given. */
  readonly reference?: string;
}

/** What an agent is told of a tool; the editor has some of its own. */
export type Described = Pick<Tool, 'name' | 'title' | 'description' | 'effect' | 'input'>;

export interface LanguageTools {
  readonly table: Readonly<Record<string, Described>>;
  readonly rows: Readonly<Partial<Record<string, LanguageToolRow>>>;
}

const ICONS: Readonly<Record<Tool['effect'], string>> = { reads: 'search', 'asks-network': 'globe', writes: 'edit' };

interface Entry {
  readonly name: string;
  readonly tags: readonly string[];
  readonly displayName: string;
  readonly userDescription: string;
  readonly modelDescription: string;
  readonly toolReferenceName: string;
  /** Without it and a reference name a tool is registered, and no agent sees it. */
  readonly canBeReferencedInPrompt: true;
  readonly icon: string;
  readonly inputSchema: JsonSchema;
}

export function languageTools({ table, rows }: LanguageTools, text: (key: string, words: string) => string): Entry[] {
  return Object.values(table).map(tool => ({
    name: `investigator_${tool.name}`,
    tags: ['logs', 'investigator'],
    displayName: text(`tool.${tool.name}`, tool.title),
    userDescription: text(`tool.${tool.name}.description`, firstSentence(tool.description)),
    modelDescription: tool.description,
    toolReferenceName: rows[tool.name]?.reference ?? camelCase(tool.name),
    canBeReferencedInPrompt: true,
    icon: `$(${rows[tool.name]?.icon ?? ICONS[tool.effect]})`,
    inputSchema: inputSchemaOf(tool),
  }));
}

function firstSentence(words: string): string {
  return /^.*?[.](?= [A-Z]|$)/s.exec(words)?.[0] ?? words;
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
