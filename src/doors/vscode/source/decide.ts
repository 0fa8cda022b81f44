/** The editor: which source to open for a line: the one that is sure, the one that was chosen before, or those that a person chooses from. */
import type { NamedPlace, SourceCandidate, SourceFinding } from '../../../model/code.ts';

/** A place in a source file that stands in the line and was clicked. */
export interface AskedFrame {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

export type Decision =
  | { readonly kind: 'open'; readonly candidate: SourceCandidate }
  | { readonly kind: 'choose'; readonly candidates: readonly SourceCandidate[] }
  /** `named`: what the line names and nothing here fits. */
  | { readonly kind: 'none'; readonly named: NamedPlace | null };

/** A choice of before: of a named file the file, of a statement the code that stood there. */
export interface Choice {
  readonly file: string;
  readonly snippet: string;
}

export function decide(
  finding: SourceFinding,
  frame: AskedFrame | null,
  remembered: (key: string) => Choice | undefined,
): Decision {
  const candidates = candidatesFor(finding, frame);
  if (candidates.length === 0) return { kind: 'none', named: namedFor(finding, frame) };
  for (const candidate of candidates) {
    const choice = remembered(choiceKey(finding, candidate));
    const again = choice && candidates.find(one => isSame(one, choice));
    if (again) return { kind: 'open', candidate: again };
  }
  const rivals = candidates.filter(one => areRivals(candidates[0], one));
  if (rivals.length > 1 && (finding.ambiguous || frame)) return { kind: 'choose', candidates };
  return { kind: 'open', candidate: candidates[0] };
}

/** Nearer than this, neither is better: as the engine sees it. */
const EQUAL = 0.03;

function areRivals(first: SourceCandidate, other: SourceCandidate): boolean {
  return first.how === other.how && first.names === other.names && first.score - other.score < EQUAL;
}

/** Those that the clicked place leads to; all where it is not among what the record names. */
function candidatesFor({ candidates, named }: SourceFinding, frame: AskedFrame | null): SourceCandidate[] {
  const at = frame ? named.findIndex(one => one.line === frame.line && isSameFile(one.file, frame.file)) : -1;
  return at < 0 ? [...candidates] : candidates.filter(one => one.names === at);
}

function namedFor({ named }: SourceFinding, frame: AskedFrame | null): NamedPlace | null {
  if (!frame) return named[0] ?? null;
  return named.find(one => one.line === frame.line && isSameFile(one.file, frame.file)) ?? { ...frame, log_line: 0 };
}

/** One may be printed with its module's folders. */
function isSameFile(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

/** What a choice is kept under: the file as printed, or the line without what varies. */
export function choiceKey({ named, text }: Pick<SourceFinding, 'named' | 'text'>, candidate: SourceCandidate): string {
  if (candidate.names !== null && named[candidate.names]) return `file ${named[candidate.names].file}`;
  return `line ${text
    .replace(/0x[0-9a-f]+|[0-9a-f]*\d[0-9a-f]*/gi, '#')
    .replace(/"[^"]*"|'[^']*'/g, '""')
    .slice(0, 300)}`;
}

export function choiceOf(candidate: SourceCandidate): Choice {
  return { file: candidate.file, snippet: candidate.how === 'statement' ? candidate.snippet.trim() : '' };
}

function isSame(candidate: SourceCandidate, { file, snippet }: Choice): boolean {
  return candidate.file === file && (snippet === '' || candidate.snippet.trim() === snippet);
}
