/** The editor: what a person has chosen among several sources, kept for this workspace, the oldest forgotten first. */
import type * as vscode from 'vscode';
import type { Choice } from './decide.ts';

const KEY = 'investigator.source.choices';
const MOST = 500;

export interface Choices {
  get(key: string): Choice | undefined;
  keep(key: string, choice: Choice): Thenable<void>;
  /** How many were forgotten. */
  forget(): Promise<number>;
}

export function openChoices(memory: vscode.Memento): Choices {
  const all = (): [string, Choice][] => memory.get<[string, Choice][]>(KEY, []);
  return {
    get: key => all().find(([one]) => one === key)?.[1],
    keep: (key, choice) => memory.update(KEY, [...all().filter(([one]) => one !== key), [key, choice]].slice(-MOST)),
    forget: async () => {
      const kept = all().length;
      await memory.update(KEY, undefined);
      return kept;
    },
  };
}
