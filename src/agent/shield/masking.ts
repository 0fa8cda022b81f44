/** The shield: what of an investigation is masked before it leaves the machine, as a person has set it. */
import { Fault } from '../../base/fault.ts';
import type { Masking } from '../../model/masking.ts';
import type { Report } from '../../model/report.ts';
import { Mask } from './mask.ts';
import { userDetectors } from './user-patterns.ts';

/** Null: nothing is to be masked. Throws `bad_input` for a pattern that cannot be used, since a person relies on it. */
export function maskOf({ on, patterns }: Masking, report: Report): Mask | null {
  const { detectors, refused } = userDetectors(patterns);
  const [first] = refused;
  if (first) throw new Fault('bad_input', { problem: `The pattern of what to mask, ${first.pattern}, ${first.why}.` });
  return on ? new Mask({ hosts: machinesOf(report), custom: detectors }) : null;
}

/** As the run's own events name them. */
function machinesOf({ evidence_index, timeline }: Report): string[] {
  const stated = [...evidence_index.map(one => one.attributes.node), ...timeline.map(one => one.node)];
  return [...new Set(stated.filter(name => typeof name === 'string'))];
}
