/** The window: what all its rooms know of the run: its report and what it consists of, asked once and shared. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TemplatePage } from '../src/model/page.ts';
import type { Report } from '../src/model/report.ts';
import type { RunInfo } from '../src/model/run.ts';
import { changesOf } from '../src/tools/render/story.ts';
import { type Answered, useAnswer } from './ask.ts';
import type { Desk } from './desk.ts';

/** Members that are named at most; more are counted. */
const MEMBERS = 1000;

export interface Facts {
  readonly report: Answered<Report>;
  readonly info: Answered<RunInfo>;
  /** How many kinds of line no passing run has; null while unknown or compared with nothing. */
  readonly fresh: number | null;
}

const nothing: Answered<never> = { data: null, failure: null, progress: null, pending: true };

export const FactsContext = createContext<Facts>({ report: nothing, info: nothing, fresh: null });

export function useFacts(): Facts {
  return useContext(FactsContext);
}

/** Asks anew at each edition; the former answers stand until the new ones are there. */
export function useFactsOf({ engine, start, edition }: Pick<Desk, 'engine' | 'start' | 'edition'>): Facts {
  const { run_id } = start;
  const info = useAnswer(`${edition}`, life => engine.get_test_run_info({ run_id, limit: MEMBERS }, life));
  const report = useAnswer(`${edition}`, life => engine.get_report({ run_id }, life));
  // The report is shown first: what needs all kinds of line to be compared is asked when it stands.
  const compared = report.data !== null && report.data.engine.compared_with > 0;
  const patterns = useAnswer<TemplatePage>(compared ? `${edition}` : null, life =>
    engine.list_patterns({ run_id, change: 'new', limit: 1 }, life),
  );
  return { report, info, fresh: patterns.data?.compared_with ? patterns.data.in_all : freshOf(report.data) };
}

/** As the report tells it, which was perhaps compared with runs that are named nowhere else. */
function freshOf(report: Report | null): number | null {
  if (!report || report.engine.compared_with === 0) return null;
  return changesOf(report, 'new');
}
