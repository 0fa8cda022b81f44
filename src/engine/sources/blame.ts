/** The sources: failures of an outside system as faults: which system, where, and what a person can do; never a credential or a query string. */
import { Fault } from '../../base/fault.ts';
import { type Connected, connectionLabel, layerNames, systemFacts, variableOf } from '../../model/connection.ts';
import type { Trouble } from './trouble.ts';

export interface Blame {
  unreachable(trouble: Trouble): Fault;
  refused(problem: string): Fault;
  missing(what: string, status: number): Fault;
  busy(ms: number): Fault;
  /** `code`: of the trouble behind it. */
  failed(problem: string, code?: string): Fault;
}

export function blameOn(to: Connected): Blame {
  const { connection } = to;
  const { variables } = systemFacts[connection.system];
  const about = {
    system: connectionLabel(connection),
    host: new URL(connection.url).host,
    name: connection.system,
    setting: connection.name ? 'investigator.connections' : `investigator.${connection.system}.url`,
  };
  return {
    unreachable: ({ layer, message, code }) =>
      new Fault('source_unreachable', { ...about, layer: layerNames[layer], problem: message, kind: layer, code }),
    refused: problem =>
      new Fault('source_refused', { ...about, problem, credential: variableOf(variables.token[0], connection.name) }),
    missing: (what, status) => new Fault('source_missing', { ...about, what: scrubbed(what, to), status }),
    busy: ms => new Fault('source_busy', { ...about, when: ms < 1000 ? 'soon' : `in ${lasting(ms)}` }),
    failed: (problem, code = '') => new Fault('source_failed', { ...about, problem: scrubbed(problem, to), code }),
  };
}

/** Servers repeat what they were sent; what was secret in it is not told. */
export function scrubbed(text: string, { secret }: Connected): string {
  const secrets = [secret.token, secret.basic?.password, secret.access?.secret, secret.access?.id].filter(
    one => one && one.length > 3,
  );
  return secrets.reduce<string>((clean, one) => clean.replaceAll(one as string, '…'), text);
}

function lasting(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
