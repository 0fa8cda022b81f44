/** The code room: brackets, comments and regular expressions as the scan meets them. */
import { CLOSED, NAME, NUMBER, type Scan, SIGN, STRING } from './scan-state.ts';

const OPENING: Readonly<Record<number, number>> = { 41: 40, 93: 91, 125: 123 };

export function open(scan: Scan, code: number): void {
  const { calls } = scan;
  const isCall = scan.last === NAME && (code === 40 || (code === 123 && scan.language.name === 'kotlin' && logsLazily(scan)));
  if (code === 123 && !isCall && calls.isBlock) calls.endStatement();
  const frame = calls.open(code, scan.pos++);
  if (isCall) {
    frame.nameFrom = scan.nameFrom;
    frame.nameEnd = scan.nameEnd;
    frame.chainFrom = scan.chainFrom;
    frame.holeBefore = scan.holeBefore;
  }
  scan.last = SIGN;
  scan.wasText = false;
}

/** `logger.info { "…" }` of Kotlin. */
function logsLazily(scan: Scan): boolean {
  return /^(?:trace|debug|info|warn|error|at\w+)$/.test(scan.source.slice(scan.nameFrom, scan.nameEnd));
}

export function close(scan: Scan, code: number): void {
  const { calls } = scan;
  scan.pos++;
  if (calls.isBlock && code === 125) calls.endStatement();
  const frame = calls.close(OPENING[code]);
  scan.last = code === 125 && frame?.nameFrom === -1 ? SIGN : CLOSED;
  scan.wasText = false;
  if (!frame) return;
  scan.chainFrom = frame.chainFrom >= 0 ? frame.chainFrom : frame.at;
  const text = frame.texts.length ? calls.called(frame) : null;
  if (text) {
    if (frame.nameFrom >= 0) calls.top.hole = frame.holeBefore && !calls.top.done;
    calls.string(text.from, text.pattern, text.told);
  } else if (frame.nameFrom < 0) calls.value();
  scan.wasText = text !== null;
  if (code === 125 && calls.isBlock) calls.endStatement();
}

export function comment(scan: Scan): void {
  const source = scan.source;
  let end = source.indexOf('*/', scan.pos + 2);
  if (scan.language.nested) {
    let open = source.indexOf('/*', scan.pos + 2);
    while (open >= 0 && end >= 0 && open < end) {
      end = source.indexOf('*/', end + 2);
      open = source.indexOf('/*', open + 2);
    }
  }
  scan.pos = end < 0 ? source.length : end + 2;
}

export function mayBeRegex(scan: Scan): boolean {
  return scan.last !== NAME && scan.last !== NUMBER && scan.last !== CLOSED && scan.last !== STRING;
}

export function regex(scan: Scan): void {
  const regex = /\/(?:\\.|\[(?:\\.|[^\]\\\n]){0,200}\]|[^/\\[\n]){1,400}\/\w*/y;
  regex.lastIndex = scan.pos;
  scan.pos = regex.test(scan.source) ? regex.lastIndex : scan.pos + 1;
  scan.calls.value();
  scan.last = NUMBER;
  scan.wasText = false;
}
