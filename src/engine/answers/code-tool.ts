/** The answers: where the tool of an agent is defined in the source code. */

import type { ToolDefinitions } from '../../model/code.ts';
import type { Gap } from '../../model/coverage.ts';
import { mergeGaps } from '../../model/coverage.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { definedIn } from '../code/defined.ts';
import { type Tree, walkTree } from '../code/tree.ts';
import type { CallLife, Workshop } from '../workshop.ts';
import { rootsOf } from './code-roots.ts';

/** Scores closer than this say that neither is better. */
const EQUAL = 0.03;

export async function findToolDefinition(
  shop: Workshop,
  { tool, roots, exclude, limit }: Proved<typeof table.find_tool_definition>,
  life: CallLife,
): Promise<ToolDefinitions> {
  const started = performance.now();
  const trees: Tree[] = [];
  for (const root of rootsOf(shop, roots)) trees.push(await walkTree({ root, exclude }, life.signal));
  const { found, files, gaps } = await definedIn(trees, tool, life);
  const [first, second] = found;
  const walked: Gap[] = trees.flatMap(tree => tree.gaps);
  return {
    tool,
    candidates: found.slice(0, limit),
    in_all: found.length,
    ambiguous: second !== undefined && first.score - second.score < EQUAL,
    looked_at: { folders: trees.map(tree => tree.root), files, took_ms: performance.now() - started },
    gaps: mergeGaps([...walked, ...gaps]),
  };
}
