/** The investigator: one question about a run, answered by a language model with the tools of the table; only what the stored lines carry stays. */
import { Fault } from '../base/fault.ts';
import type { Findings } from '../model/findings.ts';
import type { Line } from '../model/line.ts';
import { type Masking, usualMasking } from '../model/masking.ts';
import { formatPlace } from '../model/place.ts';
import type { Report } from '../model/report.ts';
import { gapNote } from '../tools/render/logs.ts';
import { type Engine, table } from '../tools/table.ts';
import { plainView } from '../tools/tool.ts';
import { type Budget, newPurse, usualBudget } from './budget.ts';
import { type Lookup, type Verified, verified } from './cite.ts';
import { type Context, contextWords } from './context.ts';
import { converse, type Ending } from './converse.ts';
import { type Desk, newDesk } from './desk.ts';
import type { Ears } from './ears.ts';
import { type CitedPlace, type Ledger, newLedger } from './ledger.ts';
import { lifeOf, raced } from './life.ts';
import type { Model } from './model.ts';
import { offeredFor, offeredTool } from './offer.ts';
import { REPORT, reportForModel } from './opening.ts';
import { questionWords, SYSTEM } from './prompt.ts';
import { holdsSamples } from './samples.ts';
import { fenceOf } from './shield/fence.ts';
import { type Lures, newLures } from './shield/lures.ts';
import type { Mask } from './shield/mask.ts';
import { maskOf } from './shield/masking.ts';
import { shielded } from './shield/shielded.ts';
import { readResultTool, submitTool } from './submission.ts';
import { newTalk } from './talk.ts';

export interface Inquiry {
  readonly engine: Engine;
  readonly model: Model;
  /** Investigated before: the report is what the model begins with. */
  readonly run_id: string;
  /** Null: why did this run fail? */
  readonly question: string | null;
  readonly signal: AbortSignal;
  readonly findings_id: string;
  /** Milliseconds since 1970 UTC. */
  readonly clock: () => number;
  readonly budget?: Partial<Budget>;
  readonly ears?: Ears;
  /** Names of the systems that a person connected; none unless given. */
  readonly connected?: readonly string[];
  /** What the person attached, or was told before. */
  readonly context?: readonly Context[];
  /** What is hidden from the model; as usual unless given. */
  readonly masking?: Masking;
}

/** Characters of the instructions at the beginning; search_knowledge finds the rest. */
const INSTRUCTIONS = 1000;
/** Lines of a record that a quote is looked for in. */
const MOST_LINES = 200;

/**
 * Throws what `get_report` throws (`run_unknown`, `not_investigated`), `bad_input` for what cannot be masked, and bugs. All else ends in findings: a model that fails, a budget that is
 * used up, a cancel half-way.
 */
export async function investigate(inquiry: Inquiry): Promise<Findings> {
  const { engine, clock, signal, ears = {} } = inquiry;
  const began = clock();
  const report = await engine.get_report({ run_id: inquiry.run_id }, { signal });
  const mask = maskOf(inquiry.masking ?? usualMasking, report);
  const model = mask ? shielded(inquiry.model, mask) : inquiry.model;
  const purse = newPurse(model, { ...usualBudget, ...inquiry.budget }, began);
  const ledger = newLedger();
  const lures = newLures();
  const life = lifeOf(signal, purse.budget.ms);
  const measured = await holdsSamples(engine, inquiry.run_id, signal);
  const desk = deskFor(inquiry, { report, ledger, lures, measured, left: () => purse.until - clock() });
  let ending: Ending = { ended: 'cancelled', submission: null, notes: [] };
  let judged: Verified = nothing;
  try {
    const fence = fenceOf(inquiry.findings_id);
    const talk = newTalk({ model, system: SYSTEM, tools: desk.tools, fence });
    const opening = await openingOf(inquiry, { report, ledger, lures, desk });
    talk.say(`${questionWords(inquiry.question)}\n${fence.words}`);
    talk.tell(opening);
    ending = await converse({ model, desk, talk, purse, ears, clock, signal: life.signal });
    const claims = ending.submission?.claims.length ?? 0;
    if (ending.submission) {
      ears.onStep?.({ kind: 'checking', words: 'Comparing the claims with the stored lines', claims });
      judged = await raced(verified(ending.submission, lookupOf(inquiry, { report, ledger, lures, desk })), signal);
    }
  } catch (failure) {
    ending = endingOf(failure, { cancelled: signal.aborted, late: life.late() });
  } finally {
    life.end();
  }
  return findingsOf(inquiry, { report, ending, judged, lures, mask, spent: purse.spent(clock()) });
}

const nothing: Verified = { summary: '', claims: [], action_items: [], removed: [], notes: [] };

interface Known {
  readonly report: Report;
  readonly ledger: Ledger;
  readonly lures: Lures;
}

type OfferingDesk = Desk & { readonly tools: ReturnType<typeof offeredTool>[] };

function deskFor(
  { engine, connected = [] }: Inquiry,
  { report, ledger, lures, measured, left }: Known & { measured: boolean; left: () => number },
): OfferingDesk {
  const { run_id } = report.run;
  const of_agent = report.evidence_index.some(one => one.kind === 'tool_call' || one.kind === 'guardrail');
  const offered = offeredFor({ run_id, connected, measured, of_agent });
  return {
    ...newDesk({ engine, run_id, ledger, offered, lures, left }),
    tools: [...offered.map(offeredTool), readResultTool, submitTool],
  };
}

async function openingOf(
  { engine, signal, context = [] }: Inquiry,
  { report, ledger, lures, desk }: Known & { desk: Desk },
): Promise<string> {
  const { run_id } = report.run;
  const found = await engine.get_investigation_instructions({ run_id, characters: INSTRUCTIONS }, { signal });
  // Why a document fits is for people who look for one.
  const bare = { ...found, instructions: found.instructions.map(one => ({ ...one, why: [] })) };
  const text = table.get_investigation_instructions.render(bare, plainView);
  const cut =
    text.length > INSTRUCTIONS
      ? `${text.slice(0, INSTRUCTIONS)}\n… ${text.length - INSTRUCTIONS} more characters: search_knowledge`
      : text;
  for (const data of [report, bare, context.map(one => ({ ...one, document: one.label }))]) lures.see(data);
  // The report tells what is missing in its own words.
  desk.told(report.gaps.map(gapNote).join('\n'));
  // Its lines get their ids before those that are attached do.
  const told = reportForModel(report, ledger);
  return [contextWords(context, ledger), told, cut].filter(Boolean).join('\n\n');
}

function lookupOf({ engine, signal }: Inquiry, { report, ledger, lures, desk }: Known & { desk: Desk }): Lookup {
  return {
    lures,
    place: id => ledger.place(id),
    lines: place => recordAt(engine, place, signal),
    result: async id => {
      if (id !== REPORT) return desk.again(id, signal);
      return reportForModel(await engine.get_report({ run_id: report.run.run_id }, { signal }), ledger);
    },
  };
}

/** The line and what belongs to its record, read from the stored bytes now. */
async function recordAt(engine: Engine, place: CitedPlace, signal: AbortSignal): Promise<Line[]> {
  const read = async (around: number) => (await engine.read_lines({ place: formatPlace(place), around }, { signal })).lines;
  try {
    const [first] = await read(0);
    const end = Math.min(Math.max(first.end_line, place.end_line), place.line + MOST_LINES);
    if (end === place.line) return [first];
    return (await read(end - place.line)).filter(line => line.place.line >= place.line && line.place.line <= end);
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'place_unknown') return [];
    throw failure;
  }
}

function endingOf(failure: unknown, { cancelled, late }: { cancelled: boolean; late: boolean }): Ending {
  if (!(failure instanceof Fault)) throw failure;
  if (cancelled)
    return { ended: 'cancelled', submission: null, notes: ['It was cancelled before the model had handed in its findings.'] };
  if (late) return { ended: 'budget', submission: null, notes: [] };
  return { ended: 'failed', submission: null, notes: [`${failure.message} ${failure.hint}`] };
}

interface Outcome {
  readonly report: Report;
  readonly ending: Ending;
  readonly judged: Verified;
  readonly lures: Lures;
  readonly mask: Mask | null;
  readonly spent: Findings['spent'];
}

function findingsOf(
  { model, question, findings_id, clock }: Inquiry,
  { report, ending, judged, lures, mask, spent }: Outcome,
): Findings {
  const { vendor, id, name } = model;
  const { ended, notes } = ending;
  const used = ended === 'budget' ? ['The budget ended before the model had asked all that it wanted to.'] : [];
  const bare = judged.claims.length === 0 ? ['No claim of the model stays; the report of the rules stands as it is.'] : [];
  return {
    findings_id,
    run_id: report.run.run_id,
    at: clock(),
    model: { vendor, id, name },
    question,
    ended,
    summary: judged.summary,
    claims: [...judged.claims],
    action_items: [...judged.action_items],
    removed: judged.removed.map(one => ({ ...one, detail: mask?.veiled(one.detail) ?? one.detail })),
    flagged: lures.all(),
    masked: mask?.hidden() ?? [],
    notes: [...used, ...notes, ...judged.notes, ...bare],
    spent,
  };
}
