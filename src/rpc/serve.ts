/** The corridor: the answering side; it proves each input once, hears cancels, and sends faults with their code. */
import { Fault } from '../base/fault.ts';
import { type Log, silent } from '../base/log.ts';
import { refusalOf } from '../base/refusal.ts';
import type { Handlers, VerbTable } from './verb.ts';
import { Message, type Port } from './wire.ts';

type AnyHandler = (input: unknown, life: { signal: AbortSignal; onProgress: (progress: never) => void }) => Promise<unknown>;

/**
 * Answers the port's calls. A failure that is no Fault is a bug: logged with its stack, told in one sentence. Returns how to end: every
 * call under way is cancelled.
 */
export function serve<T extends VerbTable>(port: Port, table: T, options: { handlers: Handlers<T>; log?: Log }): () => void {
  const lives = new Map<number, AbortController>();
  const log = options.log ?? silent;

  port.listen(raw => {
    const message = Message.parse(raw);
    if (message.type === 'cancel') lives.get(message.id)?.abort(new Fault('cancelled'));
    if (message.type === 'call') void answer(message);
  });

  return () => {
    for (const life of lives.values()) life.abort(new Fault('cancelled'));
  };

  async function answer(message: Message & { type: 'call' }): Promise<void> {
    const { id, verb } = message;
    const life = new AbortController();
    lives.set(id, life);
    try {
      const input = prove(table, verb, message.input);
      const handler = options.handlers[verb as keyof T] as unknown as AnyHandler;
      const onProgress = (progress: never) => life.signal.aborted || port.send({ type: 'progress', id, progress });
      port.send({ type: 'answer', id, output: await handler(input, { signal: life.signal, onProgress }) });
    } catch (failure) {
      port.send(failMessage(id, failure, log));
    } finally {
      lives.delete(id);
    }
  }
}

function prove(table: VerbTable, verb: string, input: unknown): unknown {
  if (!Object.hasOwn(table, verb)) throw new Fault('bad_input', { problem: `There is no tool ${verb}.` });
  const proved = table[verb].input.safeParse(input);
  if (proved.success) return proved.data;
  const { path, words } = refusalOf(proved.error, input);
  throw new Fault('bad_input', { problem: `${verb} cannot take this: ${path.length ? `${path.join('.')}: ` : ''}${words}.` });
}

function failMessage(id: number, failure: unknown, log: Log): Message {
  if (failure instanceof Fault) {
    return { type: 'fail', id, fault: { code: failure.code, details: { ...failure.details } }, words: failure.message };
  }
  log('error', failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
  return {
    type: 'fail',
    id,
    fault: null,
    words: 'Something went wrong inside the engine; engine.log in the home folder has the details.',
  };
}
