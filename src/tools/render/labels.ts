/** The table: short names for members: the fewest last folders that tell them apart; the full path stands once in a legend. */

import type { Findings } from '../../model/findings.ts';
import type { Place } from '../../model/place.ts';
import type { Report } from '../../model/report.ts';

export interface Labels {
  /** The member's short name. */
  readonly member: (path: string) => string;
  /** `short/name.log:12`. */
  readonly place: (place: Pick<Place, 'member' | 'line'>) => string;
  /** Short names that differ from the path, with the path, in the order given. */
  readonly legend: readonly (readonly [label: string, path: string])[];
}

/** A folder that names a node is kept although the file's name alone would do. */
const NODE = /(?:^|[-_.])(?:node|host|db|loader|monitor|server|worker|pod)[-_.]?[\w.-]*\d/i;
/** Scylla Cluster Test's node names: prefix, role, eight digits of the run id, perhaps a data centre, a number. */
const SCT_NODE = /^.*?\b(db|loader|monitor)-node-[0-9a-f]{8}-((?:[a-z]\w*-)*\d+)$/;

/** Quiet logs that are named. */
export const QUIET = 3;

/** A member of an archive that a sentence names. */
const NESTED = /[^\s,;:'"]+!\/[^\s,;:'"]+/g;

export function labelsOf(paths: readonly string[]): Labels {
  const known = new Map<string, string>();
  const all = [...new Set(paths)];
  for (const path of all) known.set(path, labelOf(path, all));
  const member = (path: string) => known.get(path) ?? path;
  return {
    member,
    place: place => `${member(place.member)}:${place.line}`,
    legend: [...known].filter(([path, label]) => path !== label).map(([path, label]) => [label, path] as const),
  };
}

/** Members in the order in which a report cites them. */
export function reportLabels(report: Report): Labels {
  return labelsOf([
    ...report.evidence_index.map(one => one.place.member),
    ...report.suspect_lines.map(one => one.place.member),
    ...(report.tests?.failures ?? []).map(one => one.member),
    ...(report.request?.lines ?? []).map(one => one.place.member),
    ...(report.quiet?.members ?? []).slice(0, QUIET).map(one => one.member),
    ...(report.findings ? citedMembers(report.findings) : []),
    ...report.gaps.flatMap(gap => [...(gap.member ? [gap.member] : []), ...(gap.words.match(NESTED) ?? [])]),
  ]);
}

/** Of lines that a model cites, and of those that would instruct it. */
export function citedMembers({ claims, flagged }: Findings): string[] {
  const cited = claims.flatMap(claim => claim.citations.map(one => one.place.member));
  return [...cited, ...flagged.flatMap(({ where }) => (typeof where === 'string' ? [] : [where.member]))];
}

/** `long-test-name-db-node-7c19e5d2-3` reads `db-node-3`; other names stay. */
export function shortNode(name: string): string {
  return name.replace(SCT_NODE, '$1-node-$2');
}

function labelOf(path: string, all: readonly string[]): string {
  const parts = partsOf(path);
  const first = parts.length > 1 && NODE.test(parts[parts.length - 2]) ? 2 : 1;
  for (let kept = first; kept < parts.length; kept++) {
    const label = tail(parts, kept);
    if (all.every(other => other === path || tail(partsOf(other), kept) !== label)) return label;
  }
  return path;
}

/** The folders inside the innermost archive and the file, node names shortened. */
function partsOf(path: string): string[] {
  return path.split('/').map(shortNode);
}

function tail(parts: readonly string[], kept: number): string {
  return parts.slice(-kept).join('/');
}
