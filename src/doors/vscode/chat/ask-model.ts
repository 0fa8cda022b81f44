/** The editor's chat: the model that is chosen is asked about a run, if it may be; otherwise words and buttons say why not, and what would let it. */
import type { Context } from '../../../agent/context.ts';
import type { Fault } from '../../../base/fault.ts';
import type { CommandName } from '../commands.ts';
import { failureWords } from '../failure-words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { nextSteps } from '../next-steps.ts';
import { CLAUDE } from './claude-rows.ts';
import type { Answered, Chosen, Means, Question, Reply } from './reply.ts';
import { chatRows } from './rows.ts';
import { tellFindings } from './tell-findings.ts';

export interface About {
  readonly run_id: string;
  /** Null: why did this run fail? */
  readonly question: string | null;
}

/** What the buttons of an answer hand to their commands. */
export interface Asking {
  readonly model: Chosen['model'];
  /** As it was asked in the chat. */
  readonly query: string;
  readonly about: About & { readonly context: readonly Context[] };
}

/** Characters of what is attached that a button carries: a chat keeps its buttons. */
const CARRIED = 3000;

export interface ModelSaid {
  /** Claims stay: it is an answer. */
  readonly answered: boolean;
  readonly heard?: Answered['heard'];
}

const NOT_ASKED: ModelSaid = { answered: false };

export async function askModel(
  { chosen }: Means,
  asked: { readonly question: Question; readonly about: About },
  reply: Reply,
): Promise<ModelSaid> {
  if (chosen?.consent !== 'given') return NOT_ASKED;
  const { question, about } = asked;
  const inquiring = { ...about, context: contextOf(question), signal: question.signal };
  const { findings, fault } = await chosen.inquire({ ...inquiring, onStep: words => reply.step(words) });
  const answered = findings.claims.length > 0;
  if (answered) tellFindings(findings, reply);
  else if (fault) tellFault(fault, reply, chosen.model.vendor === CLAUDE ? ['anthropic'] : []);
  else tellFindings(findings, reply);
  const { findings_id, summary } = findings;
  return { answered, ...(answered && { heard: { findings_id, summary, model: chosen.name } }) };
}

/** Behind an answer of the engine: why the model that is chosen was not asked, and how it can be. */
export function tellNotAsked(
  { chosen }: Means,
  { question, about }: { readonly question: Question; readonly about: About },
  reply: Reply,
): void {
  if (!chosen) return;
  const { name, to, consent, masked, model } = chosen;
  if (consent === 'given') return;
  const values = { model: plain(name), to: plain(to.name) };
  const context = contextOf(question).map(one => ({ ...one, text: one.text.slice(0, CARRIED) }));
  const asking: Asking = { model, query: queryOf(question), about: { ...about, context } };
  if (consent === 'refused') {
    reply.say(`*${t('{model} was not asked, as you have decided.', values)}*`);
    reply.button(t('Ask {model} After All', { model: name }), 'askModel', asking);
    return;
  }
  const left = t(
    '**{model} was not asked yet**: it is reached through {to}, and nothing has left this machine. It would be sent the report, your question with what you attached, and the lines that it looks up.',
    values,
  );
  const hidden = masked
    ? t('Secrets, IP addresses, mail addresses and names of machines are masked before.')
    : t('Nothing is masked, as you have set it (investigator.models.mask).');
  reply.say(`${left} ${hidden} ${t('What it claims is compared with the stored lines.')}`);
  reply.button(t('Ask {model}', { model: name }), 'askModel', asking);
  reply.button(t('Show What Would Be Sent'), 'showWhatIsSent', asking);
  reply.button(t('Do Not Ask It'), 'refuseModel', asking);
}

/** Where no model is chosen: how one comes into the chat. */
export async function tellNoKey({ keyless }: Means, reply: Reply): Promise<void> {
  if (!(await keyless())) return;
  reply.say(`*${t('Claude models stand in the list of the chat’s models once the key of Anthropic is set.')}*`);
  reply.button(t('Set the Key of Anthropic…'), 'setCredential', 'anthropic');
}

/** `about` is handed to a command that would ask what it is about. */
export function tellFault(fault: Fault, reply: Reply, about: readonly string[] = []): void {
  const { hint, button, command } = nextSteps[fault.code];
  reply.say(`${plain(failureWords(fault))} ${plain(t(hint))}`);
  const [id = '', ...given] = command ?? [];
  if (button && id.startsWith('investigator.'))
    reply.button(t(button), id.slice('investigator.'.length) as CommandName, ...(given.length ? given : about));
}

function contextOf({ context = [], earlier = [] }: Question): Context[] {
  return [...context, ...earlier];
}

/** As a person would type it. */
export function queryOf({ command, prompt }: Pick<Question, 'command' | 'prompt'>): string {
  return [`@${chatRows.participant.name}`, ...(command ? [`/${command}`] : []), prompt].join(' ').trim();
}
