/** The code room: operators as the scan meets them: what joins texts, what formats them, what chooses between them. */
import { CLOSED, DOT, NAME, NOTHING, type Scan, SIGN, STRING } from './scan-state.ts';

const ROUND = 40;
const PERCENT = 37;
const AND = 38;
const MINUS = 45;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;
const OR = 124;

export function operator(scan: Scan, code: number): void {
  const { calls } = scan;
  const source = scan.source;
  const next = source.charCodeAt(scan.pos + 1);
  const wasString = scan.last === STRING || (scan.last === CLOSED && scan.wasText);
  scan.pos++;
  const before = scan.last;
  scan.last = SIGN;
  switch (code) {
    case 46: // .
      scan.last = next === 46 ? SIGN : DOT;
      if (!wasString) scan.wasText = false;
      return;
    case 44: // ,
      if (calls.isBlock && calls.top.bracket !== 91) calls.alternative();
      else calls.endArgument();
      break;
    case 59: // ;
      if (calls.isBlock) calls.endStatement();
      else calls.endArgument();
      scan.last = NOTHING;
      break;
    case 33: // ! of a Rust macro
      if (before === NAME && scan.language.name === 'rust' && next !== 61) scan.last = NAME;
      break;
    default:
      joint(scan, code, wasString);
  }
  scan.wasText = false;
}

/** Signs that join, format or choose texts; `scan.pos` stands behind the first character. */
function joint(scan: Scan, code: number, wasString: boolean): void {
  const next = scan.source.charCodeAt(scan.pos);
  const { calls, language } = scan;
  const { top } = calls;
  if ((code === COLON && next === COLON) || (code === MINUS && next === GREATER && !language.hash)) dot(scan);
  else if (code === QUESTION) question(scan, next);
  else if (code === COLON) colon(scan);
  else if (code === EQUALS) equals(scan, next);
  else if (code === PERCENT && wasString) top.done = true;
  else if ((code === AND && next === AND) || (code === OR && next === OR)) {
    scan.pos++;
    calls.alternative();
  } else if (code === LESS && next === LESS && language.streams) {
    scan.pos++;
    if (!top.stream && top.from < 0) top.hole = false;
    top.stream = true;
  }
}

/** `::`, `->` and `?.` are dots. */
function dot(scan: Scan): void {
  scan.pos++;
  scan.last = DOT;
}

/** Ends the first choice of `a ? b : c`, else a key or a label. */
function colon({ calls }: Scan): void {
  const { top } = calls;
  if (top.ternary === 0) {
    top.forget();
    top.named = top.bracket === ROUND;
  } else {
    top.ternary--;
    calls.alternative();
  }
}

/** What stands before an equals sign is a name; what is compared is no message. */
function equals(scan: Scan, next: number): void {
  const { top } = scan.calls;
  top.forget();
  if (next === EQUALS || next === GREATER) scan.pos++;
  if (next === EQUALS) top.done = true;
  else if (next !== GREATER) top.named = top.bracket === ROUND;
}

function question(scan: Scan, next: number): void {
  const { top } = scan.calls;
  if (next === 46) dot(scan);
  else if (next === QUESTION || next === COLON) {
    scan.pos++;
    scan.calls.alternative();
  } else if (scan.language.ternary) {
    top.forget();
    top.ternary++;
  }
}
