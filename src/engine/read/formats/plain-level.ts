/** The reader: the level of a line that has no level column, from the words with which tools begin (or end) such lines. */
import { DEBUG, ERROR, FATAL, INFO, NONE, WARN } from '../../../model/level.ts';
import { BLANK, type Cursor, isDigit, TAB, visible } from '../cursor.ts';
import { levelOfText } from '../severity.ts';

/** Tried in order; `^` is the first visible character. General customs of tools, not of one project. */
const OPENINGS: readonly (readonly [RegExp, number])[] = [
  [/^(?:##\[|::)(?:error)\b/, ERROR],
  [/^(?:##\[|::)(?:warning)\b/, WARN],
  [/^(?:##\[|::)(?:debug|notice|command|group|endgroup|section)\b/, INFO],
  // A count of none is no error: `errors: 0`, `Failed = 0`, `0 errors` begins with a digit anyway.
  [/^\W{0,4}(?:tests? )?(?:errors?|fail(?:ed|ures?)?|warnings?)(?:\s*[:=]\s*0\b| 0 )/i, NONE],
  [/^[[(<*!\s]{0,3}(?:FATAL|CRITICAL|CRIT|EMERG|ALERT|PANIC|fatal error|Fatal error|Critical|Fatal)\b(?![-_.\w])/, FATAL],
  [
    /^(?:fatal|panic)(?:: |\()|^(?:F|C|FATA|PANI)\[\d+\]|^terminate called |^Segmentation fault|^Aborted \(core|^Killed\b|^Bus error/,
    FATAL,
  ],
  [/^F\d{4} \d\d:\d\d:\d\d\./, FATAL],
  [/^E\d{4} \d\d:\d\d:\d\d\./, ERROR],
  [/^W\d{4} \d\d:\d\d:\d\d\./, WARN],
  [/^[ID]\d{4} \d\d:\d\d:\d\d\./, INFO],
  [/^==\d+==\s?ERROR: |^kernel panic/i, FATAL],
  [/^[[(<*!\s]{0,3}(?:ERROR|ERR|SEVERE|ERRO|FAIL|FAILED|FAILURE|FAILURES)\b(?![-_.=\w]|[\])]?\s*[:=]\s*0\b)/, ERROR],
  [/^[[(<]?(?:error|err|failed|failure|severe)[\])>]/i, ERROR],
  [
    /^(?:error|failure)(?:\[\w+\])?(?: \w{2,8})?:|^error (?![=:|]|prone|free|rate|handl|page|log|code: 0)|^Error (?!handl|rate|count)/i,
    ERROR,
  ],
  [/^(?:npm|yarn|pnpm|bun|cargo|pip|gem) (?:ERR!|error)|^ERR_\w+|^ ?ERR_PNPM/, ERROR],
  [/^(?:Failed|Failure|Cannot|Could not|Unable to|Unhandled|Uncaught)(?=[ :])|^failed:? (?:to|with)\b/, ERROR],
  [/^(?:BUILD|TEST|TESTS|COMPILATION|Build|Tests?) (?:FAILED|FAILURE|failed|ERROR)\b/, ERROR],
  [
    /^Traceback \(most|^Exception(?: in|:)|^E {2,}\S|^E: |^\*\* \(\w+|^--- FAIL: |^FAIL\t|^not ok \d|^(?:\w+ )?aborted!|^Assertion(?: `.*)? failed|^assertion failed/,
    ERROR,
  ],
  [/^(?:Caused by: )?(?:[a-z_$][\w$]*[.:]{1,2})*[A-Z]\w*(?:Exception|Error|Failure|Fault|Panic)(?: \[\w+\])?(?::|$)/, ERROR],
  [/^\S+:\d+: \w*(?:Error|Exception|Failure)\b|^Finished: (?:FAILURE|UNSTABLE|ABORTED)/, ERROR],
  [
    /^\S*make(?:\[\d+\])?: \*\*\* |^CMake Error|^ninja: (?:error|build stopped)|^thread '.*panicked at|^PHP (?:Fatal|Parse) error/,
    ERROR,
  ],
  [/^(?:\S+[:(]\d+(?:[:,]\d+)?\)?:? |[\w./+-]+: )(?:fatal |internal compiler |syntax )?error(?:\b|:)/i, ERROR],
  [/^(?:[✗✘✖×❌●]|\xe2\x9c[\x96-\x98]|\xe2\x9d\x8c|\xc3\x97|\xe2\x97\x8f) ?\S/, ERROR],
  [/^(?:\S+[:(]\d+(?:[:,]\d+)?\)?:? |[\w./+-]+: )warning(?:\b|:)/i, WARN],
  [/^[[(<*!\s]{0,3}(?:WARN|WARNING|WRN|WARNINGS)\b(?![-_.=\w])|^(?:W: |W\[\d+\])|^(?:npm|yarn|pnpm|pip) WARN|^npm warn/, WARN],
  [
    /^[[(<]?warn(?:ing)?[\])>:]|^warning (?!:)|^Warning\b|^DEPRECAT(?:ED|ION)|^\S*make(?:\[\d+\])?: warning|^CMake (?:Deprecation )?Warning/i,
    WARN,
  ],
  [/^[[(<*\s]{0,3}(?:INFO|NOTICE)\b(?![-_.=\w])|^\[info\]|^INFO\[\d+\]|^info:? |^note: |^Info: /, INFO],
  [/^[[(<*\s]{0,3}(?:DEBUG|TRACE|VERBOSE)\b(?![-_.=\w])|^\[debug\]|^DEBU\[\d+\]|^debug:? /, DEBUG],
];

/** logfmt inside of other logs. */
const PAIR = /^(?:time|ts|t)=.{10,60}?\blevel="?(\w+)/;

/** Line ends that state an outcome: pytest -v, unittest, cargo, gradle, Maven Surefire. */
const ENDINGS = /(?: FAILED(?: +\[ *\d+%\])?| \.\.\. (?:FAIL|ERROR)|<<< (?:FAILURE|ERROR)!)\s*$/;
/** What the system answered a command, as shells and most tools pass it on. */
const REFUSALS =
  /: (?:No such file or directory|Permission denied|(?:command )?not found|Cannot allocate memory|No space left on device|Connection refused|Input\/output error)$/;

/** First bytes with which one of the openings begins; the marks that tools draw are two or three bytes long. */
const STARTS = new Uint8Array(256);
for (const byte of Buffer.from('\x1b#:[(<*!=-EFCAPWSKBUTNIDVeFfcawpskbutngnimdvyr\xe2\xc3', 'latin1')) STARTS[byte] = 1;

/** The level of the text at the cursor. */
export function plainLevel(cursor: Cursor): number {
  const { bytes, end } = cursor;
  let pos = cursor.pos;
  while (pos < end && (bytes[pos] === BLANK || bytes[pos] === TAB)) pos++;
  if (pos >= end) return NONE;
  if (endsLikeOutcome(bytes, pos, end) && endsInFailure(bytes.toString('latin1', Math.max(pos, end - 40), end))) return ERROR;
  if (STARTS[bytes[pos]] === 0 && !isPlaceLike(bytes, pos, end)) return NONE;
  const text = visible(bytes.toString('latin1', pos, Math.min(end, pos + 200))).trimStart();
  for (const [opening, level] of OPENINGS) if (opening.test(text)) return level;
  const pair = PAIR.exec(text);
  return pair === null ? NONE : levelOfText(pair[1]);
}

function endsInFailure(tail: string): boolean {
  return ENDINGS.test(tail) || REFUSALS.test(tail);
}

/** `D` of FAILED, `L` of FAIL, `R` of ERROR, `!` of <<< FAILURE!, `]` of a percentage, `y`, `d`, `e`, `r` of refusals. */
function endsLikeOutcome(bytes: Uint8Array, from: number, end: number): boolean {
  const last = bytes[end - 1];
  if (end - from < 8) return false;
  if (last === 0x79 || last === 0x64 || last === 0x65 || last === 0x72) return true;
  return last === 0x44 || last === 0x4c || last === 0x52 || last === 0x21 || (last === 0x5d && bytes[end - 2] === 0x25);
}

/** A path or name with a number behind a colon or bracket early in the line, as compilers print it: `src/a.c:12:3: error: …`. */
function isPlaceLike(bytes: Uint8Array, from: number, end: number): boolean {
  const stop = Math.min(end - 1, from + 120);
  for (let pos = from; pos < stop; pos++) {
    if (bytes[pos] === BLANK) return bytes[pos - 1] === 0x3a;
    if ((bytes[pos] === 0x3a || bytes[pos] === 0x28) && isDigit(bytes[pos + 1])) return true;
  }
  return false;
}
