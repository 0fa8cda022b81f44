/** The report: where exactly a suspect block tells its kind of failure: the record that holds the sign, not what stands above it. */
import { blockOf, readBlock } from '../analyze/classify/reading.ts';
import type { Found } from '../analyze/classify/rule.ts';
import { ruleOf } from '../analyze/classify/rules.ts';
import type { Verdict } from '../analyze/opinions.ts';
import { toldByMany } from '../analyze/order/retold.ts';
import { type Case, memberPath, textOf } from './case.ts';

export interface Site {
  readonly member: number;
  readonly line: number;
  readonly endLine: number;
  readonly at: number | null;
  /** The text of the sign; null where no verdict cites the suspect. */
  readonly telling: string | null;
  /** Where in `telling` the sign begins. */
  readonly column: number;
}

/** `index` into the suspects; read by the rule of `verdict`, unless given of the strongest that cites it. The site ends where the block ends. */
export function siteOf(c: Case, index: number, verdict = c.verdicts.find(one => one.evidence.includes(index))): Site {
  const { member, line, endLine, at } = c.suspects[index];
  const rule = verdict && ruleOf(verdict.category);
  const reading = rule && readBlock(rule, blockOf(textOf(c.corpus, c.suspects[index]), memberPath(c.corpus, member)));
  if (!reading) return { member, line, endLine, at, telling: null, column: 0 };
  const head = headOf(c, { member, from: line, to: Math.min(endLine, line + reading.offset) });
  return { member, line: head.line, endLine, at: head.at ?? at, telling: reading.telling || null, column: reading.column };
}

/** Lines above a suspect that are searched for a plainer sign of the same failure, and how much older (ms) they may be. */
const ABOVE = 40;
const OLDER = 10_000;

export interface Root {
  readonly site: Site;
  readonly found: Found;
}

/** A plainer sign of the verdict's kind of failure right above its strongest line: the kernel's kill above what the service manager says of it. */
export function rootAbove(c: Case, verdict: Verdict, below: Site): Root | null {
  const rule = ruleOf(verdict.category);
  const { member } = below;
  const rows = [...c.corpus.rows(member, Math.max(1, below.line - ABOVE), below.line - 1)];
  const recent = rows.filter(row => row.at === null || below.at === null || row.at >= below.at - OLDER);
  if (!rule || !toldByMany.has(verdict.category) || recent.length === 0) return null;
  const path = memberPath(c.corpus, member);
  const known = readBlock(rule, blockOf(textOf(c.corpus, below), path));
  const above = readBlock(rule, blockOf(recent.map(row => row.text).join('\n'), path));
  if (!above || above.weight <= (known?.weight ?? 0)) return null;
  const { line } = recent[above.offset];
  const head = headOf(c, { member, from: recent[0].line, to: line });
  return {
    site: { member, line: head.line, endLine: line, at: head.at, telling: above.telling, column: above.column },
    found: above.found,
  };
}

/** The head of the record in which line `to` stands, no earlier than `from`. */
function headOf(c: Case, span: { member: number; from: number; to: number }): { line: number; at: number | null } {
  const rows = [...c.corpus.rows(span.member, span.from, span.to)];
  const head = rows.findLast(row => !row.continued) ?? rows[0];
  return { line: head?.line ?? span.from, at: head?.at ?? null };
}
