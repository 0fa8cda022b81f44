/** The table: connections that were tried, as text. */
import { layerNames } from '../../model/connection.ts';
import type { ConnectionTest } from '../../model/connection-test.ts';
import type { View } from '../tool.ts';
import { painted } from './paint.ts';
import { oneLine } from './safe.ts';

export function connectionsText({ connections }: { connections: readonly ConnectionTest[] }, view: View): string {
  if (connections.length === 0)
    return 'Nothing is connected. An address is set by an environment variable such as LOKI_URL or ARGUS_URL, in the editor by its settings.';
  return connections.map(one => testText(one, view)).join('\n\n');
}

function testText({ label, host, layers, failed, problem, advice, took_ms }: ConnectionTest, view: View): string {
  const where = host ? `${label} at ${host}` : label;
  const head =
    failed === null
      ? `${oneLine(where)}: ${painted(view, 'green', oneLine(problem.words))} (${took_ms} ms).`
      : `${oneLine(where)}: ${painted(view, 'red', `${layerNames[failed]} failed`)}: ${oneLine(problem.words)}.`;
  const row = layers.map(({ layer, state }) => `${layerNames[layer]} ${state}`).join(' · ');
  return [head, `  ${painted(view, 'dim', row)}`, ...(advice ? [`  ${oneLine(advice)}`] : [])].join('\n');
}
