/** MCP: completion of what prompts and resource templates take: runs by id or title, places by those that the newest reports cite. */
import type { CompleteRequest, CompleteResult } from '@modelcontextprotocol/sdk/types.js';
import { formatPlace } from '../../model/place.ts';
import type { Engine } from '../../tools/table.ts';
import { answered } from './resources.ts';
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
  const found = RUNS.has(name) ? runs(engine, value, life) : name === 'place' ? places(engine, value, life) : Promise.resolve([]);
  const all = await answered(found);
  return { completion: { values: all.slice(0, MOST), total: all.length, hasMore: all.length > MOST } };
}

interface Alive {
  readonly signal: AbortSignal;
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
