/** The editor: which repository of a host the address of a Git remote names. */

const FORMS: readonly RegExp[] = [
  /^(?:https?|ssh|git):\/\/(?:[^@/]+@)?([^/:]+)(?::\d+)?\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/i,
  /^(?:[^@/]+@)?([^/:]+):([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/i,
];

/** `OWNER/NAME`, or null where the address leads elsewhere. */
export function githubRepository(address: string, host: string): string | null {
  const found = FORMS.map(form => form.exec(address.trim())).find(Boolean);
  return found && found[1].toLowerCase() === host.toLowerCase() ? `${found[2]}/${found[3]}` : null;
}

/** The host whose repositories an API address serves. */
export function hostOf(api: string): string {
  const host = URL.canParse(api) ? new URL(api).host : '';
  return host === 'api.github.com' ? 'github.com' : host;
}
