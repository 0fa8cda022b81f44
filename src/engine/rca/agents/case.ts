/** The report, agents: everything that is known of a failed agent run when its report is written. */
import type { AgentVerdict } from '../../analyze/agents/classify.ts';
import type { RankedStep } from '../../analyze/agents/decisive/rank.ts';
import type { StoredRun } from '../../analyze/agents/stored.ts';
import type { Case } from '../case.ts';

export interface AgentCase {
  /** What every report needs: the run, its lines, how they are re-read. */
  readonly base: Case;
  readonly stored: StoredRun;
  readonly verdicts: readonly AgentVerdict[];
  readonly ranked: readonly RankedStep[];
  /** Why nothing can be said; null when something can. */
  readonly insufficient: string | null;
  /** Good runs of the same agent that it was compared with. */
  readonly good: number;
}
