/** The editor's chat: which run a question is about: the one it names, else that of the answer before, else the newest failure. */
import { Fault } from '../../../base/fault.ts';
import type { Run } from '../../../model/run.ts';
import { t } from '../l10n.ts';
import type { Means, Question } from './reply.ts';

type Focus = Pick<Question, 'focus' | 'signal'>;

/** Throws `run_unknown` for a name that no run has, `bad_input` where no run is known at all. */
export async function runInFocus({ engine }: Means, { focus, signal }: Focus, named = ''): Promise<Run> {
  const name = named.trim() || focus;
  if (!name) return newestFailure(engine, signal);
  return (await engine.get_test_run_info({ run_id: name, limit: 1 }, { signal })).run;
}

/** The newest run of all where none has failed. */
export async function newestFailure(engine: Means['engine'], signal: AbortSignal): Promise<Run> {
  const [failed] = (await engine.list_runs({ outcome: 'failed', limit: 1 }, { signal })).runs;
  const run = failed ?? (await engine.list_runs({ limit: 1 }, { signal })).runs[0];
  if (!run) throw new Fault('bad_input', { problem: t('No run is known yet; name its logs behind /investigate first.') });
  return run;
}
