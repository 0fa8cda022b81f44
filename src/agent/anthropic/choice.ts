/** The investigator, Anthropic: which Claude is asked, and whether it can be, before anything is begun. */

import { Fault } from '../../base/fault.ts';
import { type Connected, connectionLabel, systemFacts, variableOf } from '../../model/connection.ts';

/** The middle of the price list; `ANTHROPIC_MODEL` is the variable that other programs know. */
export function chosenClaude(named: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  return named?.trim() || env.ANTHROPIC_MODEL?.trim() || 'claude-sonnet-5-5';
}

/** The key that is shown. Throws `key_missing`. */
export function keyOf({ connection, secret }: Connected): string {
  const key = secret.token?.trim();
  // With line ends or letters beyond Latin it cannot be sent: the failure would quote it.
  if (key && /^[\x21-\x7e]+$/.test(key)) return key;
  const { variables } = systemFacts[connection.system];
  throw new Fault('key_missing', {
    system: connectionLabel(connection),
    problem: key ? 'holds signs that no key has' : 'is not set',
    credential: variableOf(variables.token[0], connection.name),
  });
}
