/** The editor: lines and views made for tests. */

import { type LogView, shownLine } from '../../../../src/doors/vscode/documents/view.ts';
import type { Line } from '../../../../src/model/line.ts';
import type { MemberInfo } from '../../../../src/model/run.ts';

export const SOURCE = 'abcd1234';
export const MEMBER = 'logs.tar!/db-node-3/system.log';

export function member(more: Partial<MemberInfo> = {}): MemberInfo {
  return { path: MEMBER, format: 'plain', lines: 100, bytes: 10_000, from: null, to: null, zone: 'given', ...more };
}

export function line(number: number, text: string, more: Partial<Line> = {}): Line {
  const place = { source: SOURCE, member: MEMBER, line: number };
  return { place, end_line: number, at: null, level: 'none', template: 0, body: 0, text, ...more };
}

/** Lines from `first` on, one per text. A text that begins with blanks continues the line above it. */
export function view(texts: readonly string[], more: { first?: number; windowed?: boolean; lines?: number } = {}): LogView {
  const first = more.first ?? 1;
  const lines = texts.map((text, at) => {
    let end = at;
    if (!/^\s/.test(text)) while (end + 1 < texts.length && /^\s/.test(texts[end + 1])) end++;
    return shownLine(line(first + at, text, { end_line: first + end }));
  });
  return {
    address: { source: SOURCE, member: MEMBER, lines: more.windowed ? { from: first, to: first + texts.length - 1 } : null },
    member: member({ lines: more.lines ?? texts.length }),
    lines,
    windowed: more.windowed ?? false,
    gaps: [],
  };
}
