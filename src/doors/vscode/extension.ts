/** The editor: activation, a table of contents; nothing grows here, and nothing but what every feature needs is begun. */
import * as vscode from 'vscode';
import { Lifetime } from '../../base/lifetime.ts';
import { registerAgents } from './agents/register.ts';
import { registerChat } from './chat/register.ts';
import { registerConnections } from './connections/register.ts';
import { registerDocuments } from './documents/register.ts';
import { type ForTests, forTests } from './for-tests.ts';
import { registerGeneral } from './general.ts';
import { registerInvestigations } from './investigations/register.ts';
import { registerKnowledge } from './knowledge/register.ts';
import { useTranslation } from './l10n.ts';
import { registerLens } from './lens/register.ts';
import { registerLocalApi } from './local-api/register.ts';
import { openDoor } from './open-door.ts';
import { registerPanel } from './panel/register.ts';
import { registerRuns } from './runs/register.ts';
import { registerSource } from './source/register.ts';
import { OUTPUT, tellFailure } from './tell-failure.ts';
import { registerWatch } from './watch/register.ts';

const lifetime = new Lifetime();

export function activate(extension: vscode.ExtensionContext): ForTests | undefined {
  const log = vscode.window.createOutputChannel(OUTPUT, { log: true });
  lifetime.add(() => log.dispose());
  try {
    useTranslation((message, values) => vscode.l10n.t(message, values));
    const { door, lazy } = openDoor(extension, { log, lifetime });
    for (const register of [
      registerGeneral,
      registerRuns,
      registerInvestigations,
      registerKnowledge,
      registerPanel,
      registerDocuments,
      registerSource,
      registerLens,
      registerConnections,
      registerAgents,
      registerChat,
      registerWatch,
      registerLocalApi,
    ]) {
      const registered = register(door);
      lifetime.add(() => registered.dispose());
    }
    return forTests(door, lazy);
  } catch (failure) {
    void tellFailure(log, failure);
    throw failure;
  }
}

/** VS Code waits for it: the engine takes away what it had half done. */
export function deactivate(): Promise<void> {
  return lifetime.end();
}
