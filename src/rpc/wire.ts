/** The corridor: the five messages that pass between two threads, and the port they pass through. */
import * as z from 'zod';
import { type FaultCode, faults } from '../base/fault.ts';
import { Progress } from '../base/progress.ts';

const id = z.int();

export const Message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id, verb: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id }),
  z.object({ type: z.literal('progress'), id, progress: Progress }),
  z.object({ type: z.literal('answer'), id, output: z.unknown() }),
  z.object({
    type: z.literal('fail'),
    id,
    fault: z
      .object({
        code: z.enum(Object.keys(faults) as [FaultCode, ...FaultCode[]]),
        details: z.record(z.string(), z.union([z.string(), z.number()])),
      })
      .nullable()
      .describe('null: a bug, told in words'),
    words: z.string(),
  }),
]);
export type Message = z.infer<typeof Message>;

/** One end of a two-way channel. */
export interface Port {
  send(message: Message): void;
  /** Hears every message of the other end; what does not parse is the listener's to refuse. */
  listen(hear: (message: unknown) => void): void;
}

/** Two ports joined in one thread; messages are delivered in order, never within the call that sends them. */
export function portPair(): [Port, Port] {
  const ears: ((message: unknown) => void)[] = [() => undefined, () => undefined];
  const end = (mine: number, theirs: number): Port => ({
    send: message => void Promise.resolve().then(() => ears[theirs](message)),
    listen: hear => {
      ears[mine] = hear;
    },
  });
  return [end(0, 1), end(1, 0)];
}
