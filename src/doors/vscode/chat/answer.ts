/** The editor's chat: which part answers which command; a failure is told in its words with the next step. */
import { Fault } from '../../../base/fault.ts';
import { instructions } from './advice.ts';
import { tellFault } from './ask-model.ts';
import { compare, timeline } from './course.ts';
import { explain } from './explain.ts';
import { freeQuestion } from './free-question.ts';
import { logs } from './lines.ts';
import { metrics } from './metrics.ts';
import type { Answered, Answering, Means, Question, Reply } from './reply.ts';
import { investigate, latest, report, ticket } from './reports.ts';
import type { ChatCommand } from './rows.ts';
import { similar } from './similar.ts';

const commands: Readonly<Record<ChatCommand, Answering>> = {
  latest,
  investigate,
  explain,
  logs,
  compare,
  timeline,
  metrics,
  similar,
  instructions,
  report,
  ticket,
};

/** Throws what is no fault, and `cancelled`. */
export async function answer(means: Means, question: Question, reply: Reply): Promise<Answered & { fault?: string }> {
  const answering = commands[question.command as ChatCommand] ?? freeQuestion;
  try {
    return await answering(means, question, reply);
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
    tellFault(failure, reply);
    return { run_id: question.focus, next: [], fault: failure.code };
  }
}
