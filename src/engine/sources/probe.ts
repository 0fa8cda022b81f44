/** The sources: one real question to an outside system, and, where it fails, which layer is to blame; bounded in time, and it never repeats a credential. */
import { isIP } from 'node:net';
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';
import { type Connected, connectionLabel, type Layer, systemFacts, variableOf } from '../../model/connection.ts';
import { type ConnectionTest, filled, type LayerText, layerAdvice, type Saying, saying } from '../../model/connection-test.ts';
import type { CallSignal, Client } from './client.ts';
import { brokenLayer } from './layers.ts';
import { proxyOf } from './network.ts';
import type { Reply } from './reply.ts';
import { addressProblem, wantsEncryption } from './request.ts';
import { systems } from './systems.ts';

const REQUEST_MS = 10_000;
const LAYERS_MS = 5000;
/** Every status is an answer to this question. */
const answers = Array.from({ length: 200 }, (_, n) => 400 + n);

/** What is wrong, and in which layer; null: it answers as it should. */
type Judgement = { readonly layer: Layer; readonly problem: Saying } | null;

/** Throws only `cancelled`. */
export async function testConnection(to: Connected, client: Client, life: CallSignal): Promise<ConnectionTest> {
  const started = performance.now();
  const wrong = addressProblem(to.connection.url) as LayerText | null;
  const judgement = wrong ? ({ layer: 'address', problem: saying(wrong) } as const) : await judged(to, client, life);
  return { ...told(to, judgement), took_ms: Math.round(performance.now() - started) };
}

async function judged(to: Connected, client: Client, life: CallSignal): Promise<Judgement> {
  const { health, below = [] } = systems[to.connection.system];
  // Once, and however it answers.
  const asked = { ...health, answers, leads: true, idempotent: false, wholeMs: REQUEST_MS };
  try {
    const reply = await client.ask(to, asked, life);
    if (reply.status !== 404) return judgeReply(to, reply);
    for (const base of below) {
      const other = await client.ask(to, { ...asked, path: base + health.path }, life);
      if (other.status !== 404) return judgeReply(to, other);
    }
    return judgeReply(to, reply);
  } catch (failure) {
    stopIfCancelled(life.signal);
    if (!(failure instanceof Fault)) throw failure;
    if (failure.code === 'source_refused') return { layer: 'auth', problem: saying(failure.details.problem as LayerText) };
    const url = new URL(to.connection.url);
    const proxy = proxyOf(to.network, url);
    const broken = proxy
      ? null
      : await brokenLayer(url, to.network, AbortSignal.any([life.signal, AbortSignal.timeout(LAYERS_MS)]));
    stopIfCancelled(life.signal);
    return broken ?? blamed(failure, proxy);
  }
}

/** The layers below hold, or are the proxy's: what the failed question itself told. */
function blamed({ details }: Fault, proxy: URL | null): Judgement {
  const code = String(details.code ?? '');
  if (details.kind === 'proxy' && proxy) {
    const text = /^E|CONNECT_TIMEOUT/.test(code)
      ? 'the proxy {host} cannot be reached ({code})'
      : 'the proxy {host} does not pass it on ({code})';
    return { layer: 'proxy', problem: saying(text, { host: proxy.host, code }) };
  }
  if (details.kind === 'tls')
    return { layer: 'tls', problem: saying('no encrypted connection with {host} ({code})', { host: details.host, code }) };
  if (/TIMEOUT/.test(code)) return { layer: 'http', problem: saying('it did not answer within {n} s', { n: REQUEST_MS / 1000 }) };
  const text = /^(HPE_|HTTPP)/.test(code) ? 'it does not answer in HTTP ({code})' : 'the connection broke off ({code})';
  return { layer: 'http', problem: saying(text, { code }) };
}

function judgeReply({ connection: { system, url } }: Connected, reply: Reply): Judgement {
  const { status, leadsTo } = reply;
  const name = systemFacts[system].label;
  if (status === 401 || status === 403)
    return { layer: 'auth', problem: saying('it refuses the credential (status {status})', { status }) };
  if (leadsTo && wantsEncryption(new URL(url), leadsTo))
    return { layer: 'address', problem: saying('it wants to be asked at {address}', { address: leadsTo.origin }) };
  if (leadsTo) {
    if (systems[system].signsIn)
      return { layer: 'auth', problem: saying('it asks to sign in; behind Cloudflare Access a service token is needed too') };
    return { layer: 'http', problem: saying('it leads on to {host} (status {status})', { host: leadsTo.host, status }) };
  }
  if (status < 300)
    return systems[system].isOurs(reply.text())
      ? null
      : { layer: 'payload', problem: saying('what answers there is not {name}', { name }) };
  if (status === 404)
    return { layer: 'http', problem: saying('there is no {name} at this address (status {status})', { name, status }) };
  if (status === 429) return { layer: 'http', problem: saying('it asks to be left alone (status {status})', { status }) };
  return { layer: 'http', problem: saying('it answers with status {status}', { status }) };
}

function told(to: Connected, judgement: Judgement): Omit<ConnectionTest, 'took_ms'> {
  const { system, name, url } = to.connection;
  const layers = layersOf(to);
  const failed = judgement?.layer ?? null;
  const at = failed === null ? layers.length : layers.indexOf(failed);
  const { variables } = systemFacts[system];
  const where = {
    setting: name ? 'investigator.connections' : `investigator.${system}.url`,
    variable: variableOf(variables.url[0], name),
    credential: variableOf(variables.token[0], name),
    tenant: variableOf(variables.tenant ?? '', name),
  };
  return {
    system,
    name,
    label: connectionLabel(to.connection),
    host: addressProblem(url) ? '' : new URL(url).host,
    layers: layers.map((layer, n) => ({ layer, state: n < at ? 'holds' : n === at ? 'fails' : 'untried' })),
    failed,
    problem: judgement?.problem ?? saying('it answers as it should'),
    advice: failed && filled(adviceFor(failed, variables.tenant !== undefined), where),
  };
}

/** Only some systems have tenants. */
function adviceFor(layer: Layer, tenants: boolean): string {
  return tenants ? layerAdvice[layer] : layerAdvice[layer].replace('; a tenant: {tenant}', '');
}

/** Through a proxy, names are looked up and ports opened by it. */
function layersOf({ connection, network }: Connected): Layer[] {
  if (addressProblem(connection.url)) return ['address', 'http', 'auth', 'payload'];
  const url = new URL(connection.url);
  const named: Layer[] = isIP(url.hostname.replace(/^\[|\]$/g, '')) ? [] : ['dns'];
  const way: Layer[] = proxyOf(network, url) ? ['proxy'] : [...named, 'tcp'];
  const encrypted: Layer[] = url.protocol === 'https:' ? ['tls'] : [];
  return ['address', ...way, ...encrypted, 'http', 'auth', 'payload'];
}
