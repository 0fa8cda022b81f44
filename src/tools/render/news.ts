/** The table: a run that goes on: what is new of it between two looks, as text. */
import type { Line } from '../../model/line.ts';
import type { Report } from '../../model/report.ts';
import type { Run } from '../../model/run.ts';
import type { View } from '../tool.ts';
import { painted } from './paint.ts';
import { elided, oneLine } from './safe.ts';
import { counted } from './words.ts';

/** One look at a run. */
export interface Look {
  readonly run: Pick<Run, 'run_id' | 'title' | 'lines' | 'outcome'>;
  readonly summary: Report['summary'];
  /** Its newest error lines. */
  readonly errors: readonly Line[];
}

/** Error lines that are told of one look; of more their number. */
const TOLD = 10;
/** Characters of a line. */
const WIDTH = 200;

/** What was told already; grows with each look. */
export interface Told {
  run: string | null;
  lines: number;
  summary: string;
  /** By file and text, since a system writes some files anew at each fetch and places move then. */
  readonly errors: Set<string>;
}

export function nothingTold(): Told {
  return { run: null, lines: 0, summary: '', errors: new Set() };
}

/** Empty when nothing is new. At the first look errors of before are no news: the verdict tells of them. */
export function newsOf(look: Look, told: Told, view: View): string[] {
  const { run, summary } = look;
  const first = told.run === null;
  const another = !first && told.run !== run.run_id;
  const more = run.lines - (another || first ? 0 : told.lines);
  const errors = look.errors.filter(line => !told.errors.has(keyOf(line)));
  const news = [
    ...(first ? [`${oneLine(run.title)}: ${counted(run.lines, 'line')} so far`] : []),
    ...(another ? [`written anew, another run now (${run.run_id}): ${counted(run.lines, 'line')}`] : []),
    ...(!first && !another && more !== 0 ? [more > 0 ? `+${counted(more, 'line')}` : `${counted(-more, 'line')} less`] : []),
    ...(first ? [] : errorLines(errors, view)),
    ...(summary === told.summary ? [] : [`verdict: ${oneLine(summary)}`]),
  ];
  told.run = run.run_id;
  told.lines = run.lines;
  told.summary = summary;
  for (const line of look.errors) told.errors.add(keyOf(line));
  return news;
}

function errorLines(errors: readonly Line[], view: View): string[] {
  const shown = errors.slice(-TOLD).map(line => {
    const place = `${oneLine(line.place.member)}:${line.place.line}`;
    return `${painted(view, 'red', line.level)}  ${painted(view, 'blue', place)}  ${elided(oneLine(line.text.slice(line.body).trim()), WIDTH)}`;
  });
  const left = errors.length - shown.length;
  return left > 0 ? [`${counted(left, 'further error line')} before these`, ...shown] : shown;
}

function keyOf({ place, text }: Line): string {
  return `${place.member}\n${text}`;
}
