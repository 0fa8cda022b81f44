/** The editor's chat: /explain: what is known of one line, or of a stack or message that is pasted, attached or selected. */
import type { Context } from '../../../agent/context.ts';
import { Fault } from '../../../base/fault.ts';
import type { Line } from '../../../model/line.ts';
import { formatPlace, parsePlace } from '../../../model/place.ts';
import type { Report } from '../../../model/report.ts';
import { labelsOf } from '../../../tools/render/labels.ts';
import { count, counted, stamp } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { tellDocuments } from './advice.ts';
import { askModel, tellNotAsked } from './ask-model.ts';
import { runInFocus } from './focus.ts';
import { tellLines } from './free-question.ts';
import { wordsOf } from './question-words.ts';
import type { Answered, Answering, Means, Question, Reply } from './reply.ts';
import { reportOf } from './reports.ts';
import { fenced, quoted } from './text.ts';

const AROUND = 5;
const WIDTH = 400;
const PATTERNS = 1000;

const WHAT_IT_MEANS = 'What does the attached line mean, and is it the cause of the failure, a consequence, or neither?';
const WHAT_TEXT_MEANS = 'What does the attached text mean for the failure of this run?';

export const explain: Answering = async (means, question, reply) => {
  const meant = await whatIsMeant(means, question);
  return 'text' in meant
    ? explainText(means, { question, text: meant.text }, reply)
    : explainLine(means, { question, ...meant }, reply);
};

type Meant = { readonly place: string } | { readonly text: string };

/** What is written, else what is attached, else what is selected. */
async function whatIsMeant(means: Means, { prompt, context = [] }: Question): Promise<Meant> {
  const given = prompt.trim();
  if (given) return PLACE.test(given) ? { place: given } : { text: given };
  const attached = context.find(one => one.place)?.place;
  if (attached) return { place: formatPlace(attached) };
  const text = context.find(one => one.text.trim())?.text ?? means.selectedText();
  return text.trim() ? { text } : { place: await means.selectedPlace() };
}

/** Sources are named in hexadecimal digits; a message with a colon is none. */
const PLACE = /^[0-9a-f]{6,}:[^\n]+:\d+$/;

async function explainLine(
  means: Means,
  { question, place }: { question: Question; place: string },
  reply: Reply,
): Promise<Answered> {
  const { engine } = means;
  const { signal } = question;
  const asked = parsePlace(place);
  const around = await engine.read_lines({ place, around: AROUND, width: WIDTH }, { signal });
  const line = around.lines.find(one => one.place.line === asked.line);
  if (!line) throw new Fault('place_unknown', { place });
  const { run_id } = await runInFocus(means, { focus: line.place.source, signal });
  reply.say(`${reply.line(line.place, labelsOf([line.place.member]).place(line.place))} ${quoted(line.text)}`);
  const about = { run_id, line, signal };
  const facts = [...ownFacts(line), ...(await patternFacts(means, about)), await partFact(means, about)];
  reply.say(facts.map(one => `- ${plain(one)}`).join('\n'));
  reply.say(fenced(around.lines.map(one => `${one === line ? '>' : ' '} ${one.place.line}  ${one.text}`).join('\n')));
  const { hits } = await engine.search_knowledge({ query: line.text.slice(line.body, line.body + 2000), limit: 3 }, { signal });
  tellDocuments(hits, reply);
  const attached = { label: `the line, of ${line.place.member}`, text: line.text, place: line.place };
  const heard = await asking(means, { question, run_id, words: WHAT_IT_MEANS, attached }, reply);
  reply.button(t('Open Source of This Line'), 'openSource', `${asked.source}:${asked.member}:${asked.line}`);
  reply.button(t('Open Report'), 'openRun', run_id);
  return { run_id, next: [], heard };
}

/** A stack or a message that a person selected or pasted: the lines of the run and the documents that fit it. */
async function explainText(
  means: Means,
  { question, text }: { question: Question; text: string },
  reply: Reply,
): Promise<Answered> {
  const { signal } = question;
  const { run_id } = await runInFocus(means, question);
  reply.say(fenced(text.slice(0, WIDTH)));
  await tellLines(means, { run_id, signal, words: wordsOf(text) }, reply);
  tellDocuments((await means.engine.search_knowledge({ query: text.slice(0, 2000), limit: 3 }, { signal })).hits, reply);
  const attached = { label: 'the text', text };
  const heard = await asking(means, { question, run_id, words: WHAT_TEXT_MEANS, attached }, reply);
  reply.button(t('Open Report'), 'openRun', run_id);
  return { run_id, next: [], heard };
}

interface Explaining {
  readonly question: Question;
  readonly run_id: string;
  readonly words: string;
  readonly attached: Context;
}

/** Only of a run that has a report, from which a model begins. */
async function asking(means: Means, { question, run_id, words, attached }: Explaining, reply: Reply): Promise<Answered['heard']> {
  if (!means.chosen) return undefined;
  await reportOf(means, { run_id, signal: question.signal }, reply);
  const asked = {
    question: { ...question, context: [attached, ...(question.context ?? []).filter(one => one.text !== attached.text)] },
    about: { run_id, question: words },
  };
  const { heard } = await askModel(means, asked, reply);
  tellNotAsked(means, asked, reply);
  return heard;
}

function ownFacts({ at, level, place, end_line }: Line): string[] {
  const time = at === null ? t('no time known') : `${stamp(at)} UTC`;
  const record =
    end_line > place.line ? [t('lines {from}–{to}, one record', { from: count(place.line), to: count(end_line) })] : [];
  return [level === 'none' ? time : `${time} · ${level}`, ...record];
}

interface About {
  readonly run_id: string;
  readonly line: Line;
  readonly signal: AbortSignal;
}

/** How often it is said, and whether passing runs say it too. */
async function patternFacts({ engine }: Means, { run_id, line, signal }: About): Promise<string[]> {
  const page = await engine.list_patterns({ run_id, limit: PATTERNS, sort: 'count' }, { signal });
  const pattern = page.templates.find(one => one.templates.includes(line.template));
  if (!pattern) return [];
  const said = t('pattern seen {times} in this run', { times: counted(pattern.count, 'time') });
  if (page.compared_with === 0) return [said];
  const runs = counted(page.compared_with, 'passing run');
  const mean = String(Math.round((pattern.passing ?? 0) * 10) / 10);
  if (pattern.change === 'new') return [said, t('new against {runs}', { runs })];
  return [said, t('{mean} on average in {runs}', { mean, runs })];
}

async function partFact({ engine }: Means, { run_id, line: { place }, signal }: About): Promise<string> {
  const report = await newest(engine, { run_id, signal });
  if (!report) return t('the run has no report yet');
  const told = report.suspect_lines.find(
    ({ place: one }) => one.member === place.member && one.line <= place.line && place.line <= one.end_line,
  );
  if (!told) return t('the report does not count it among the telling lines');
  return t('in the report: {role} ({why})', { role: told.role, why: told.why.join('; ') });
}

async function newest(engine: Means['engine'], { run_id, signal }: Pick<About, 'run_id' | 'signal'>): Promise<Report | null> {
  try {
    return await engine.get_report({ run_id }, { signal });
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'not_investigated') return null;
    throw failure;
  }
}
