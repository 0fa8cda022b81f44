/** HTTP: the engine whose answers are timed for Prometheus: what reads in, what investigates, what asks; failures take time too. */
import { type ToolName, table } from '../../tools/table.ts';
import type { Served } from './server.ts';
import type { Histogram, Tally } from './tally.ts';

const KINDS: Partial<Record<ToolName | 'keep_log_text', Histogram>> = {
  ingest_logs: 'ingest_duration_seconds',
  keep_agent_run: 'ingest_duration_seconds',
  keep_log_text: 'ingest_duration_seconds',
  investigate_run: 'investigation_duration_seconds',
};

type Ask = (input: never, life?: never) => Promise<unknown>;

export function timedEngine(engine: Served['engine'], tally: Tally): Served['engine'] {
  function timed<Asked extends Ask>(tool: ToolName | 'keep_log_text', ask: Asked): Asked {
    const name = KINDS[tool] ?? 'query_duration_seconds';
    const measured: Ask = async (input, life) => {
      const begun = performance.now();
      try {
        return await ask(input, life);
      } finally {
        tally.took(name, (performance.now() - begun) / 1000, { tool });
      }
    };
    return measured as Asked;
  }
  const tools = (Object.keys(table) as ToolName[]).map(name => [name, timed(name, engine[name])]);
  const own = { ...engine.own, keep_log_text: timed('keep_log_text', engine.own.keep_log_text) };
  return { ...engine, ...Object.fromEntries(tools), own };
}
