/** The report: which part each suspect plays once the main verdict is known: its own line is the cause, what it explains is an echo. */
import type { Role } from '../../model/report.ts';
import type { Case } from './case.ts';
import type { Context } from './context.ts';

/** Roles by index into the suspects. */
export function rolesOf(c: Case, context: Context | null): readonly Role[] {
  const roles = c.suspects.map(suspect => suspect.role);
  if (!context) return roles;
  const own = new Set(context.verdict.evidence);
  const echoes = context.followed.flatMap(verdict => verdict.evidence);
  for (const index of echoes) if (!own.has(index) && roles[index] === 'cause') roles[index] = 'echo';
  roles[context.verdict.evidence[0]] = context.root ? 'echo' : 'cause';
  return roles;
}
