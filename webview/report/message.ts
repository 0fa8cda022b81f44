/** The window, report: what of a piece of evidence is shown: its line from where the message begins, in full. */
import type { Evidence } from '../../src/model/report.ts';
import { roleOf } from '../../src/tools/render/story.ts';
import { type Tone, toneOf } from '../tone.ts';

/** Signs of a line that are looked at. */
const MOST = 4000;

/** Titles are cut for narrow screens; where the title is the beginning of what a line says, the rest of that line follows it. */
export function messageOf({ title, snippet }: Pick<Evidence, 'title' | 'snippet'>): string {
  if (!title.endsWith('…')) return title;
  const stem = title.slice(0, -1);
  // In a title blanks are one blank each.
  const line = snippet
    .split('\n')
    .map(one => one.slice(0, MOST).replace(/\s+/g, ' '))
    .find(one => one.includes(stem));
  return line ? line.slice(line.indexOf(stem)) : title;
}

export function toneOfEvidence(evidence: Evidence): Tone {
  if (evidence.kind === 'test') return 'error';
  return evidence.kind === 'pattern' ? 'new' : toneOf(roleOf(evidence));
}
