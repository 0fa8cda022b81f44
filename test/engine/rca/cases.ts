/** The report, tests: a case from a few files: suspects are found by a piece of their text, verdicts come from the classifier. */
import { createHash } from 'node:crypto';
import { classify } from '../../../src/engine/analyze/classify/classify.ts';
import type { Difference, Moment, Suspect } from '../../../src/engine/analyze/opinions.ts';
import { type Case, textOf } from '../../../src/engine/rca/case.ts';
import type { Role } from '../../../src/model/report.ts';
import type { TestResults } from '../../../src/model/tests.ts';
import { memoryCorpus } from '../analyze/memory-corpus.ts';

export interface Told {
  readonly files: Record<string, string>;
  /** In order of rank: a piece of the first line's text, perhaps with the number of lines, role, score, alike. */
  readonly suspects: readonly { find: string; lines?: number; role?: Role; score?: number; alike?: number; why?: string[] }[];
  readonly moments?: readonly (Partial<Moment> & Pick<Moment, 'at' | 'kind' | 'title'>)[];
  readonly tests?: TestResults;
  readonly good?: readonly Record<string, string>[];
  /** Pieces of text whose templates are new against the passing runs. */
  readonly fresh?: readonly string[];
  readonly gaps?: Case['gaps'];
}

export function caseOf(told: Told): Case {
  const tests = told.tests ?? null;
  const corpus = { ...memoryCorpus(told.files), tests };
  const rowWith = (find: string) => {
    for (const member of corpus.members)
      for (const row of corpus.rows(member.id, 1, member.lines)) if (row.text.includes(find)) return row;
    throw new Error(`no line has ${find}`);
  };
  const suspects = told.suspects.map((one, rank): Suspect => {
    const { member, line, at, template } = rowWith(one.find);
    const score = one.score ?? 1 / (1 + 0.05 * rank);
    const role = one.role ?? (rank === 0 ? 'cause' : 'echo');
    return {
      member,
      line,
      endLine: line + (one.lines ?? 1) - 1,
      at,
      score,
      role,
      template,
      why: one.why ?? ['first error'],
      alike: one.alike ?? 0,
    };
  });
  const moments = (told.moments ?? []).map(
    (one): Moment => ({ until: null, level: 3, member: 1, line: 1, attributes: {}, ...one }),
  );
  const differences = (told.fresh ?? []).map((find): Difference => {
    const { template } = rowWith(find);
    const stat = corpus.templates.find(one => one.id === template);
    return { change: 'new', template, templates: [template], text: stat?.text ?? find, count: stat?.count ?? 1, passing: 0 };
  });
  const text = (suspect: Suspect) => textOf(corpus, suspect);
  return {
    run: {
      run_id: 'a1b2c3d4e5f6',
      title: 'longevity-3h',
      source: 'a1b2c3d4e5f6',
      from: bound(
        corpus.members.map(one => one.firstAt),
        Math.min,
      ),
      to: bound(
        corpus.members.map(one => one.lastAt),
        Math.max,
      ),
    },
    corpus,
    good: (told.good ?? []).map(files => memoryCorpus(files)),
    suspects,
    differences,
    verdicts: classify({ corpus, suspects, text, moments, tests }),
    moments,
    tests,
    gaps: told.gaps ?? [],
    version: '1.0.0',
    mode: 'hybrid',
    tookMs: 1300,
    bytes: (member, from, to) =>
      bytesOf(told.files, { path: corpus.members.find(one => one.id === member)?.path ?? '', from, to }),
    sha256: bytes => createHash('sha256').update(bytes).digest('hex'),
  };
}

function bound(values: readonly (number | null)[], choose: (...numbers: number[]) => number): number | null {
  const known = values.filter(value => value !== null);
  return known.length ? choose(...known) : null;
}

function bytesOf(files: Record<string, string>, at: { path: string; from: number; to: number }): Uint8Array {
  const lines = (files[at.path] ?? '').match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return new TextEncoder().encode(lines.slice(at.from - 1, at.to).join(''));
}
