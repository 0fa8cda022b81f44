/** The answers: which templates of a run are new against its passing runs, for queries that ask for their lines. */
import { Fault } from '../../base/fault.ts';
import type { Query } from '../../model/query.ts';
import type { Run } from '../../model/run.ts';
import { compareRuns } from '../analyze/compare/compare.ts';
import { asksForNew, settled } from '../query/settle.ts';
import type { Source } from '../store/source.ts';
import { type CallLife, sourcesOf, type Workshop } from '../workshop.ts';
import { goodRuns } from './investigate-run.ts';

/** The query as it can be run. Throws `bad_input` when it asks for what is new and there is nothing to compare with. */
export async function settledFor(
  shop: Workshop,
  { run, query }: { readonly run: Run; readonly query: Query },
  life: CallLife,
): Promise<Query> {
  return asksForNew(query) ? settled(query, await newTemplates(shop, run, life)) : query;
}

/** What the newest report was compared with, as far as it is still known, so that lines, patterns and report tell the same. */
export function comparedWith(shop: Workshop, run: Run): string[] {
  const known = shop.notebook().report(run.run_id)?.engine.against ?? [];
  return known.filter(id => shop.notebook().get(id) !== null);
}

interface Compared {
  readonly against: string;
  readonly ids: readonly number[];
}

const kept = new WeakMap<Source, Compared>();

/** Ids of the run's templates that none of its passing runs has; kept as long as the passing runs are the same. */
async function newTemplates(shop: Workshop, run: Run, life: CallLife): Promise<readonly number[]> {
  const [source] = sourcesOf(shop, run);
  const good = await goodRuns(shop, { run, against: comparedWith(shop, run) }, life);
  if (good.length === 0)
    throw new Fault('bad_input', {
      problem: `new: compares with passing runs, and none is known of the job ${run.job}: bring one in, or investigate against one.`,
    });
  const against = good.map(one => one.run_id).join();
  const known = kept.get(source);
  if (known?.against === against) return known.ids;
  const corpora = good.map(one => one.corpus);
  const differences = compareRuns(source.corpus(), corpora);
  const ids = differences.filter(one => one.change === 'new').flatMap(one => one.templates);
  kept.set(source, { against, ids });
  return ids;
}
