/** Stand-in for the Anthropic API, as a process: `node test/stand-in/anthropic-process.ts --port 0` prints where it is and its key; it investigates the sample run. */
import { parseArgs } from 'node:util';
import { Anthropic, KEY } from './anthropic.ts';
import { investigateSample } from './anthropic-sample.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, slow: { type: 'string', default: '0' } } });
const api = await Anthropic.open(investigateSample, { port: Number(values.port), slowMs: Number(values.slow) });
process.stdout.write(`ANTHROPIC_BASE_URL=${api.url} ANTHROPIC_API_KEY=${KEY}\n`);
const end = async () => {
  for (const usage of api.usages) process.stdout.write(`${JSON.stringify(usage)}\n`);
  await api.close();
};
process.once('SIGINT', () => void end()).once('SIGTERM', () => void end());
