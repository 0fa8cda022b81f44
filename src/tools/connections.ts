/** The table: the tool that tries the connections with outside systems. */
import { z } from 'zod';
import { SystemName } from '../model/connection.ts';
import { ConnectionTest } from '../model/connection-test.ts';
import { connectionsText } from './render/connections.ts';
import { defineTool } from './tool.ts';

export const testConnection = defineTool({
  name: 'test_connection',
  title: 'Test connections',
  description:
    'Tries the connection with an outside system (Argus, VictoriaLogs, Loki, Prometheus, Alertmanager, GitHub, Anthropic) by one real question that changes nothing, and names the ' +
    'layer that fails: address, DNS, TCP, TLS, proxy, HTTP, credential, answer; with what to do about it. Without a system: all that are connected.',
  effect: 'asks-network',
  input: z.object({
    system: SystemName.optional().describe('system to try; all that are connected unless given'),
    name: z.string().default('').describe('which instance, where several of a system are connected'),
  }),
  output: z.object({ connections: z.array(ConnectionTest) }),
  command: { word: 'connect', positional: 'system' },
  render: connectionsText,
});
