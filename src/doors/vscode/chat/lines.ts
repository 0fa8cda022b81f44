/** The editor's chat: /logs and /explain: lines that fit a query, and what is known of one line. */
import { Fault } from '../../../base/fault.ts';
import type { Line } from '../../../model/line.ts';
import { parsePlace } from '../../../model/place.ts';
import type { Report } from '../../../model/report.ts';
import { labelsOf } from '../../../tools/render/labels.ts';
import { code } from '../../../tools/render/markdown.ts';
import { count, counted, stamp } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { tellDocuments } from './advice.ts';
import { runInFocus } from './focus.ts';
import type { Answering, Means } from './reply.ts';
import { fenced, gapList, lineList, quoted } from './text.ts';

const SHOWN = 20;
const AROUND = 5;
const WIDTH = 400;
const PATTERNS = 1000;

export const logs: Answering = async (means, question, reply) => {
  const { run_id, title } = await runInFocus(means, question);
  const query = question.prompt.trim() || 'level:>=error';
  const page = await means.engine.search_logs({ run_id, query, limit: SHOWN }, { signal: question.signal });
  const { matched, shown } = page.coverage;
  reply.say(t('{lines} of {run} fit {query}.', { lines: counted(matched, 'line'), run: plain(title), query: code(query) }));
  if (page.lines.length) reply.say(lineList(page.lines, reply));
  if (matched > shown) reply.say(t('Shown are the first {n}; the log table has all.', { n: count(shown) }));
  if (page.gaps.length) reply.say(`**${t('Not seen, or to be taken with care')}**\n\n${gapList(page.gaps)}`);
  reply.button(t('Open in Log Table'), 'openRun', run_id, { tab: 'logs', query });
  return { run_id, next: [] };
};

export const explain: Answering = async (means, question, reply) => {
  const { engine } = means;
  const { signal } = question;
  const place = question.prompt.trim() || (await means.selectedPlace());
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
  reply.button(t('Open Source of This Line'), 'openSource', `${asked.source}:${asked.member}:${asked.line}`);
  reply.button(t('Open Report'), 'openRun', run_id);
  return { run_id, next: [] };
};

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
