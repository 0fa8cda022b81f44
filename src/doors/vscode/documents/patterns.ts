/** The editor: how often a line's pattern stands in its run, and how that differs from passing runs; asked once a run, then known. */
import type { Line } from '../../../model/line.ts';
import type { TemplatePage } from '../../../model/page.ts';
import type { Door } from '../door.ts';
import type { PatternNews } from './told.ts';

/** Patterns of a run that are known at once; of others a question tells. */
const MOST = 1_000;
/** Runs whose patterns are kept. */
const RUNS = 4;

interface Known {
  readonly byTemplate: ReadonlyMap<number, TemplatePage['templates'][number]>;
  readonly comparedWith: number;
}

export function openPatterns(door: Door) {
  const runs = new Map<string, Promise<Known>>();
  // A run that was ingested or forgotten may be one that others are compared with.
  const heard = door.onChanged(() => runs.clear());

  function known(source: string): Promise<Known> {
    const kept = runs.get(source);
    if (kept) return kept;
    const asked = door.engine.list_patterns({ run_id: source, limit: MOST }).then(page => ({
      byTemplate: new Map(page.templates.flatMap(one => one.templates.map(id => [id, one] as const))),
      comparedWith: page.compared_with,
    }));
    asked.catch(() => runs.delete(source));
    runs.set(source, asked);
    if (runs.size > RUNS) runs.delete(runs.keys().next().value as string);
    return asked;
  }

  return {
    of: async ({ place, template }: Pick<Line, 'place' | 'template'>, signal: AbortSignal): Promise<PatternNews> => {
      const { byTemplate, comparedWith } = await known(place.source);
      const found = byTemplate.get(template);
      if (found) return { count: found.count, change: found.change, passing: found.passing, comparedWith };
      const query = `source:${place.source} template:${template}`;
      const { coverage } = await door.engine.search_logs({ run_id: place.source, query, limit: 1 }, { signal });
      return { count: coverage.matched, change: null, passing: null, comparedWith };
    },
    dispose: () => void heard.dispose(),
  };
}
