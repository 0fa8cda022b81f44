/** The command line: `investigator mcp`: the same engine behind the door of AI agents. */
import { parseArgs } from 'node:util';
import { Fault } from '../../base/fault.ts';
import { startEngine } from '../../engine/start.ts';
import { environmentStore } from '../../model/environment.ts';
import { environmentProvider } from '../../tools/provide.ts';
import { version } from '../../version.ts';
import { readAllowance } from './allowance.ts';

export const mcpTitle = 'Serve the tools to AI agents: Model Context Protocol over standard input and output';

export const mcpHelp = [
  'usage: investigator mcp [--allow-writes] [--home DIR] [--allow LIMITS]',
  '',
  'Serves every command of this program as a tool of the Model Context Protocol, over standard input and output, until the client goes.',
  'It is started by the client: VS Code, Claude Code, Claude Desktop, Cursor … (README, For other agents).',
  '',
  '  --allow-writes     offer the tools that change or delete what is kept too (mark, forget)',
  '  --home DIR         folder for indexes, reports and downloads (INVESTIGATOR_HOME)',
  '  --allow LIMITS     raise limits of reading, such as totalBytes=200G',
  '',
  'Connections are those of the environment: ARGUS_URL, LOKI_URL, PROMETHEUS_URL …',
].join('\n');

/** Serves until the client goes. Null, or the help that was asked for. Throws `bad_input`. */
export async function runMcp(words: readonly string[]): Promise<string | null> {
  const { help, home, allow, 'allow-writes': allowWrites = false } = readWords(words);
  if (help) return mcpHelp;
  if (home === '') throw new Fault('bad_input', { problem: '--home needs a folder.' });
  const engine = startEngine({
    home,
    cwd: process.cwd(),
    version,
    limits: readAllowance(allow),
    store: environmentStore(process.env),
    connections: environmentProvider(process.env),
  });
  const { serveStdio } = await import('../mcp/serve-stdio.ts');
  await serveStdio({ engine, allowWrites });
  return null;
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        home: { type: 'string' },
        allow: { type: 'string' },
        'allow-writes': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      strict: true,
    }).values;
  } catch (failure) {
    if (!(failure instanceof TypeError)) throw failure;
    throw new Fault('bad_input', { problem: 'mcp takes --allow-writes, --home DIR, --allow LIMITS and nothing else.' });
  }
}
