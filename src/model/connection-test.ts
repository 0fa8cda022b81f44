/** The nouns: how a connection was tried, layer by layer, and what a person can do about the one that fails. */
import { z } from 'zod';
import { Layer, SystemName } from './connection.ts';

/** All that is said of a layer that fails, and of a connection that holds. */
export const layerTexts = [
  'it answers as it should',
  'no address is set',
  'the address does not begin with http:// or https://',
  'the address holds a user or password; set them as a credential instead',
  'the name {host} is not known ({code})',
  '{address} port {port} cannot be reached ({code})',
  '{address} port {port} does not answer',
  'no encrypted connection with {host} ({code})',
  '{host} does not answer to the greeting',
  'the proxy {host} cannot be reached ({code})',
  'the proxy {host} does not pass it on ({code})',
  'it did not answer within {n} s',
  'it does not answer in HTTP ({code})',
  'the connection broke off ({code})',
  'it wants to be asked at {address}',
  'it leads on to {host} (status {status})',
  'there is no {name} at this address (status {status})',
  'it answers with status {status}',
  'it asks to be left alone (status {status})',
  'it refuses the credential (status {status})',
  'it asks to sign in; behind Cloudflare Access a service token is needed too',
  'it does not know the token',
  'it wants a tenant',
  'what answers there is not {name}',
] as const;
export type LayerText = (typeof layerTexts)[number];

/** What to do about a layer that fails. */
export const layerAdvice = {
  address: 'Set its address: in the editor {setting}, elsewhere {variable}.',
  dns: 'Check how the host is spelled, the VPN and the name server.',
  tcp: 'Check the port, that the system runs there, firewall and VPN.',
  tls: 'Check that it speaks https there; where the certificate is the house’s own, name a file with its authority in NODE_EXTRA_CA_CERTS.',
  proxy: 'Check the proxy (HTTPS_PROXY, in the editor http.proxy) and what it lets through; NO_PROXY exempts hosts from it.',
  http: 'Check the address: another service may answer there, or the path below which the API lies is missing.',
  auth: 'Set or renew the credential: in the editor “Set Credential…”, elsewhere {credential}; a tenant: {tenant}.',
  payload: 'Check the address: another service answers there.',
} as const satisfies Record<Layer, string>;

export const Saying = z.object({
  words: z.string().describe('in English'),
  text: z.string().describe('the same before its {name}s were filled, for a door that speaks another language'),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Saying = z.infer<typeof Saying>;

export const ConnectionTest = z.object({
  system: SystemName,
  name: z.string().describe('of the instance; empty for the only one'),
  label: z.string(),
  host: z.string().describe('empty where the address is none'),
  layers: z
    .array(z.object({ layer: Layer, state: z.enum(['holds', 'fails', 'untried']) }))
    .describe('those that this connection has, from the outside in'),
  failed: Layer.nullable().describe('the layer that fails; null: it answers as it should'),
  problem: Saying,
  advice: z.string().nullable().describe('what to do; null where there is nothing to do'),
  took_ms: z.number(),
});
export type ConnectionTest = z.infer<typeof ConnectionTest>;

export function saying(text: LayerText, values: Saying['values'] = {}): Saying {
  return { words: filled(text, values), text, values };
}

export function filled(text: string, values: Saying['values']): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
