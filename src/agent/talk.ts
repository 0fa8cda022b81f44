/** The investigator: the conversation so far; it only grows, until older answers are put away at once. */
import type { Asked } from './desk.ts';
import type { Message, Model, OfferedTool, Reply, ResultPart, TextPart, Turn } from './model.ts';
import type { Fence } from './shield/fence.ts';
import { READ_RESULT } from './submission.ts';

/** Characters of answers beyond which all but the newest are put away: rarely, since what was sent before can then no longer be cached. */
const MOST_SHOWN = 40_000;
/** Answers that take less are left where they are. */
const SHORT = 700;
/** Characters that are left of the lines of one that is put away, and of each of them. */
const LEFT = 300;
const LINE = 140;

export interface Talk {
  /** To the model, behind what is there. */
  say(text: string): void;
  /** What others wrote, between the marks of the fence. */
  tell(text: string): void;
  heard(reply: Reply): void;
  answered(asked: readonly Asked[]): void;
  turn(must: string | null, most: number): Turn;
}

export interface TalkMeans {
  readonly model: Model;
  readonly system: string;
  readonly tools: readonly OfferedTool[];
  readonly fence: Fence;
}

export function newTalk({ model, system, tools, fence }: TalkMeans): Talk {
  let messages: Message[] = [];
  const shown = new Map<string, Asked>();
  const most_shown = Math.min(MOST_SHOWN, model.window * 2);

  function toModel(parts: readonly (TextPart | ResultPart)[]): void {
    const last = messages.at(-1);
    if (last?.from === 'user') messages = [...messages.slice(0, -1), { from: 'user', parts: [...last.parts, ...parts] }];
    else messages = [...messages, { from: 'user', parts }];
  }

  function heard({ parts }: Reply): void {
    const said = parts.filter(part => part.kind === 'call' || part.text.trim() !== '');
    if (said.length) messages = [...messages, { from: 'model', parts: said }];
  }

  function answered(asked: readonly Asked[]): void {
    putAway();
    for (const one of asked) shown.set(one.part.id, one);
    toModel(asked.map(({ part }) => (part.failed ? part : { ...part, text: fence.around(part.text) })));
  }

  function putAway(): void {
    const taken = messages.reduce((sum, { parts }) => sum + parts.reduce((all, part) => all + sizeOf(part), 0), 0);
    if (taken <= most_shown) return;
    messages = messages.map(message =>
      message.from === 'user'
        ? { from: 'user', parts: message.parts.map(part => (sizeOf(part) > SHORT ? away(part as ResultPart) : part)) }
        : message,
    );
  }

  function away(part: ResultPart): ResultPart {
    const asked = shown.get(part.id);
    if (!asked?.result) return part;
    const head = `${asked.result}, ${asked.words}: put away to save room; ${READ_RESULT} shows it again.`;
    const { first, all } = summary(asked.part.text);
    if (first.length === 0) return { ...part, text: head };
    return {
      ...part,
      text: `${head} Its first lines, ${first.length} of ${all} that stood here:\n${fence.around(first.join('\n'))}`,
    };
  }

  return {
    say: text => toModel([{ kind: 'text', text }]),
    tell: text => toModel([{ kind: 'text', text: fence.around(text) }]),
    heard,
    answered,
    turn: (must, most) => ({ system, tools, messages, must, most }),
  };
}

/** The lines that stand first, which are the gravest of a long answer, with the ids by which they are cited. */
function summary(text: string): { first: string[]; all: number } {
  const lines = text.split('\n').filter(line => /^\[E\d+\] /.test(line));
  const short = lines.map(line => (line.length > LINE ? `${line.slice(0, LINE)} …` : line));
  let taken = 0;
  return { first: short.filter(line => (taken += line.length) <= LEFT), all: lines.length };
}

/** Of answers of tools; all else stays. */
function sizeOf(part: Message['parts'][number]): number {
  return part.kind === 'result' ? part.text.length : 0;
}
