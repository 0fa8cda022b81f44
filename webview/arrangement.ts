/** The window: what is kept over a reload: how things are arranged, never data; each room of the window describes its own part. */
import * as z from 'zod';
import { Tab } from '../src/tools/window.ts';
import { AgentArrangement } from './agent/arrangement.ts';
import { LogsArrangement } from './logs/arrangement.ts';
import { PatternsArrangement } from './patterns/arrangement.ts';
import { TimelineArrangement } from './timeline/arrangement.ts';

export const Arrangement = z.object({
  tab: Tab.default('report'),
  logs: LogsArrangement.prefault({}),
  timeline: TimelineArrangement.prefault({}),
  patterns: PatternsArrangement.prefault({}),
  agent: AgentArrangement.prefault({}),
});
export type Arrangement = z.infer<typeof Arrangement>;

/** What was kept, or how things stand at first where it cannot be read any more. */
export function arrangementFrom(kept: unknown): Arrangement {
  const read = Arrangement.safeParse(kept ?? {});
  return read.success ? read.data : Arrangement.parse({});
}
