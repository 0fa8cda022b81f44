/** The investigator: an investigation that happened, once more from its record: nobody is asked, and every request and every sentence is the same. */
import { Fault, faults } from '../base/fault.ts';
import { objectIn } from '../base/lenient.ts';
import { Findings } from '../model/findings.ts';
import { type Engine, readingTools } from '../tools/table.ts';
import type { Ears } from './ears.ts';
import { type Inquiry, investigate } from './investigate.ts';
import type { Model, Turn, TurnLife } from './model.ts';
import type { Entry } from './record.ts';

type Of<What extends Entry['what']> = Extract<Entry, { what: What }>;

/** What the record gives in place of the world; `differs` tells the first thing that went another way than it did. */
export interface Replayed {
  readonly inquiry: Omit<Inquiry, 'signal'>;
  readonly findings: Findings;
  differs(): string | null;
}

/** Runs the investigation again and gives its findings. Throws record_unusable: it is damaged, or this version goes another way. */
export async function replay(record: string, { signal, ears }: { signal: AbortSignal; ears?: Ears }): Promise<Findings> {
  const again = replayed(record);
  const made = await investigate({ ...again.inquiry, signal, ears }).catch((failure: unknown) => {
    throw again.differs() === null ? failure : unusable(String(again.differs()));
  });
  const differs = again.differs() ?? (same(made, again.findings) ? null : 'its findings come out differently');
  if (differs && !signal.aborted) throw unusable(differs);
  return made;
}

/** Throws record_unusable. */
export function replayed(record: string): Replayed {
  const entries = entriesOf(record);
  const [begin] = of(entries, 'begin');
  const end = of(entries, 'end').at(-1);
  const findings = Findings.safeParse(end?.findings);
  if (begin?.version !== 1 || !findings.success) throw unusable('its beginning or its end is missing');
  let differs: string | null = null;
  const differ = (how: string): Fault => {
    differs ??= how;
    return unusable(how);
  };
  const clock = inOrder(of(entries, 'time'), () => differ('it asks for the time once more'));
  return {
    inquiry: {
      ...begin.begun,
      model: modelOf(entries, begin, differ),
      engine: engineOf(entries, differ),
      clock: () => clock().at,
    },
    findings: findings.data,
    differs: () => differs,
  };
}

type Differ = (how: string) => Fault;

function modelOf(entries: readonly Entry[], { model }: Of<'begin'>, differ: Differ): Model {
  const counted = inOrder(of(entries, 'counted'), () => differ('it counts once more'));
  const turns = inOrder(of(entries, 'turn'), () => differ('it asks the model once more'));
  const replies = entries.filter(one => one.what === 'reply' || one.what === 'no_reply');
  const reply = inOrder(replies, () => differ('the model’s answer is missing'));
  let asked = 0;

  async function answer(turn: Turn, { signal, onText }: TurnLife) {
    asked++;
    if (!same(turn, turns().turn)) throw differ(`its request ${asked} is another one`);
    // An answer that never came: the investigation was cancelled while it waited.
    if (asked > replies.length)
      return new Promise<never>((_, reject) => onceAborted(signal, () => reject(new Fault('cancelled'))));
    const heard = reply();
    if (heard.what === 'no_reply') throw failureIn(heard.why);
    for (const part of heard.reply.parts) if (part.kind === 'text') onText?.(part.text);
    return heard.reply;
  }

  return { ...model, answer, count: () => counted().tokens };
}

function onceAborted(signal: AbortSignal, run: () => void): void {
  if (signal.aborted) run();
  else signal.addEventListener('abort', run, { once: true });
}

function engineOf(entries: readonly Entry[], differ: Differ): Engine {
  const answers = new Map<number, Of<'answer'> | Of<'no_answer'>>();
  for (const one of entries) if (one.what === 'answer' || one.what === 'no_answer') answers.set(one.call, one);
  const calls = inOrder(of(entries, 'call'), () => differ('it calls a tool once more'));
  const asking = (tool: string) => async (input: unknown) => {
    const then = calls();
    if (then.tool !== tool || !same(then.input, input))
      throw differ(`it calls ${tool} where it called ${then.tool}, or with another input`);
    const told = answers.get(then.call);
    if (!told) throw new Fault('cancelled');
    if (told.what === 'no_answer') throw failureIn(told.why);
    return told.data;
  };
  return Object.fromEntries(Object.keys(readingTools).map(tool => [tool, asking(tool)])) as unknown as Engine;
}

function failureIn(why: Of<'no_reply'>['why']): Error {
  return 'fault' in why && Object.hasOwn(faults, why.fault.code)
    ? new Fault(why.fault.code, why.fault.details)
    : new Error('bug' in why ? why.bug : why.fault.code);
}

function entriesOf(record: string): Entry[] {
  const lines = record.split('\n').filter(line => line.trim());
  return lines.map((line, at) => {
    const entry = objectIn(line);
    if (!entry) throw unusable(`its line ${at + 1} cannot be read`);
    return entry as unknown as Entry;
  });
}

function of<What extends Entry['what']>(entries: readonly Entry[], what: What): Of<What>[] {
  return entries.filter(one => one.what === what) as Of<What>[];
}

function inOrder<One>(all: readonly One[], none: () => Fault): () => One {
  let at = 0;
  return () => {
    if (at >= all.length) throw none();
    return all[at++];
  };
}

/** Byte for byte, as JSON. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function unusable(problem: string): Fault {
  return new Fault('record_unusable', { problem });
}
