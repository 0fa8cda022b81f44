/** The editor: what can be done with a run that is still with its system: fetch and investigate it, open its page, copy its address. */
import * as vscode from 'vscode';
import type { RemoteRun } from '../../../model/remote-run.ts';
import { commandId } from '../commands.ts';
import { type Handlers, NOTHING_DONE } from '../handle.ts';
import { t } from '../l10n.ts';
import type { Readings } from '../reading/queue.ts';
import type { LookedAt } from './looked.ts';

/** A node of the tree, or what its click hands over. */
type Wanted = { readonly run: RemoteRun } | { readonly address: string; readonly title?: string } | string | undefined;

export function remoteCommands(readings: Readings, looked: LookedAt): Handlers {
  return {
    investigateRemote: async (given: Wanted) => {
      const wanted = named(given) ?? (await typedIn());
      if (!wanted) return NOTHING_DONE;
      await looked.mark([wanted.address]);
      const runId = await readings.begin({ inputs: [wanted.address], title: wanted.title });
      await vscode.commands.executeCommand(commandId('openRun'), runId);
      return runId;
    },
    openRemotePage: async (given: Wanted) => {
      const url = typeof given === 'object' && 'run' in given ? given.run.url : null;
      if (!url) return NOTHING_DONE;
      return vscode.env.openExternal(vscode.Uri.parse(url, true));
    },
    copyRemoteAddress: async (given: Wanted) => {
      const wanted = named(given);
      if (!wanted) return NOTHING_DONE;
      return vscode.env.clipboard.writeText(wanted.address);
    },
  };
}

function named(given: Wanted): { address: string; title: string } | undefined {
  if (typeof given === 'string') return { address: given, title: given };
  if (given && 'run' in given) return { address: given.run.address, title: given.run.title };
  return given?.address ? { address: given.address, title: given.title ?? given.address } : undefined;
}

/** For whoever gives the command with nothing in hand. */
async function typedIn(): Promise<{ address: string; title: string } | undefined> {
  const text = await vscode.window.showInputBox({
    title: t('Fetch and investigate'),
    prompt: t('The page of a run of Argus or GitHub Actions, argus:ID, github:OWNER/NAME/ID or alert:FINGERPRINT'),
    ignoreFocusOut: true,
  });
  const address = text?.trim();
  return address ? { address, title: address } : undefined;
}
