/** The report: where exactly a suspect block tells its kind of failure: the record that holds the sign, not what stands above it. */
import { blockOf, readBlock } from '../analyze/classify/reading.ts';
import { ruleOf } from '../analyze/classify/rules.ts';
import { type Case, memberPath, textOf } from './case.ts';

export interface Site {
  readonly member: number;
  readonly line: number;
  readonly endLine: number;
  readonly at: number | null;
  /** The text of the sign; null where no verdict cites the suspect. */
  readonly telling: string | null;
}

/** `index` into the suspects; read by the rule of `verdict`, unless given of the strongest that cites it. The site ends where the block ends. */
export function siteOf(c: Case, index: number, verdict = c.verdicts.find(one => one.evidence.includes(index))): Site {
  const { member, line, endLine, at } = c.suspects[index];
  const rule = verdict && ruleOf(verdict.category);
  const reading = rule && readBlock(rule, blockOf(textOf(c.corpus, c.suspects[index]), memberPath(c.corpus, member)));
  if (!reading) return { member, line, endLine, at, telling: null };
  const head = headOf(c, { member, from: line, to: Math.min(endLine, line + reading.offset) });
  return { member, line: head.line, endLine, at: head.at ?? at, telling: reading.telling || null };
}

/** The head of the record in which line `to` stands, no earlier than `from`. */
function headOf(c: Case, span: { member: number; from: number; to: number }): { line: number; at: number | null } {
  const rows = [...c.corpus.rows(span.member, span.from, span.to)];
  const head = rows.findLast(row => !row.continued) ?? rows[0];
  return { line: head?.line ?? span.from, at: head?.at ?? null };
}
