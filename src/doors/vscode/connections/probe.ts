/** The editor: one real request to an outside system, and, where it fails, which layer is to blame; bounded in time, and it never repeats a credential. */
import { Fault } from '../../../base/fault.ts';
import type { Settings } from '../../../model/settings.ts';
import { t } from '../l10n.ts';
import type { CredentialName } from './credentials.ts';
import { brokenLayer, codeOf } from './layers.ts';
import type { Reply, System } from './systems.ts';

const REQUEST_MS = 10_000;
const LAYERS_MS = 5000;
const BODY_BYTES = 1 << 16;

export type Layer = 'address' | 'dns' | 'tcp' | 'tls' | 'http' | 'auth';

/** `layer` null: the system answers as it should. */
export interface Probed {
  readonly layer: Layer | null;
  readonly words: string;
  readonly host: string;
  readonly tookMs: number;
}

export interface Probe {
  readonly system: System;
  readonly settings: Settings;
  readonly secrets: Partial<Record<CredentialName, string>>;
}

/** Throws only `cancelled`. */
export async function probe({ system, settings, secrets }: Probe, signal: AbortSignal): Promise<Probed> {
  const started = performance.now();
  const address = String(settings[system.url] ?? '');
  const url = addressOf(address);
  const told = (layer: Layer | null, words: string, host = ''): Probed => ({
    layer,
    words,
    host,
    tookMs: Math.round(performance.now() - started),
  });
  if (typeof url === 'string') return told('address', url);
  const asked = new URL(url.href.replace(/\/+$/, '') + system.path);
  try {
    const reply = await ask(asked, system.headers(secrets, settings), signal);
    const wrong = system.judge(reply);
    return wrong ? told(wrong.layer, wrong.words, url.host) : told(null, t('it answers as it should'), url.host);
  } catch (failure) {
    if (signal.aborted) throw new Fault('cancelled');
    const broken = await brokenLayer(url, AbortSignal.any([signal, AbortSignal.timeout(LAYERS_MS)]));
    if (signal.aborted) throw new Fault('cancelled');
    return broken ? told(broken.layer, broken.words, url.host) : told('http', httpWords(failure), url.host);
  }
}

/** The address, or what is wrong with it. */
function addressOf(text: string): URL | string {
  if (text === '') return t('no address is set');
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return t('the address does not begin with http:// or https://');
  const url = new URL(text);
  if (url.username || url.password) return t('the address holds a user or password; set them as a credential instead');
  url.search = url.hash = '';
  return url;
}

async function ask(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<Reply> {
  const life = AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]);
  // A redirect is not followed: the credential is for this host only.
  const response = await fetch(url, { headers, redirect: 'manual', signal: life });
  const location = response.headers.get('location');
  return {
    status: response.status,
    type: (response.headers.get('content-type') ?? '').split(';')[0].trim().toLowerCase(),
    body: await beginning(response),
    ...(location && response.status >= 300 && response.status < 400 && { leadsTo: new URL(location, url).host }),
  };
}

async function beginning(response: Response): Promise<string> {
  if (!response.body) return '';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= BODY_BYTES) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

function httpWords(failure: unknown): string {
  if (failure instanceof Error && failure.name === 'TimeoutError')
    return t('it did not answer within {n} s', { n: REQUEST_MS / 1000 });
  return t('it does not answer in HTTP ({code})', { code: codeOf(failure) });
}
