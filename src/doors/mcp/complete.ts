/** MCP: completion of what prompts and resource templates take: runs by id or title, places by those that the newest reports cite, documents by name. */
import type { CompleteRequest, CompleteResult } from '@modelcontextprotocol/sdk/types.js';
import { formatPlace } from '../../model/place.ts';
import type { Engine } from '../../tools/table.ts';
import { answered, documents } from './resources.ts';
import { signalOf } from './tool-calls.ts';

/** As many as the protocol allows in one answer. */
const MOST = 100;
/** Newest reports whose evidence is offered. */
const REPORTS = 5;

const RUNS = new Set(['id', 'run', 'failed', 'passed']);

export async function complete(
  engine: Engine,
  { argument }: CompleteRequest['params'],
  cancel: AbortSignal,
): Promise<CompleteResult> {
  const life = { signal: signalOf(cancel) };
  const { name, value } = argument;
  const all = await answered(offers(engine, { name, value }, life));
  return { completion: { values: all.slice(0, MOST), total: all.length, hasMore: all.length > MOST } };
}

interface Alive {
  readonly signal: AbortSignal;
}

async function offers(engine: Engine, { name, value }: { name: string; value: string }, life: Alive): Promise<string[]> {
  if (RUNS.has(name)) return runs(engine, value, life);
  if (name === 'place') return places(engine, value, life);
  if (name !== 'document') return [];
  return [...(await documents(engine, life)).keys()].filter(one => one.includes(value)).sort();
}

/** Ids, of the runs whose id, title or job holds what is typed. */
async function runs(engine: Engine, text: string, life: Alive): Promise<string[]> {
  const page = await engine.list_runs({ text, limit: 200 }, life);
  return page.runs.map(run => run.run_id);
}

async function places(engine: Engine, typed: string, life: Alive): Promise<string[]> {
  const { reports } = await engine.list_reports({ limit: REPORTS }, life);
  const cited = await Promise.all(
    reports.map(async ({ run_id }) => {
      const { evidence_index } = await engine.get_report({ run_id }, life);
      return evidence_index.map(one => formatPlace(one.place));
    }),
  );
  return [...new Set(cited.flat())].filter(place => place.startsWith(typed));
}
