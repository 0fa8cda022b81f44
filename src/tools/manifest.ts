/** The table: writes package.json's blocks (commands, menus, views, settings, walkthroughs, tools for agents) and their texts from the rows the editor keeps. */
import { z } from 'zod';
import { type ChatRows, chatManifest } from './chat-manifest.ts';
import { type LanguageTools, languageTools } from './language-tools.ts';

export interface MenuEntry {
  readonly when?: string;
  readonly group?: string;
}

export interface CommandRow {
  readonly title: string;
  /** Name of a product icon. */
  readonly icon?: string;
  /** When the palette shows it; always, unless given; `false`: never. */
  readonly palette?: string;
  readonly enablement?: string;
  /** Further menus by their id. */
  readonly menus?: Readonly<Record<string, MenuEntry | readonly MenuEntry[]>>;
  readonly key?: { readonly key: string; readonly mac?: string; readonly when: string };
}

export interface ViewRow {
  readonly name: string;
  readonly icon: string;
  readonly visibility?: 'visible' | 'collapsed' | 'hidden';
}

export interface WelcomeRow {
  readonly view: string;
  readonly words: string;
  readonly when?: string;
}

export interface WalkthroughRow {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly steps: readonly {
    readonly id: string;
    readonly title: string;
    readonly description: string;
    readonly media: Readonly<Record<string, string>>;
    /** A text that stands for the picture. */
    readonly altText?: string;
    readonly completionEvents: readonly string[];
  }[];
}

export interface Rows {
  readonly prefix: string;
  readonly category: string;
  readonly commands: Readonly<Record<string, CommandRow>>;
  readonly container: { readonly id: string; readonly title: string; readonly icon: string };
  readonly views: Readonly<Record<string, ViewRow>>;
  readonly welcome: readonly WelcomeRow[];
  readonly walkthroughs: readonly WalkthroughRow[];
  readonly settings: z.ZodObject;
  readonly languageTools: LanguageTools;
  readonly chat: ChatRows;
  /** Servers that are announced to agents: id and label. */
  readonly mcpServers: Readonly<Record<string, string>>;
}

export interface Manifest {
  readonly contributes: Readonly<Record<string, unknown>>;
  /** What `%key%` in the manifest stands for. */
  readonly texts: Readonly<Record<string, string>>;
  /** Settings that an untrusted workspace may not set: all that name paths, addresses or what a machine is to bear. */
  readonly restricted: readonly string[];
}

export function writeManifest(rows: Rows): Manifest {
  const texts: Record<string, string> = {};
  const text = (key: string, words: string) => {
    texts[key] = words;
    return `%${key}%`;
  };
  const contributes = {
    commands: commandsOf(rows, text),
    menus: menusOf(rows),
    keybindings: keysOf(rows),
    configuration: configurationOf(rows, text),
    viewsContainers: {
      activitybar: [{ id: rows.container.id, title: text('container', rows.container.title), icon: rows.container.icon }],
    },
    views: { [rows.container.id]: viewsOf(rows, text) },
    viewsWelcome: rows.welcome.map((row, at) => ({
      view: `${rows.prefix}.${row.view}`,
      contents: text(`welcome.${row.view}.${at}`, row.words),
      ...(row.when && { when: row.when }),
    })),
    walkthroughs: walkthroughsOf(rows, text),
    languageModelTools: languageTools(rows.languageTools, text),
    ...chatManifest(rows.chat, text),
    mcpServerDefinitionProviders: Object.entries(rows.mcpServers).map(([id, label]) => ({
      id: `${rows.prefix}.${id}`,
      label: text(`server.${id}`, label),
    })),
  };
  const filled = Object.entries(contributes).filter(([, block]) => !Array.isArray(block) || block.length > 0);
  return { contributes: Object.fromEntries(filled), texts, restricted: restrictedOf(rows) };
}

type Text = (key: string, words: string) => string;

function commandsOf({ commands, prefix, category }: Rows, text: Text) {
  return Object.entries(commands).map(([name, row]) => ({
    command: `${prefix}.${name}`,
    title: text(`command.${name}`, row.title),
    category: text('category', category),
    ...(row.icon && { icon: `$(${row.icon})` }),
    ...(row.enablement && { enablement: row.enablement }),
  }));
}

function menusOf({ commands, prefix }: Rows) {
  const menus: Record<string, object[]> = {};
  for (const [name, row] of Object.entries(commands)) {
    const all: Record<string, MenuEntry | readonly MenuEntry[]> = { ...row.menus };
    if (row.palette) all.commandPalette = { when: row.palette };
    for (const [menu, entries] of Object.entries(all)) {
      menus[menu] ??= [];
      for (const entry of [entries].flat()) menus[menu].push({ command: `${prefix}.${name}`, ...entry });
    }
  }
  return menus;
}

function keysOf({ commands, prefix }: Rows) {
  return Object.entries(commands).flatMap(([name, row]) => (row.key ? [{ command: `${prefix}.${name}`, ...row.key }] : []));
}

function viewsOf({ views, prefix }: Rows, text: Text) {
  return Object.entries(views).map(([id, row]) => ({
    id: `${prefix}.${id}`,
    name: text(`view.${id}`, row.name),
    icon: `$(${row.icon})`,
    ...(row.visibility && { visibility: row.visibility }),
  }));
}

type Schema = z.core.JSONSchema.BaseSchema & { scope: string; group: string; markdown: string };

function settingsOf({ settings, prefix }: Rows): [string, Schema][] {
  const schema = z.toJSONSchema(settings, { io: 'input' });
  return Object.entries(schema.properties ?? {}).map(([key, property]) => [`${prefix}.${key}`, property as Schema]);
}

function restrictedOf(rows: Rows): string[] {
  return settingsOf(rows).flatMap(([key, { scope }]) => (scope === 'window' ? [] : [key]));
}

/** One titled section per group, in the order of the schema. */
function configurationOf(rows: Rows, text: Text) {
  const sections = new Map<string, Record<string, object>>();
  settingsOf(rows).forEach(([key, { scope, group, markdown, ...schema }], order) => {
    const section = sections.get(group) ?? {};
    section[key] = {
      ...flat(schema),
      scope,
      order,
      markdownDescription: text(`setting.${key.slice(rows.prefix.length + 1)}`, markdown),
    };
    sections.set(group, section);
  });
  return [...sections].map(([group, properties]) => ({ title: text(`settings.${group}`, group), properties }));
}

/** VS Code's settings editor wants `type: [a, "null"]` where JSON Schema writes a choice of two. */
function flat({ anyOf, maximum, ...schema }: z.core.JSONSchema.BaseSchema): object {
  const bounded = { ...schema, ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && { maximum }) };
  const parts = anyOf as z.core.JSONSchema.BaseSchema[] | undefined;
  if (parts?.length === 2 && parts[1].type === 'null') return { ...flat(parts[0]), ...bounded, type: [parts[0].type, 'null'] };
  return parts ? { ...bounded, anyOf } : bounded;
}

function walkthroughsOf({ walkthroughs }: Rows, text: Text) {
  return walkthroughs.map(({ steps, ...row }) => ({
    id: row.id,
    title: text(`walkthrough.${row.id}`, row.title),
    description: text(`walkthrough.${row.id}.description`, row.description),
    steps: steps.map(step => ({
      id: step.id,
      title: text(`walkthrough.${step.id}`, step.title),
      description: text(`walkthrough.${step.id}.description`, step.description),
      media: { ...step.media, ...(step.altText && { altText: text(`walkthrough.${step.id}.picture`, step.altText) }) },
      completionEvents: step.completionEvents,
    })),
  }));
}
