/** The code room: the places in source files that a log record itself names, line by line. */

import { type Frame, frameOf } from '../../base/frames.ts';
import type { NamedPlace } from '../../model/code.ts';

/** A line of a record: its number in the log and its text. */
export interface RecordLine {
  readonly line: number;
  readonly text: string;
}

export interface Named extends NamedPlace {
  /** The code that the record prints of that line (Python's tracebacks do); null when it prints none. */
  readonly code: string | null;
}

/** Forms beside those of frames.ts; what has the most to say stands first. */
const FORMS: readonly RegExp[] = [
  // Scylla Cluster Test: < t:2026-05-26 10:12:03 f:cluster.py l:2214 c:sdcm.cluster p:DEBUG >
  /\bf:(?<file>[\w.-]+\.\w+)\s+l:(?<line>\d+)\s+c:(?<module>[\w.]*)/,
  // GitHub Actions: ::error file=src/a.ts,line=3,col=5::words
  /::(?:error|warning|notice|debug) (?:[^:]*,)?file=(?<file>[^,:]+(?::[\\/][^,:]+)?)(?=,)[^:]*?\bline=(?<line>\d+)(?:[^:]*?\bcol(?:umn)?=(?<column>\d+))?/,
  // Azure, GitHub: ##[error]src/a.ts:3:5: words, ##[error]src/a.ts(3,5): words
  /##\[(?:error|warning|debug)\](?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:()]+\.\w+)[:(](?<line>\d+)(?:[:,](?<column>\d+))?/,
  // Azure: ##vso[task.logissue type=error;sourcepath=src/a.ts;linenumber=3;columnnumber=5;]words
  /##vso\[task\.logissue [^\]]*?sourcepath=(?<file>[^;\]]+);[^\]]*?linenumber=(?<line>\d+)(?:;[^\]]*?columnnumber=(?<column>\d+))?/,
];

/** Those of the asked line come first, then the others as they stand in the record; what is named twice stands once. */
export function namedPlaces(record: readonly RecordLine[], asked: number): Named[] {
  const found = record.flatMap(({ line, text }, at) =>
    placesOf(text).map(frame => ({
      ...frame,
      log_line: line,
      code: text.includes(`"${frame.file}", line ${frame.line}`) ? codeBelow(text, record[at + 1]?.text) : null,
    })),
  );
  const met = new Set<string>();
  return [...found.filter(one => one.log_line === asked), ...found.filter(one => one.log_line !== asked)].filter(one => {
    const key = `${one.file}:${one.line}`;
    return !met.has(key) && met.add(key);
  });
}

/** Whether a stack frame is what the text is about. */
const STACK = /^\s*(?:File "|at |#\d+ )/;

/** Where the line says it was written, and the frame that its message holds; the frame first where it is the message. */
function placesOf(text: string): Frame[] {
  const line = text.length > 2000 ? text.slice(0, 2000) : text;
  for (const form of FORMS) {
    const match = form.exec(line);
    if (!match?.groups || Number(match.groups.line) < 1) continue;
    const { file, module, column } = match.groups;
    const writer = {
      file: withModule(file.trim(), module),
      line: Number(match.groups.line),
      ...(column ? { column: Number(column) } : {}),
    };
    const message = line.slice(match.index + match[0].length).replace(/^.*?>\s/, '');
    const frame = module === undefined ? null : frameOf(message);
    if (!frame) return [writer];
    return STACK.test(message) ? [frame, writer] : [writer, frame];
  }
  const frame = frameOf(line);
  return frame ? [frame] : [];
}

/** `cluster.py` of the module `sdcm.cluster` lies in `sdcm/cluster.py`. */
function withModule(file: string, module: string | undefined): string {
  const parts = module?.split('.').filter(Boolean) ?? [];
  const stem = file.replace(/\.\w+$/, '');
  if (stem === '__init__') return [...parts, file].join('/');
  return parts.at(-1) === stem ? [...parts.slice(0, -1), file].join('/') : file;
}

/** Python prints the code of a frame below it. */
function codeBelow(text: string, below: string | undefined): string | null {
  if (below === undefined) return null;
  // A prefix that every line of the record repeats stands before the frame and before its code.
  const indent = Math.max(0, text.indexOf('File "') - 2);
  const code = below.slice(Math.min(indent, below.length)).trim();
  return code === '' || /^File "/.test(code) ? null : code;
}
