/** The investigator: an investigation whose findings are kept in the notebook, with the record of how they were found. */
import { Fault } from '../base/fault.ts';
import type { Findings } from '../model/findings.ts';
import type { Own } from '../tools/own.ts';
import { type Inquiry, investigate } from './investigate.ts';
import { recorderOf } from './record.ts';

/** Findings that no request was made for are not kept. Throws what `investigate` throws; what could not be kept is a note. */
export async function investigateAndKeep(inquiry: Inquiry, own: Pick<Own, 'keep_findings'>): Promise<Findings> {
  const { engine, model, clock, run_id, question, findings_id, budget, connected, context, masking } = inquiry;
  const begun = { run_id, question, findings_id, budget, connected, context, masking };
  const recorder = recorderOf({ engine, model, clock }, begun);
  const { engine: asked, model: heard, clock: told } = recorder;
  const findings = await investigate({ ...inquiry, engine: asked, model: heard, clock: told });
  if (findings.spent.requests === 0) return findings;
  recorder.end(findings);
  try {
    await own.keep_findings({ findings, record: recorder.text() });
    return findings;
  } catch (failure) {
    if (!(failure instanceof Fault)) throw failure;
    return { ...findings, notes: [...findings.notes, `These findings could not be kept: ${failure.message}`] };
  }
}
