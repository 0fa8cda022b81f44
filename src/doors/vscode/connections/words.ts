/** The editor: what a person reads of a connection that was tried. */
import { said, t } from '../l10n.ts';
import type { Layer, Probed } from './probe.ts';

const layers: Readonly<Record<Layer, string>> = {
  address: said('Address'),
  dns: said('DNS'),
  tcp: said('TCP'),
  tls: said('TLS'),
  http: said('HTTP'),
  auth: said('Credential'),
};

/** `Loki at localhost:3100 answers as it should (12 ms).`, `Loki: TCP failed: 127.0.0.1 port 3100 cannot be reached (ECONNREFUSED).` */
export function probedWords(label: string, { layer, words, host, tookMs }: Probed): string {
  if (layer === null) return t('{system} at {host} answers as it should ({ms} ms).', { system: label, host, ms: tookMs });
  return t('{system}: {layer} failed: {words}.', { system: label, layer: t(layers[layer]), words });
}
