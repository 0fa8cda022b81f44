/** The report: everything that is known of a failed run when its report is written. */
import type { Corpus } from '../../model/corpus.ts';
import type { Gap } from '../../model/coverage.ts';
import type { TestResults } from '../../model/tests.ts';
import type { Difference, Moment, Suspect, Verdict } from '../analyze/opinions.ts';

export interface Case {
  readonly run: {
    readonly run_id: string;
    readonly title: string;
    readonly source: string;
    readonly from: number | null;
    readonly to: number | null;
  };
  readonly corpus: Corpus;
  /** The passing runs it was compared with. */
  readonly good: readonly Corpus[];
  readonly suspects: readonly Suspect[];
  readonly differences: readonly Difference[];
  readonly verdicts: readonly Verdict[];
  readonly moments: readonly Moment[];
  readonly tests: TestResults | null;
  readonly gaps: readonly Gap[];
  readonly version: string;
  readonly mode: 'fast' | 'hybrid';
  readonly tookMs: number;
  /** Exact stored bytes of lines `from` to `to` of a member, line ends included. */
  readonly bytes: (member: number, from: number, to: number) => Uint8Array;
  readonly sha256: (bytes: Uint8Array) => string;
}

export function memberPath(corpus: Corpus, id: number): string {
  return corpus.members.find(member => member.id === id)?.path ?? '';
}

export function memberId(corpus: Corpus, path: string): number | undefined {
  return corpus.members.find(member => member.path === path)?.id;
}

/** The stored lines joined with line feeds; empty where there are none. */
export function textOf(corpus: Corpus, at: { readonly member: number; readonly line: number; readonly endLine: number }): string {
  return Array.from(corpus.rows(at.member, at.line, at.endLine), row => row.text).join('\n');
}
