/** The reader, agents: the tool calls of a transcript while it is read: each gets an id of its own and the answer that comes for it. */
import type { Obj } from './value.ts';

const RESULT = 2000;
/** A status is called one, or begins the answer: "Error: order 404" tells none. */
const STATUS =
  /(?:\b(?:status(?:[ _]?code)?|http(?:\/[\d.]+)?|code|error)\b["\s:=(#]*|^[\s[({]*)([45]\d\d)\b(?! ?(?:rows?|lines?|items?|ms|%))/i;

export interface CallResult {
  /** Of the call that it answers; null where it does not say. */
  readonly id: string | null;
  readonly text: string;
  readonly failed: boolean;
}

export class CallBook {
  readonly made: Obj[] = [];
  /** By the id that the transcript gives, which need not be given once only. */
  readonly #given = new Map<string, Obj[]>();
  readonly #taken = new Set<string>();
  /** Those before it have their answers. */
  #open = 0;

  add(call: Obj & { readonly call_id: string }, message_index: number): void {
    const alike = this.#given.get(call.call_id) ?? [];
    const made = { ...call, call_id: this.#unused(call.call_id, alike.length), message_index };
    this.#given.set(call.call_id, alike);
    this.#taken.add(made.call_id);
    alike.push(made);
    this.made.push(made);
  }

  /** By its id, the newest of that id; without one the oldest call that has no answer yet. */
  answer({ id, text, failed }: CallResult): void {
    const call = id === null ? this.#oldestOpen() : this.#given.get(id)?.findLast(isOpen);
    if (!call) return;
    Object.assign(call, { status: failed ? 'failure' : 'success', result_summary: text.slice(0, RESULT) });
    if (!failed) return;
    const status = STATUS.exec(text.slice(0, 200))?.[1];
    Object.assign(call, { error_message: text.slice(0, RESULT), status_code: status ? Number(status) : null });
  }

  #oldestOpen(): Obj | undefined {
    while (this.#open < this.made.length && !isOpen(this.made[this.#open])) this.#open++;
    return this.made[this.#open];
  }

  #unused(id: string, alike: number): string {
    let free = alike === 0 ? id : `${id}-${alike + 1}`;
    for (let nth = alike + 2; this.#taken.has(free); nth++) free = `${id}-${nth}`;
    return free;
  }
}

function isOpen(call: Obj): boolean {
  return call.result_summary === undefined;
}
