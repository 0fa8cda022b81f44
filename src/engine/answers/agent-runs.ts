/** The answers: agent runs that programs hand in: kept under their id, replaced as a whole, and summed up. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AgentOverview } from '../../model/agent-overview.ts';
import { type AgentRun, readAgentRun } from '../../model/agent-run.ts';
import type { Run } from '../../model/run.ts';
import { agentOverview, type SeenRun } from '../analyze/agents/overview.ts';
import { AGENT_RUN, type StoredRun, storedAgentRuns } from '../analyze/agents/stored.ts';
import { storeFault } from '../store/open.ts';
import { withTexts } from '../store/texts.ts';
import { type CallLife, sourcesOf, type Workshop } from '../workshop.ts';
import { bringIn } from './ingest-logs.ts';
import { keptAgentRunFile } from './kept-agent-run.ts';
import { formerSource } from './same-run.ts';

/** Keeps the run and notes it down; the same run again changes nothing, another one of its id replaces it with all its parts. Throws bad_input. */
export async function keepAgentRun(shop: Workshop, value: unknown, life: CallLife): Promise<{ run: Run; told: AgentRun }> {
  const told = readAgentRun(value);
  const path = keptAgentRunFile(shop.home, told.run_id);
  const text = JSON.stringify(told);
  try {
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) replace(path, text);
  } catch (failure) {
    throw storeFault(failure, { home: shop.home, source: told.run_id });
  }
  const run = await bringIn(shop, { inputs: [path], title: told.run_id, job: told.agent_name }, life);
  return { run, told };
}

/** The run that was handed in under this id, with the lines of its parts; null when none was. */
export async function keptAgentRuns(
  shop: Workshop,
  runId: string,
  life: CallLife,
): Promise<{ run: Run; all: StoredRun[] } | null> {
  // Of several agents of one trace each is named by the trace and its outermost span.
  const ids = [runId, /^([0-9a-f]{32})-[0-9a-f]{16}$/.exec(runId)?.[1] ?? runId];
  const path = ids.map(id => keptAgentRunFile(shop.home, id)).find(file => existsSync(file)) ?? '';
  const run = existsSync(path) ? shop.notebook().ofInputs([realpathSync(path)]) : null;
  return run && { run, all: await agentRunsOf(shop, run, life) };
}

/** The agent runs that stand in the logs of a run, with the lines of their parts. */
export function agentRunsOf(shop: Workshop, run: Run, life: CallLife): Promise<StoredRun[]> {
  const [source] = sourcesOf(shop, run);
  return withTexts(() => storedAgentRuns(source.corpus()), life.signal);
}

/** Of all agent runs that are known, handed in or read from files. */
export async function agentMetrics(
  shop: Workshop,
  { hours, now }: { hours: number; now: number },
  life: CallLife,
): Promise<AgentOverview> {
  const all: SeenRun[] = [];
  for (const run of shop.notebook().list()) {
    const source = formerSource(shop, run);
    if (!source?.members.some(member => member.format === AGENT_RUN)) continue;
    const stored = await withTexts(() => storedAgentRuns(source.corpus()), life.signal);
    all.push(...stored.map(one => ({ run: one.run, seen: run.ingested_at, investigation_run_id: run.run_id })));
  }
  return agentOverview(all, { now, hours });
}

/** At once and whole, with a later time than before: files are told apart by size and time. */
function replace(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const former = existsSync(path) ? statSync(path).mtimeMs : 0;
  const draft = `${path}.${randomUUID()}.new`;
  writeFileSync(draft, text);
  const at = Math.max(Date.now(), Math.ceil(former) + 2) / 1000;
  utimesSync(draft, at, at);
  renameSync(draft, path);
}
