/** The table: the one function every door calls: ask a tool, get its text and its data. */
import type { Life } from '../base/progress.ts';
import { type Engine, type ToolName, table } from './table.ts';
import { plainView, type Tool, type View } from './tool.ts';

export interface Told {
  readonly text: string;
  readonly data: unknown;
}

export async function tell(engine: Engine, tool: ToolName, input: unknown, life: Life & { view?: View } = {}): Promise<Told> {
  const ask = engine[tool] as (input: unknown, life: Life) => Promise<unknown>;
  const data = await ask(input, life);
  return { text: (table[tool] as unknown as Tool).render(data, life.view ?? plainView), data };
}
