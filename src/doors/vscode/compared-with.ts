/** The editor: what a run was compared with, so that it is compared with the same when it is investigated again. */
import type { Life } from '../../base/progress.ts';
import type { Engine } from '../../tools/table.ts';

/** What a person had it compared with, as far as it is still here. */
export async function formerlyAgainst(engine: Engine, runId: string, life: Life = {}): Promise<string[]> {
  const { reports } = await engine.list_reports({ text: runId, limit: 1 }, life);
  if (!reports.some(one => one.run_id === runId)) return [];
  const [report, { runs }] = await Promise.all([
    engine.get_report({ run_id: runId }, life),
    engine.list_runs({ limit: 200 }, life),
  ]);
  return (report.engine.against ?? []).filter(id => runs.some(run => run.run_id === id));
}
