/** The editor: where in a log document places in source files are named. */
import { type Frame, type FrameSpan, framesOf } from '../../../base/frames.ts';
import { type LogView, rowOf, type ShownLine } from './view.ts';

export interface SourceLink {
  /** Row of the editor, from 0. */
  readonly row: number;
  /** Columns of the shown text, from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
  readonly frame: Frame;
  /** Line of the log. */
  readonly line: number;
}

/** Looks at what is shown, so that columns are the editor's; `pause` lets others in, since a document may have many lines. */
export async function linksOf(view: LogView, pause: () => Promise<void> | undefined): Promise<SourceLink[]> {
  const links: SourceLink[] = [];
  const above = rowOf(view, view.lines[0]?.place.line ?? 1) ?? 0;
  for (const [at, line] of view.lines.entries()) {
    if (at % 64 === 0) await pause();
    for (const span of spansOf(line)) links.push({ ...span, row: at + above, line: line.place.line });
  }
  return links;
}

/** A stack frame is known by how its line begins, behind what stands before every message. */
function spansOf({ shown, message }: ShownLine): FrameSpan[] {
  const whole = framesOf(shown);
  if (whole.length === 0 || message === 0) return whole;
  const inside = framesOf(shown.slice(message)).map(({ frame, from, to }) => ({ frame, from: from + message, to: to + message }));
  return [...whole.filter(one => inside.every(two => one.to <= two.from || two.to <= one.from)), ...inside];
}
