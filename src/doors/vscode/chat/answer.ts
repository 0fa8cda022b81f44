/** The editor's chat: which part answers which command; a failure is told in its words with the next step. */
import { Fault } from '../../../base/fault.ts';
import type { CommandName } from '../commands.ts';
import { failureWords } from '../failure-words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { nextSteps } from '../next-steps.ts';
import { instructions } from './advice.ts';
import { compare, timeline } from './course.ts';
import { freeQuestion } from './free-question.ts';
import { explain, logs } from './lines.ts';
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

function tellFault(failure: Fault, reply: Reply): void {
  const { hint, button, command } = nextSteps[failure.code];
  reply.say(`${plain(failureWords(failure))} ${plain(t(hint))}`);
  const [id = '', ...given] = command ?? [];
  if (button && id.startsWith('investigator.'))
    reply.button(t(button), id.slice('investigator.'.length) as CommandName, ...given);
}
