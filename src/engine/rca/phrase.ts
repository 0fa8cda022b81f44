/** The report: a block of lines as a short phrase for a person, for titles. */
import { objectIn } from '../../base/lenient.ts';
import { isInnocent } from '../analyze/classify/innocent.ts';
import { cleanText, plainText } from '../analyze/results/clean.ts';

const MOST = 110;
/** Characters in front of a sign that are worth showing; of a longer front, the words within LEAD. */
const FRONT = 60;
const LEAD = 24;
/** Keys under which structured logs keep what a person would read, in order of preference. */
const SAYING = ['line', 'message', 'msg', 'errors', 'error', 'action', 'event', 'exception', 'reason'];
const STAMP =
  /^(?:[[<(]?\s*(?:t:)?(?:\d{4}-\d\d-\d\d[T ,]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?Z?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)[\])>]?:?\s+)+/;
/** Stamp and host of syslog; the process stays. */
const SYSLOG = /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:\S+ (?=[\w./()-]+(?:\[\d+\])?:)|[\w.-]*[-.\d][\w.-]* )/;
/** `[ 8123.456789]`, `[Tue May 26 11:12:03 2026]`. */
const DMESG = /^\[(?: *\d+\.\d{6}|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})\] /;
const SCT_LOG = /^f:\S+\s+l:\d+\s+c:\S+\s+p:\w+\s*> ?/;
/** `E0709 13:03:20.020000    1412 pod_workers.go:1298] `. */
const KLOG = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w.-]+:\d+\] /;
/** Process, level, logger, request and instance of oslo.log. */
const OSLO = /^\d+ (?:TRACE|DEBUG|INFO|WARNING|ERROR|CRITICAL) [\w.]+ \[[^\]]*\] (?:\[[^\]]*\] )?/;
/** Level and thread of Logback and Log4j. */
const THREAD = /^(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL) +\[[^\]]{1,80}\] (?=[\w.$]+ )/;
const NODE_LOG = /^(\S+) +!\s*\w+ *\| */;
/** A level in front, in its own brackets or bare, and the signs that part it from what follows; a bracket that opens there belongs to the message. */
const LEVEL_WORD = '(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|FATAL|CRIT(?:ICAL)?)';
const LEVEL = new RegExp(
  String.raw`^(?:\[\s*${LEVEL_WORD}\s*\]|<\s*${LEVEL_WORD}\s*>|\(\s*${LEVEL_WORD}\s*\)|[^\w[<({]{0,2}${LEVEL_WORD}\b(?!=|[.-]\w))` +
    String.raw`(?:[.!](?=\s))?(?:\s*(?:[\])>}:|,;]|[=-]+(?=[\s>])))*\s*`,
  'i',
);
const RUNNER_MARK = /^##\[(?:error|warning|debug|group|section)\]/;
const LAST_WORD = /^(?:[\w.$]*(?:Error|Exception|Fault|Panic|Warning))\b(?::|$)/;
const SCT_EVENT = /^\((\w+)(?:\.\w+)* Severity\.\w+\)\s*/;

/** What a line says that tells of a failure, whatever its kind. */
const TROUBLE =
  /\b(?:error|fail(?:ed|ure|ing)?|fatal|exception|cannot|can't|could not|couldn't|unable|not found|missing|invalid|illegal|unexpected|unknown|undefined|denied|refused|timed? ?out|abort(?:ed)?|panic|giving up|gave up|not (?:a|in|allowed|supported|installed))\b|\*\* \(/i;

/** The phrase of lines that hold a sign at `column`: a front too long to show with the sign is left out. */
export function phraseAround(telling: string, column: number): string {
  const whole = phraseOf(telling);
  if (telling.includes('\n') || !whole.endsWith('…')) return whole;
  const at = whole.indexOf(telling.slice(column, column + 12).trimEnd());
  if (at >= 0 && at <= FRONT) return whole;
  return phraseOf(`… ${telling.slice(telling.lastIndexOf(' ', column - LEAD) + 1)}`);
}

/** Whether a line speaks of something that went wrong, of whatever kind. */
export function tellsOfTrouble(line: string): boolean {
  return TROUBLE.test(line) && !isInnocent(cleanText(line));
}

/** At most 110 characters, one line: of several lines the last exception, else the first that tells of trouble, else the first. */
export function phraseOf(block: string): string {
  const lines = block.split('\n');
  const telling =
    lines.length > 1 ? (lines.findLast(line => LAST_WORD.test(cleanText(line))) ?? lines.find(tellsOfTrouble)) : undefined;
  const words = structured(lines[0]) ?? bare(telling ?? lines[0]) ?? '';
  const first = words || lines.map(line => bare(line)).find(line => line) || '(empty line)';
  return first.length > MOST ? `${first.slice(0, MOST - 1).trimEnd()}…` : first;
}

function bare(line: string): string {
  const cleaned = plainText(cleanText(line.trim()))
    .replace(SYSLOG, '')
    .replace(DMESG, '')
    .replace(STAMP, '')
    .replace(SCT_LOG, '')
    .replace(RUNNER_MARK, '')
    .replace(OSLO, '')
    .replace(THREAD, '');
  const event = SCT_EVENT.exec(cleaned);
  if (event) return flat(`${event[1]}: ${eventWords(cleaned.slice(event[0].length))}`);
  if (KLOG.test(cleaned)) return flat(cleaned.replace(KLOG, ''));
  return flat(cleaned.replace(NODE_LOG, '').replace(LEVEL, ''));
}

function eventWords(rest: string): string {
  return rest.replace(/\b(?:period_type|event_id|duration|during_nemesis|line_number|regex)=\S+\s*/g, '').replace(/^[:,\s]+/, '');
}

/** The telling value of a JSON line, or null when the line is none. */
function structured(line: string): string | null {
  const start = line.indexOf('{');
  if (start < 0 || !line.trimEnd().endsWith('}')) return null;
  const record = objectIn(line.slice(start));
  if (!record) return null;
  const said = SAYING.map(name => sayingOf(record[name])).find(words => words !== '') ?? '';
  const event = [record.base, record.type].filter(name => typeof name === 'string' && name !== '').join(' ');
  if (!event) return said ? flat(said) : null;
  return flat(
    [event, said || [record.nemesis_name, record.node].filter(name => typeof name === 'string').join(' on ')]
      .filter(Boolean)
      .join(': '),
  );
}

function sayingOf(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? bare(first.trim().split('\n', 1)[0]) : '';
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
