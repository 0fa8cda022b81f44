/** HTTP: the documented stages of an analysis, and which of the engine's words begins each. */
import type { ProgressText } from '../../base/progress.ts';

export interface Stage {
  readonly step: string;
  readonly pct: number;
}

export const STARTING: Stage = { step: 'Starting RCA', pct: 5 };
export const COMPLETE: Stage = { step: 'RCA complete', pct: 100 };

const byWords: Partial<Record<ProgressText, Stage>> = {
  'Reading what happened': { step: 'Collecting evidence', pct: 30 },
  'Classifying the failure': { step: 'Classifying failure', pct: 55 },
  'Writing the report': { step: 'Generating report', pct: 85 },
};

/** Null where the words begin no stage. */
export function stageOf(text: string | undefined): Stage | null {
  return byWords[text as ProgressText] ?? null;
}
