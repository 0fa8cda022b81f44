/** Analysis: the steps that a CI log marks in itself: groups of GitHub and Azure, timed commands of Travis, sections of GitLab. */
import type { Corpus, Member, Row } from '../../model/corpus.ts';
import { INFO } from '../../model/level.ts';
import type { Moment } from './opinions.ts';

/** Lines of such logs that are read through; their services limit them to a few megabytes each. */
const LINES = 300_000;

interface Step {
  readonly row: Row;
  readonly at: number;
  readonly title: string;
  readonly until: number | null;
  readonly failed: boolean;
}

type StepReader = (corpus: Corpus, member: Member) => Step[];

/** By the reader's format; Azure's logs read as GitHub's, Travis' and GitLab's older ones as marks. */
const readers: ReadonlyMap<string, readonly StepReader[]> = new Map([
  ['github-actions', [groupSteps]],
  ['gitlab', [sectionSteps]],
  ['ci-marks', [commandSteps, sectionSteps]],
]);

/** Steps with a time, file by file. */
export function readSteps(corpus: Corpus): Moment[] {
  const steps: Step[] = [];
  let left = LINES;
  for (const member of corpus.members) {
    const known = readers.get(member.format);
    if (!known) continue;
    if ((left -= member.lines) < 0) break;
    for (const read of known) steps.push(...read(corpus, member));
  }
  return steps.flatMap(step => momentOf(step));
}

/** Rows that hold one of the words; nearly all do not. */
function* rowsWith(corpus: Corpus, member: Member, words: readonly string[]): Generator<Row> {
  for (const row of corpus.rows(member.id, 1, member.lines)) if (words.some(word => row.text.includes(word))) yield row;
}

const group = /(?:##\[(?:group|section)\]|::group::)([^\r\n]+)/;

/** GitHub, Azure. A group lasts until the next one, or the file's end: what a step prints stands behind its group, its errors as well. */
function groupSteps(corpus: Corpus, member: Member): Step[] {
  const heads: Omit<Step, 'until' | 'failed'>[] = [];
  const failed = new Set<number>();
  for (const row of rowsWith(corpus, member, ['##[', '::group::'])) {
    const title = group.exec(row.text)?.[1];
    if (title && row.at !== null) heads.push({ row, at: row.at, title });
    else if (row.text.includes('##[error]')) failed.add(heads.length - 1);
  }
  return heads.map((head, place) => ({ ...head, until: heads[place + 1]?.at ?? member.lastAt, failed: failed.has(place) }));
}

/** Travis: a command's times stand in the mark at its end, in nanoseconds; the command behind the mark at its start, or below it. */
function commandSteps(corpus: Corpus, member: Member): Step[] {
  const begun = new Map<string, { row: Row; title: string }>();
  const steps: Step[] = [];
  const failed = new Set<string>();
  for (const row of rowsWith(corpus, member, ['travis_time:', ' exited with '])) {
    const [, command] = /^The command "(.+)" (?:failed and )?exited with [1-9]/.exec(printed(row.text)) ?? [];
    if (command) failed.add(`$ ${command}`);
    for (const mark of row.text.matchAll(/travis_time:(?:start:(\w+)|end:(\w+):start=(\d+),finish=(\d+))/g)) {
      const [words, start, end, from, to] = mark;
      if (start) begun.set(start, { row, title: commandOf(corpus, row, mark.index + words.length) });
      const head = begun.get(end);
      if (head) steps.push({ ...head, at: Number(from) / 1e6, until: Number(to) / 1e6, failed: false });
    }
  }
  return steps.map(step => ({ ...step, failed: failed.has(printed(step.title)) }));
}

/** Several marks may share a line, each with its command behind it. */
function commandOf(corpus: Corpus, row: Row, behind: number): string {
  const [shown, more] = row.text.slice(behind).split('travis_', 2);
  const said = printed(shown);
  if (said || more) return said.startsWith('$') ? said : '';
  for (const next of corpus.rows(row.member, row.line + 1, row.line + 1)) {
    const below = printed(next.text);
    if (below.startsWith('$')) return below;
  }
  return '';
}

/** GitLab: seconds, a name, and what is shown. */
function sectionSteps(corpus: Corpus, member: Member): Step[] {
  const open = new Map<string, Omit<Step, 'until' | 'failed'>>();
  const steps: Step[] = [];
  for (const row of rowsWith(corpus, member, ['section_'])) {
    const [, word, seconds, name, shown] = /section_(start|end):(\d{10}):([\w.-]+)(?:\[[^\]]*\])?([\s\S]*)/.exec(row.text) ?? [];
    const at = Number(seconds) * 1000;
    if (word === 'start') open.set(name, { row, at, title: printed(shown) || name });
    const begun = word === 'end' && open.get(name);
    if (begun) steps.push({ ...begun, until: at, failed: false });
  }
  return steps;
}

/** What a terminal would show of the line: no marks, no colours, no carriage returns. */
function printed(text: string): string {
  return text
    .replace(/travis_(?:time|fold):(?:start|end):[\w.=,:-]+/g, '')
    .replace(/\x1b\[[\d;]*[A-Za-z]/g, '')
    .replace(/\r/g, '')
    .trim();
}

function momentOf(step: Step): Moment[] {
  const { row, at, until, failed } = step;
  const title = printed(step.title).slice(0, 200);
  if (!title) return [];
  const place = { member: row.member, line: row.line };
  return [{ at, until, kind: 'step', level: INFO, title, ...place, ...(failed && { failed }), attributes: {} }];
}
