/** Analysis: the steps that a CI log marks in itself: GitHub's groups, Travis' folds. */
import type { Corpus, Member, Row } from '../../model/corpus.ts';
import { INFO } from '../../model/level.ts';
import type { Moment } from './opinions.ts';

/** A mark of each kind is one template or a few; of each this many lines are looked at. */
const MARKS = 500;

interface Step {
  readonly row: Row;
  readonly title: string;
  until: number | null;
}

/** Steps with a time, in file order. A GitHub group lasts until the next one of its file, or the file's end: what a step prints stands behind its group. */
export function readSteps(corpus: Corpus): Moment[] {
  const marks = corpus.templates.filter(template =>
    /##\[(?:group|section)\]|::group::|travis_fold:|travis_time:/.test(template.text),
  );
  if (!marks.length) return [];
  const members = new Map(corpus.members.map(member => [member.id, member]));
  const steps: Step[] = [];
  const folds = new Map<string, Step>();
  let last: Step | null = null;
  for (const row of corpus.rowsOf(new Set(marks.map(mark => mark.id)), MARKS)) {
    if (last && last.row.member !== row.member) last = close(last, members);
    const fold = /travis_fold:(start|end):([\w.-]+)/.exec(row.text);
    if (fold) {
      foldStep(folds, steps, { row, word: fold[1], name: fold[2] });
      continue;
    }
    const title = /(?:##\[(?:group|section)\]|::group::)(.+)$/.exec(row.text)?.[1].trim();
    if (!title) continue;
    if (last && row.at !== null) last.until ??= row.at;
    last = { row, title, until: null };
    steps.push(last);
  }
  if (last) close(last, members);
  return steps.flatMap(step => momentOf(step));
}

function close(step: Step, members: ReadonlyMap<number, Member>): null {
  step.until ??= members.get(step.row.member)?.lastAt ?? null;
  return null;
}

function foldStep(folds: Map<string, Step>, steps: Step[], mark: { row: Row; word: string; name: string }): void {
  const key = `${mark.row.member} ${mark.name}`;
  if (mark.word === 'start') {
    const step = { row: mark.row, title: mark.name, until: null };
    folds.set(key, step);
    steps.push(step);
    return;
  }
  const open = folds.get(key);
  if (open) open.until ??= mark.row.at;
}

function momentOf(step: Step): Moment[] {
  const { row, title, until } = step;
  if (row.at === null) return [];
  return [
    {
      at: row.at,
      until,
      kind: 'step',
      level: INFO,
      title: title.slice(0, 200),
      member: row.member,
      line: row.line,
      attributes: {},
    },
  ];
}
