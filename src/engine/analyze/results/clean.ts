/** Analysis: a raw line of a CI log as the tool printed it: without stamps, colours, carriage returns and runners' prefixes. */
import type { Cleaned } from './recogniser.ts';

/** Characters of a line that are looked at; no tool writes its results beyond. */
const SEEN = 4096;

/** The columns job and step that `gh run view --log` puts in front. */
const GH_COLUMNS = /[^\t]{1,120}\t[^\t]{1,120}\t\ufeff?(?=\d{4}-\d\d-\d\dT)/y;
/** GitHub, Azure, GitLab and `[…]` of Jenkins: an ISO stamp in front of the line; GitLab adds a stream mark such as `01O `. */
const ISO_STAMP =
  /\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?(?: (?=\d\d[OE][ +])\d\d[OE][ +]| |$)/y;
/** Timestamper and slf4j's showDateTime: `12:00:01 ` or `[12:00:01] `. */
const CLOCK = /\[?\d\d:\d\d:\d\d(?:[.,]\d{3})?\]? {1,2}(?=\S)/y;
/** BuildKit's `#12 3.456 `, docker compose's `name_1  | `. */
const CONTAINER = /(?:#\d{1,4} \d+\.\d+ |[\w.-]{1,60}[-_]\d{1,3} +\| )/y;
const ANSI = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])/g;
/** Colours whose escape character was lost on the way. */
const LOST_ANSI = /\[(?:\d{1,3}(?:;\d{1,3}){0,4})?m|\[\d?K/g;
/** A surrounding tool's prefix: Maven and sbt levels, Ant tasks, GitHub's and Azure's mark on a line that a matcher knew. */
const PREFIX =
  /^(?:##)?\[(?:INFO|ERROR|WARNING|WARN|info|error|warn|warning|success|junit|junitlauncher|testng|exec|java|groovy|scalatest|py-test)\] ?/;

const SPACE = 0x20;
const HASH = 0x23;
const BRACKET = 0x5b;
const E = 0x45;
const W = 0x57;
const ESCAPE = '\x1b';
const CARRIAGE_RETURN = '\r';

/** `text` as stored; only the first 4,096 characters count. */
export function cleanText(text: string): string {
  let seen = text.length > SEEN ? text.slice(0, SEEN) : text;
  if (seen.charCodeAt(0) === 0xfeff) seen = seen.slice(1);
  if (seen.includes(ESCAPE)) seen = seen.replace(ANSI, '');
  else if (seen.includes('[0m') || seen.includes('[39m')) seen = seen.replace(LOST_ANSI, '');
  if (seen.includes(CARRIAGE_RETURN)) seen = lastWritten(seen);
  const bare = withoutStamp(seen);
  return bare.charCodeAt(bare.length - 1) > SPACE ? bare : bare.trimEnd();
}

/** What a terminal shows of a line that was overwritten: its last part that is not empty. */
function lastWritten(text: string): string {
  const parts = text.split(CARRIAGE_RETURN);
  for (let at = parts.length - 1; at > 0; at--) if (parts[at].trim() !== '') return parts[at];
  return parts[0];
}

function withoutStamp(text: string): string {
  let at = text.includes('\t') ? behind(GH_COLUMNS, text, 0) : 0;
  if (isStampStart(text.charCodeAt(at))) at = behind(CLOCK, text, behind(ISO_STAMP, text, at));
  if (text.charCodeAt(at) === HASH || text.includes(' | ')) at = behind(CONTAINER, text, at);
  return at === 0 ? text : text.slice(at);
}

function isStampStart(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === BRACKET;
}

/** Where a sticky pattern ends that begins at `at`; `at` when it does not fit. */
function behind(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** What GitHub's pages show for Maven's levels. */
const SHOWN_LEVEL = /^(?:Error|Warning): {2,}/;

/** `text` without indentation and without the prefix of a surrounding tool. */
export function plainText(text: string): string {
  const trimmed = text.charCodeAt(0) > SPACE ? text : text.trimStart();
  const first = trimmed.charCodeAt(0);
  if (first === BRACKET || first === HASH) return trimmed.replace(PREFIX, '').trimStart();
  return first === E || first === W ? trimmed.replace(SHOWN_LEVEL, '') : trimmed;
}

export function cleaned(line: number, raw: string): Cleaned {
  const text = cleanText(raw);
  return { line, text, plain: plainText(text) };
}
