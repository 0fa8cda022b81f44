/** The editor: what a person reads of a connection that was tried. */
import type { Layer } from '../../../model/connection.ts';
import type { ConnectionTest } from '../../../model/connection-test.ts';
import { said, t } from '../l10n.ts';

const layers: Readonly<Record<Layer, string>> = {
  address: said('Address'),
  dns: said('DNS'),
  tcp: said('TCP'),
  tls: said('TLS'),
  proxy: said('Proxy'),
  http: said('HTTP'),
  auth: said('Credential'),
  payload: said('Answer'),
};

/** `Loki at localhost:3100 answers as it should (12 ms).`, `Loki: TCP failed: 127.0.0.1 port 3100 cannot be reached (ECONNREFUSED).` */
export function testWords({ label, failed, problem, host, took_ms }: ConnectionTest): string {
  if (failed === null) return t('{system} at {host} answers as it should ({ms} ms).', { system: label, host, ms: took_ms });
  return t('{system}: {layer} failed: {words}.', {
    system: label,
    layer: t(layers[failed]),
    words: t(problem.text, problem.values),
  });
}
