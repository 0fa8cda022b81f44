/** The table: runs that failed alike as text: how much, why, and the line that matches. */
import { categories } from '../../model/category.ts';
import type { SimilarRun, SimilarRuns } from '../../model/similar.ts';
import type { View } from '../tool.ts';
import { type Labels, labelsOf } from './labels.ts';
import { linked, painted } from './paint.ts';
import { elided, oneLine, paddedLeft } from './safe.ts';
import { count, counted, stamp } from './words.ts';

const ACTIONS = 2;

export function similarText({ about, similar, in_all, compared }: SimilarRuns, view: View): string {
  const labels = labelsOf(similar.flatMap(one => (one.place ? [one.place.member] : [])));
  const category = about.category ? ` (${categories[about.category]})` : '';
  const head = `${similar.length ? 'Failed like' : 'Nothing known failed like'} ${oneLine(about.title)}${category}`;
  const left = in_all - similar.length;
  const notes = [
    `${counted(compared, 'report')} of other runs compared${left > 0 ? `; ${counted(left, 'more run')} less alike: --limit` : ''}.`,
    ...(compared === 0 ? ['Reports are compared: investigate further failed runs.'] : []),
  ];
  return [
    painted(view, 'bold', elided(head, view.width)),
    '',
    ...similar.flatMap(one => [...runLines(one, labels, view), '']),
    ...notes.map(note => painted(view, 'dim', note)),
  ].join('\n');
}

function runLines(run: SimilarRun, labels: Labels, view: View): string[] {
  const width = Math.max(40, view.width) - 6;
  const told = (text: string) => elided(oneLine(text), width);
  const when = painted(view, 'dim', stamp(run.made_at).slice(0, 16));
  const title = elided(oneLine(run.title), Math.max(20, view.width - run.run_id.length - 28));
  const score = paddedLeft(`${count(Math.round(run.score * 100))} %`, 5);
  return [
    `${painted(view, 'bold', score)} ${painted(view, 'blue', run.run_id)}  ${when}  ${title}`,
    `      ${told(run.summary)}`,
    ...run.why.map(one => `      ${painted(view, 'dim', told(one))}`),
    ...(run.place ? [`      ${linked(view, run.place, oneLine(labels.place(run.place)))}`] : []),
    ...run.actions.slice(0, ACTIONS).map(action => `      > ${elided(oneLine(action), width - 2)}`),
  ];
}
