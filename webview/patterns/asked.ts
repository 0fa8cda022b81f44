/** The window, patterns: what is asked for the table: pages of the tool, joined up to as many as are shown. */
import type { Life } from '../../src/base/progress.ts';
import type { TemplatePage } from '../../src/model/page.ts';
import { type Answered, useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import type { PatternsArrangement } from './arrangement.ts';

/** What the tool gives at once. */
const PAGE = 1000;

/** Without a comparison nothing is new or gone, so all are shown. */
export function usePatterns({ change, text, sort }: PatternsArrangement, most: number): Answered<TemplatePage> {
  const { engine, start, edition } = useDesk();
  const ask = async (life: Life): Promise<TemplatePage> => {
    const about = { run_id: start.run_id, text, sort };
    const only = change === 'all' ? undefined : change;
    const page = (offset: number, all: boolean) =>
      engine.list_patterns({ ...about, change: all ? undefined : only, offset, limit: Math.min(PAGE, most - offset) }, life);
    let first = await page(0, false);
    const all = first.compared_with === 0;
    if (all && only) first = await page(0, true);
    const templates = [...first.templates];
    while (templates.length < Math.min(most, first.in_all)) {
      const next = await page(templates.length, all);
      if (next.templates.length === 0) break;
      templates.push(...next.templates);
    }
    return { ...first, templates };
  };
  return useAnswer(JSON.stringify([edition, change, text, sort, most]), ask);
}
