/** The investigator: the loop: the model asks tools until it hands in what it found, or until it may not go on. */
import { refusalOf } from '../base/refusal.ts';
import type { Findings } from '../model/findings.ts';
import { MOST_OUTPUT, type Purse, tokensOf } from './budget.ts';
import type { Asked, Desk } from './desk.ts';
import { type Ears, spentWords } from './ears.ts';
import { raced } from './life.ts';
import type { CallPart, Model, Reply, Turn } from './model.ts';
import { ASK_ONCE_MORE, BUDGET_IS_USED } from './prompt.ts';
import { SUBMIT, Submission } from './submission.ts';
import type { Talk } from './talk.ts';

/** How often a model is told that it must hand in, before it is given up. */
const ASKED_TO_SUBMIT = 2;

export interface Ending {
  readonly ended: Findings['ended'];
  readonly submission: Submission | null;
  /** Sentences for a person. */
  readonly notes: readonly string[];
}

export interface Means {
  readonly model: Model;
  readonly desk: Desk;
  readonly talk: Talk;
  readonly purse: Purse;
  readonly ears: Ears;
  readonly clock: () => number;
  /** Cancelled by the caller, or the time is over. */
  readonly signal: AbortSignal;
}

interface Standing {
  /** The model has been told that it must hand in, so often. */
  submits: number;
  /** The budget made it so. */
  short: boolean;
  most: number;
}

export async function converse(means: Means): Promise<Ending> {
  const standing: Standing = { submits: 0, short: false, most: Math.min(MOST_OUTPUT, Math.floor(means.model.window / 4)) };
  for (;;) {
    const turn = nextTurn(means, standing);
    if (turn && tokensOf(turn, means.model) + turn.most > means.model.window) return tooLong(means.model);
    if (!turn) return { ended: 'budget', submission: null, notes: [] };
    const reply = await answerOf(turn, means);
    if (reply.stop === 'refused') return { ended: 'failed', submission: null, notes: ['The model would not answer.'] };
    const ending = await goOn(reply, means, standing);
    if (ending) return standing.short && ending.ended === 'complete' ? { ...ending, ended: 'budget' } : ending;
  }
}

/** Null: not even the request for the findings fits into the budget. */
function nextTurn({ talk, purse, clock }: Means, standing: Standing): Turn | null {
  const now = clock();
  const free = talk.turn(standing.submits ? SUBMIT : null, standing.most);
  const allowed = purse.allows(free, now);
  if (allowed === 'any' || (allowed === 'last' && standing.submits)) return free;
  if (allowed === 'none') return null;
  standing.short = true;
  standing.submits++;
  talk.say(BUDGET_IS_USED);
  const last = talk.turn(SUBMIT, standing.most);
  return purse.allows(last, now) === 'none' ? null : last;
}

async function answerOf(turn: Turn, { model, purse, ears, clock, signal }: Means): Promise<Reply> {
  const request = purse.spent(0).requests + 1;
  ears.onStep?.({ kind: 'asking', words: `Asking ${model.name}`, request });
  const reply = await raced(
    model.answer(turn, {
      signal,
      onText: text => ears.onText?.(text),
      onWait: words => ears.onStep?.({ kind: 'waiting', words }),
    }),
    signal,
  );
  purse.paid(turn, reply);
  const spent = purse.spent(clock());
  ears.onStep?.({ kind: 'spent', words: spentWords(spent, purse.budget), spent, budget: purse.budget });
  return reply;
}

/** Null: the conversation goes on. */
async function goOn(reply: Reply, means: Means, standing: Standing): Promise<Ending | null> {
  const calls = reply.parts.filter(part => part.kind === 'call');
  const handed = calls.find(call => call.tool === SUBMIT);
  const proved = handed && Submission.safeParse(handed.input);
  if (proved?.success) return { ended: 'complete', submission: proved.data, notes: [] };
  if (standing.submits >= ASKED_TO_SUBMIT || (standing.submits && standing.short)) return nothing(reply);
  means.talk.heard(reply);
  if (reply.stop === 'length') standing.most = Math.min(2 * standing.most, Math.floor(means.model.window / 4));
  if (calls.length) means.talk.answered(await answers(calls, means, reply));
  if (handed || calls.length === 0) {
    standing.submits++;
    means.talk.say(ASK_ONCE_MORE);
  } else if (standing.submits) standing.submits++;
  return null;
}

function tooLong({ name, window }: Model): Ending {
  const note = `The conversation no longer fits into what ${name} reads at once, ${window} tokens.`;
  return { ended: 'failed', submission: null, notes: [note] };
}

function nothing({ stop }: Reply): Ending {
  const why =
    stop === 'length' ? 'its answer was cut off where its length ended' : 'it did not hand in findings that can be read';
  return { ended: 'nothing_submitted', submission: null, notes: [`The model was asked for its findings, but ${why}.`] };
}

/** In the order of the calls. */
async function answers(calls: readonly CallPart[], means: Means, reply: Reply): Promise<Asked[]> {
  const { desk, ears, purse, signal } = means;
  const others = calls.filter(call => call.tool !== SUBMIT);
  for (const { tool } of others) ears.onStep?.({ kind: 'calling', words: `Calling ${tool}`, tool });
  const got = await raced(desk.answer(others, signal), signal);
  purse.asked(got.length, got.filter(one => one.cached).length);
  for (const { tool, words, cached, part } of got) {
    const how = part.failed ? 'failed' : cached ? 'was answered before' : 'has answered';
    ears.onStep?.({ kind: 'called', words: `${words} ${how}`, tool, failed: part.failed, cached });
  }
  const byCall = new Map(got.map(one => [one.part.id, one]));
  return calls.flatMap(call => byCall.get(call.id) ?? refusedSubmission(call, reply));
}

function refusedSubmission(call: CallPart, { stop }: Reply): Asked {
  const proved = Submission.safeParse(call.input);
  const { path, words } = proved.success ? { path: [], words: '' } : refusalOf(proved.error, call.input);
  const wrong = path.length ? `${path.join('.')} ${words}` : words;
  const text =
    stop === 'length'
      ? 'It was cut off where the length of an answer ends: hand in fewer claims.'
      : `It cannot be read: ${wrong}.`;
  return {
    part: { kind: 'result', id: call.id, text, failed: true },
    tool: call.tool,
    words: SUBMIT,
    cached: false,
    result: null,
  };
}
