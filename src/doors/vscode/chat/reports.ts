/** The editor's chat: /latest, /investigate, /report and /ticket: reports that are made or shown. */
import { Fault } from '../../../base/fault.ts';
import type { Report } from '../../../model/report.ts';
import { reportMarkdown } from '../../../tools/render/report-markdown.ts';
import { formerlyAgainst } from '../compared-with.ts';
import { doingWords } from '../doing.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { askModel, tellNotAsked } from './ask-model.ts';
import { newestFailure, runInFocus } from './focus.ts';
import type { Answered, Answering, Means, Question, Reply } from './reply.ts';
import { tellFindings } from './tell-findings.ts';
import { afterTelling, tellReport } from './tell-report.ts';
import { fenced } from './text.ts';

/** What a model found before is shown as it is kept. */
export const latest: Answering = async (means, question, reply) => {
  const { signal } = question;
  const run = await newestFailure(means.engine, signal);
  const made = await reportOf(means, { run_id: run.run_id, signal }, reply);
  return tellKept(made, reply) ? afterTelling(made, reply) : withModel(means, { question, made }, reply);
};

export const report: Answering = async (means, question, reply) => {
  const run = await runInFocus(means, question, question.prompt);
  const made = await reportOf(means, { run_id: run.run_id, signal: question.signal }, reply);
  tellKept(made, reply);
  return afterTelling(made, reply);
};

export const investigate: Answering = async (means, question, reply) => {
  const { prompt, focus, signal, files = [] } = question;
  const given = unquoted(prompt);
  const inputs = given ? [given] : files.length ? [...files] : focus ? [focus] : [];
  if (inputs.length === 0)
    throw new Fault('bad_input', { problem: t('Name a run, a URL or the path of its logs behind /investigate.') });
  const against = inputs.length === 1 ? await formerly(means, inputs[0], signal) : [];
  const made = await investigated(means, { inputs, against, signal }, reply);
  tellReport(made, reply);
  return withModel(means, { question, made }, reply);
};

/** The report, and the claims that are kept with it; whether there are any. */
function tellKept(made: Report, reply: Reply): boolean {
  tellReport(made, reply);
  const { findings } = made;
  if (!findings?.claims.length) return false;
  tellFindings(findings, reply);
  return true;
}

async function withModel(
  means: Means,
  { question, made }: { question: Question; made: Report },
  reply: Reply,
): Promise<Answered> {
  // Its text waits for what the model says.
  reply.step(made.summary);
  const asked = { question, about: { run_id: made.run.run_id, question: null } };
  const { heard } = await askModel(means, asked, reply);
  tellNotAsked(means, asked, reply);
  return { ...afterTelling(made, reply), heard };
}

/** A run that is known stays compared with what it was compared with. */
async function formerly({ engine }: Means, name: string, signal: AbortSignal): Promise<string[]> {
  try {
    const { run } = await engine.get_test_run_info({ run_id: name, limit: 1 }, { signal });
    return await formerlyAgainst(engine, run.run_id, { signal });
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'run_unknown') return [];
    throw failure;
  }
}

/** As text in a block, since a block is what a chat offers to copy; nothing is sent anywhere. */
export const ticket: Answering = async (means, question, reply) => {
  const run = await runInFocus(means, question, question.prompt);
  const made = await reportOf(means, { run_id: run.run_id, signal: question.signal }, reply);
  reply.say(t('A draft to copy; nothing was sent.'));
  reply.say(`**${t('Title')}:** ${plain(made.jira_summary ?? made.summary)}`);
  reply.say(fenced(made.jira_description_md ?? reportMarkdown(made), 'markdown'));
  reply.button(t('Open Report'), 'openRun', run.run_id);
  reply.button(t('Export Report…'), 'exportReport', run.run_id);
  return { run_id: run.run_id, next: [] };
};

interface Wanted {
  readonly inputs: string[];
  readonly against?: string[];
  readonly signal: AbortSignal;
}

export async function investigated(means: Means, { signal, ...wanted }: Wanted, reply: Reply): Promise<Report> {
  const made = await means.engine.investigate_run(wanted, {
    signal,
    onProgress: progress => reply.step(doingWords(progress)),
  });
  means.changed();
  return made;
}

/** The newest one; a run that has none is investigated. */
export async function reportOf(
  means: Means,
  { run_id, signal }: { run_id: string; signal: AbortSignal },
  reply: Reply,
): Promise<Report> {
  try {
    return await means.engine.get_report({ run_id }, { signal });
  } catch (failure) {
    if (!(failure instanceof Fault && failure.code === 'not_investigated')) throw failure;
    return investigated(means, { inputs: [run_id], signal }, reply);
  }
}

/** A path that was pasted with its quotes. */
function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.+)\1$/, '$2');
}
