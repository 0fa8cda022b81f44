/** The answers: the way back: the runs in which the log statements of a source file were seen. */
import { resolve } from 'node:path';
import { Fault } from '../../base/fault.ts';
import { pacer } from '../../base/pace.ts';
import { doing } from '../../base/progress.ts';
import type { SeenStatement, SeenStatements } from '../../model/code.ts';
import type { TemplateStat } from '../../model/corpus.ts';
import type { Gap } from '../../model/coverage.ts';
import { levels } from '../../model/level.ts';
import type { Place } from '../../model/place.ts';
import type { Run } from '../../model/run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { languageOf } from '../code/lex/language.ts';
import { statementsOf } from '../code/lex/scan.ts';
import { SeenTemplates } from '../code/seen.ts';
import type { Statement } from '../code/statement.ts';
import { bytesOf, isFile } from '../code/text.ts';
import { rest } from '../rest.ts';
import type { CallLife, Workshop } from '../workshop.ts';
import { rootsOf } from './code-roots.ts';

type Question = Proved<typeof table.find_runs_by_source>;

const LARGEST = 4 * 1024 * 1024;
/** A call may begin some lines above the one that is asked about. */
const LINES_ABOVE = 6;

export async function findRunsBySource(shop: Workshop, request: Question, life: CallLife): Promise<SeenStatements> {
  const pause = pacer(life.signal, rest);
  const { file, line } = fileOf(shop, request);
  const statements = asked(statementsIn(file), line);
  const runs = shop.notebook().list().slice(0, request.limit);
  const gaps: Gap[] = [];
  const found = statements.map(one => ({ ...shown(one), runs: [] as SeenStatement['runs'] }));
  for (const [at, run] of runs.entries()) {
    await pause();
    life.onProgress({ ...doing('Looking into {run}', { run: run.title }), done: at, total: runs.length, unit: 'steps' });
    const known = knownOf(shop, run, gaps);
    for (const [which, variants] of statements.entries()) {
      const seen = known.flatMap(one => seenIn(one, variants));
      if (seen.length) found[which].runs.push(summed(run, seen));
    }
  }
  const told = found.map(one => ({ ...one, failed_runs: one.runs.filter(run => run.outcome === 'failed').length }));
  return { file, statements: told, runs_looked_at: runs.length, gaps };
}

/** As it was named, else below one of the roots; `FILE:LINE` where no file has that name. Throws `input_missing`. */
function fileOf(shop: Workshop, { file, line, roots }: Question): { file: string; line: number | undefined } {
  const folders = [shop.cwd, ...rootsOf(shop, roots)];
  const there = (name: string) => folders.map(folder => resolve(folder, name)).find(place => isFile(place));
  const whole = there(file);
  if (whole) return { file: whole, line };
  const [, name, number] = /^(.+):(\d+)$/.exec(file) ?? [];
  const part = name === undefined ? undefined : there(name);
  if (!part) throw new Fault('input_missing', { input: `source file ${file}` });
  return { file: part, line: line ?? Number(number) };
}

/** The statements of a file, each with the several texts that it may say. */
function statementsIn(file: string): Statement[][] {
  const language = languageOf(file);
  const bytes = language && bytesOf(file, LARGEST);
  if (!language || !bytes) return [];
  const byCall = new Map<string, Statement[]>();
  for (const one of statementsOf(bytes.toString('latin1'), language)) {
    if (one.kind === 'text' || one.kind === 'logger') continue;
    const key = `${one.line}:${one.column}`;
    byCall.set(key, [...(byCall.get(key) ?? []), one]);
  }
  return [...byCall.values()];
}

/** All of them; with a line the nearest one at or a little above it. */
function asked(statements: readonly Statement[][], line: number | undefined): Statement[][] {
  if (line === undefined) return [...statements];
  const near = statements.filter(([one]) => one.line <= line && one.line >= line - LINES_ABOVE);
  const last = near.at(-1);
  return last ? near.filter(([one]) => one.line === last[0].line) : [];
}

function shown([first]: readonly Statement[]): Omit<SeenStatement, 'runs' | 'failed_runs'> {
  const text = Buffer.from(first.pattern.replaceAll('\0', '<*>'), 'latin1').toString('utf8');
  return { line: first.line, column: first.column, text, level: levels[first.level] };
}

/** What is kept of a source: its templates by words, and its members' paths. */
interface Known {
  readonly source: string;
  readonly templates: SeenTemplates;
  readonly members: ReadonlyMap<number, string>;
}

/** Sources kept; they never change. */
const KEPT = 64;
const kept = new Map<string, Known>();

function knownOf(shop: Workshop, run: Run, gaps: Gap[]): Known[] {
  return run.sources.flatMap(id => {
    const key = `${shop.home}\n${id}`;
    try {
      const known = kept.get(key) ?? readKnown(shop, id);
      kept.delete(key);
      kept.set(key, known);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
      return [known];
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure;
      gaps.push({ kind: 'unreadable', words: `${run.title}: ${failure.message}` });
      return [];
    }
  });
}

function readKnown(shop: Workshop, id: string): Known {
  const source = shop.source(id);
  const members = new Map(source.members.map(member => [member.id, member.path]));
  return { source: id, templates: new SeenTemplates(source.templates), members };
}

interface Seen {
  readonly template: TemplateStat;
  readonly first: Place;
}

function seenIn({ source, templates, members }: Known, variants: readonly Statement[]): Seen[] {
  const found = new Map<number, TemplateStat>();
  for (const variant of variants) for (const template of templates.writtenBy(variant)) found.set(template.id, template);
  return [...found.values()].map(template => {
    const first = { source, member: members.get(template.firstMember) ?? '', line: template.firstLine };
    return { template, first };
  });
}

function summed(run: Run, seen: readonly Seen[]): SeenStatement['runs'][number] {
  const earliest = seen.reduce((best, one) =>
    (one.template.firstAt ?? Infinity) < (best.template.firstAt ?? Infinity) ? one : best,
  );
  return {
    run_id: run.run_id,
    title: run.title,
    outcome: run.outcome,
    // Templates count records; one whose lines only continue others was seen all the same.
    lines: seen.reduce((sum, one) => sum + Math.max(1, one.template.count), 0),
    first: earliest.first,
  };
}
