/** The editor: what VS Code itself knows of GitHub: the account that is signed in, and the repositories that are open. */
import * as vscode from 'vscode';
import { githubRepository } from './remote-url.ts';

/** To read runs, logs and annotations of private repositories. */
const SCOPES = ['repo'];

/** The token of the account in the editor; asked for only when a person wants to connect. Undefined where there is none, or GitHub is not to be had. */
export async function signedIn({ ask }: { ask: boolean }): Promise<string | undefined> {
  try {
    const how = ask ? { createIfNone: true as const } : { silent: true };
    return (await vscode.authentication.getSession('github', SCOPES, how))?.accessToken;
  } catch (failure) {
    // Waved away, or an editor without GitHub's own sign-in.
    if (!(failure instanceof Error)) throw failure;
    return undefined;
  }
}

/** Of the built-in Git extension, as much as is used. */
interface GitExports {
  getAPI(version: 1): { readonly repositories: readonly { readonly state: { readonly remotes: readonly Remote[] } }[] };
}

interface Remote {
  readonly fetchUrl?: string;
}

/** `OWNER/NAME` of each remote on this host; none while Git is asleep. */
export function openRepositories(host: string): string[] {
  const git = vscode.extensions.getExtension<GitExports>('vscode.git');
  if (!git?.isActive) return [];
  const remotes = git.exports.getAPI(1).repositories.flatMap(one => one.state.remotes);
  return [...new Set(remotes.flatMap(({ fetchUrl }) => githubRepository(fetchUrl ?? '', host) ?? []))];
}
