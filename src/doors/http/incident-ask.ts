/** HTTP: the questions of an incident as the engine is asked them: reports of the run and of the lines, what was like it, what is advised. */
import { Fault } from '../../base/fault.ts';
import { categories } from '../../model/category.ts';
import type { Report } from '../../model/report.ts';
import type { Config } from './config.ts';
import { analyzed, recommended, type Seen, searched } from './incident-answers.ts';
import type { AnalyzeAnswer, IncidentBody, QuestionBody, RecommendAnswer, SearchAnswer } from './incident-bodies.ts';
import type { lifeOf } from './request-life.ts';
import type { Served } from './server.ts';

/** Characters of a text that similar incidents and documents are searched by. */
const WORDS = 20_000;
const TEMPLATES = 20;
/** Lines of evidence by whose words documents are searched. */
const CITED = 3;
/** Characters of the documents whose steps are looked at. */
const INSTRUCTIONS = 60_000;

type Engine = Served['engine'];
/** The life of a question, and what stands for what it leaves out. */
export type Asking = ReturnType<typeof lifeOf> & Config['analysis'];

/** Of the run and of the lines; those that are there are taken as they are. Throws bad_input, run_unknown. */
export async function reportsOf(engine: Engine, body: IncidentBody, life: Asking): Promise<Report[]> {
  const { title, job, run_id } = body;
  const text = textOf(body);
  if (text === '' && run_id === undefined)
    throw new Fault('bad_input', { problem: 'Neither logs nor run_id says what to look at.' });
  const kept = text === '' ? [] : [(await engine.own.keep_log_text({ text, title, job }, life)).run_id];
  const reports: Report[] = [];
  for (const id of [...(run_id === undefined ? [] : [run_id]), ...kept]) reports.push(await reportOf(engine, id, life));
  return reports;
}

/** Throws run_unknown. */
async function reportOf(engine: Engine, run_id: string, life: Asking): Promise<Report> {
  try {
    return await engine.get_report({ run_id }, life);
  } catch (failure) {
    if (!(failure instanceof Fault && failure.code === 'not_investigated')) throw failure;
    const { run } = await engine.get_test_run_info({ run_id, limit: 1 }, life);
    return engine.investigate_run({ inputs: [run.run_id], mode: life.mode }, life);
  }
}

interface Told<Body> {
  readonly body: Body;
  readonly report: Report | null;
}

export async function analyze(
  engine: Engine,
  { body, reports }: { body: IncidentBody; reports: readonly Report[] },
  life: Asking,
): Promise<AnalyzeAnswer> {
  const looked: { report: Report; seen: Seen }[] = [];
  for (const report of reports) looked.push({ report, seen: await seenOf(engine, report.run.run_id, life) });
  return analyzed(looked, { limit: body.limit ?? life.limit, least: life.least_score });
}

async function seenOf(engine: Engine, run_id: string, life: Asking): Promise<Seen> {
  const [{ lines }, { templates }] = await Promise.all([
    engine.search_logs({ run_id, level: '>=error', limit: 1 }, life),
    engine.list_patterns({ run_id, sort: 'count', limit: 1000 }, life),
  ]);
  const first = lines.at(0);
  return {
    first_error: first ? { place: first.place, at: first.at, level: first.level, text: first.text } : null,
    templates: templates.filter(one => ['warn', 'error', 'fatal'].includes(one.level)).slice(0, TEMPLATES),
  };
}

/** By the report and by words. Throws bad_input where neither is given. */
export async function search(engine: Engine, { body, report }: Told<QuestionBody>, life: Asking): Promise<SearchAnswer> {
  const { limit = life.limit } = body;
  const text = wordsOf(body);
  if (!report && text === '')
    throw new Fault('bad_input', { problem: 'None of logs, run_id, root_cause, query and category says what to search for.' });
  const cited = report?.evidence_index.slice(0, CITED).map(one => one.title) ?? [];
  // Of an unknown kind the summary only says so.
  const told = report && report.category !== 'unknown' ? [report.summary] : [];
  const query = report ? [...told, ...cited, text].join('\n').slice(0, WORDS) : text;
  const [similar, knowledge] = await Promise.all([
    engine.find_similar_runs({ run_id: report?.run.run_id, text, limit }, life),
    engine.search_knowledge({ query, category: body.category, limit }, life),
  ]);
  return searched(similar, knowledge);
}

/** By the report or by words. Throws bad_input where neither is given. */
export async function recommend(engine: Engine, { body, report }: Told<QuestionBody>, life: Asking): Promise<RecommendAnswer> {
  const topic = wordsOf(body);
  if (!report && topic === '')
    throw new Fault('bad_input', { problem: 'None of logs, run_id, root_cause, query and category says what to recommend for.' });
  const about = report ? { run_id: report.run.run_id } : { topic };
  const instructions = await engine.get_investigation_instructions({ ...about, characters: INSTRUCTIONS }, life);
  return recommended(report, instructions, body.limit ?? life.limit);
}

export function namesRun(body: IncidentBody): boolean {
  return body.run_id !== undefined || textOf(body) !== '';
}

function textOf({ logs = '' }: IncidentBody): string {
  const text = typeof logs === 'string' ? logs : logs.join('\n');
  return text.trim() === '' || text.endsWith('\n') ? text.trimEnd() && text : `${text}\n`;
}

/** Beside the lines, which have a report of their own. */
function wordsOf(body: QuestionBody): string {
  const category = body.category ? categories[body.category] : '';
  return [body.root_cause, body.query, category].filter(Boolean).join('\n').slice(0, WORDS).trim();
}
