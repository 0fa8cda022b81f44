/** The editor: what is kept for a connection, read for the engine: its credential, and the editor's own way out of this machine. */
import { type Connection, type Network, type Secret, secretOf } from '../../../model/connection.ts';
import { type CredentialSlot, slotOf } from './credentials.ts';

/** The credential that is kept for this instance, with the service token that stands before Argus. */
export async function secretFor(
  { system, name }: Pick<Connection, 'system' | 'name'>,
  get: (slot: CredentialSlot) => Promise<string | undefined>,
): Promise<Secret> {
  const secret = secretOf(system, await get(slotOf(system, name)));
  if (system !== 'argus') return secret;
  const [id, key] = (await get(slotOf('argusAccess', name)))?.split(/:(.*)/s) ?? [];
  return { ...secret, ...(id && key && { access: { id, secret: key } }) };
}

/** `http.proxy`, `http.noProxy`, `http.proxyStrictSSL`; what is not set there is as the environment says. */
export function editorNetwork(setting: (key: string) => unknown): Network {
  const [proxy, noProxy] = [setting('proxy'), setting('noProxy')];
  const off = setting('proxySupport') === 'off';
  return {
    ...(off ? { noProxy: ['*'] } : Array.isArray(noProxy) && noProxy.length > 0 && { noProxy: noProxy.map(String) }),
    ...(typeof proxy === 'string' && proxy !== '' && { proxy }),
    strictTls: setting('proxyStrictSSL') !== false,
  };
}
