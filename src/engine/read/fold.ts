/** The reader: tells from a line's text whether it goes on with the stack trace or error report of the record above. */
import { ahead, BLANK, type Cursor, peek, TAB, textAhead, visible } from './cursor.ts';

type Kind =
  | 'none'
  | 'python'
  | 'python-end'
  | 'frames'
  | 'braces'
  | 'go'
  | 'rust-message'
  | 'rust'
  | 'native'
  | 'sanitizer'
  | 'valgrind'
  | 'pytest';

/** Lines of one trace at most; what comes then is read as lines of their own. */
const LONGEST_TRACE = 1000;

const TRACEBACK = /^\s*(?:[+|] )?(?:Exception Group )?Traceback \(most recent call last\):/;
/** Java, Kotlin, Scala, JavaScript, .NET */
const AT =
  /^\s*at (?:.*(?:\([^()]*:\d+\)|\((?:Native Method|Unknown Source|<anonymous>|native|Unknown|index \d+)\)|:line \d+|:\d+:\d+\)?)|[\w$<>.[\]`+/@-]+\.[\w$<>.`[\]]+\s?\()/;
const CAUSE = /^\s*(?:Caused by|Suppressed|Wrapped by): |^\s*\.\.\. \d+ (?:more|common frames omitted)|^\s*---> |^\s*--- End of /;
/** Ruby, RSpec, Elixir, PHP, C++ */
const OTHER_FRAME =
  /^\s+(?:from |# |)\S+:\d+:in [`'"]|^[^\s:]+:\d+:in [`'][^']+'$|^\s+\(\w[^)]*\) \S+:\d+: |^\s*#\d+ +(?:0x|\S+\(\d+\): |\{main\})|^\s+thrown in .+ on line \d+|^\s+what\(\): |^\s*---> [\w.]+(?:Exception|Error)\b/;
const ADDRESS = /^\s*(?:0x[0-9a-f]{5,16}|\/?\S+\+0x[0-9a-f]+)(?:\s|$)/i;
/** A line of its own above the frames, below what happened. */
const TITLE = /^\s*(?:stack )?(?:back|stack) ?trace:\s*$/i;
const NATIVE_FRAME = /^\s*#\d+\s|^\s{2,}\S|^\s*-{4,}$/;
const GO_FRAME =
  /^\s*$|^goroutine \d+|^\t|^ {4,}\/|^\[signal |^(?:[\w./$-]|\(\*?\w+\)|\[\.{3}\])+\(.*\)$|^created by \S+|^panic: |^runtime\./;
/** Other tools, too, print `fatal error:`. */
const GO_START =
  /^(?:panic: |goroutine \d+ \[|fatal error: (?:all goroutines|runtime|unexpected signal|concurrent map|stack overflow|out of memory|sync: ))/;
const RUST_FRAME = /^note: |^stack backtrace:|^\s+\d+: |^\s+at |^\s{2,}\S|^\s+(?:left|right): /;
const CHAIN = /^\s*(?:During handling of the above exception|The above exception was the direct cause)/;

/** Two first bytes (behind blanks) of lines that may open a trace. */
const OPENS = new Uint8Array(65_536);
for (const pair of ['Tr', 'Ex', 'th', 'te', 'pa', 'go', 'fa', '==', 'WA', 'St', 'Ba', 'ba', 'E ', '+ ', '| ']) {
  OPENS[(pair.charCodeAt(0) << 8) | pair.charCodeAt(1)] = 1;
}
/** First bytes behind an indentation that may begin a frame though no trace is open. */
const FRAME_STARTS = new Uint8Array(256);
for (const byte of Buffer.from('#.0/(-')) FRAME_STARTS[byte] = 1;
for (let byte = 0x41; byte <= 0x7a; byte++) FRAME_STARTS[byte] = 1;

/** Ruby's frames end with the quoted name of a method. */
const APOSTROPHE = 0x27;

export class Fold {
  #kind: Kind = 'none';
  #lines = 0;
  #indent = 0;
  #blank = false;
  #failure = false;

  /** Whether it is worth while to ask `continues`. */
  mayContinue(cursor: Cursor): boolean {
    if (this.#kind !== 'none') return true;
    const first = peek(cursor);
    if (first === BLANK || first === TAB) return FRAME_STARTS[ahead(cursor, indentOf(cursor))] === 1;
    if (first === 0x42 || first === 0x62 || first === 0x53 || first === 0x73) return cursor.end - cursor.pos < 20;
    return (
      cursor.bytes[cursor.end - 1] === APOSTROPHE ||
      first === 0x23 ||
      (first === 0x30 && ahead(cursor, 1) === 0x78) ||
      (first === 0x61 && ahead(cursor, 1) === 0x74 && ahead(cursor, 2) === BLANK)
    );
  }

  /** Whether the text at the cursor continues the record above; asked for every line in order after `mayContinue`. */
  continues(cursor: Cursor): boolean {
    const text = visible(textAhead(cursor, 400));
    if (this.#lines++ > LONGEST_TRACE) this.#kind = 'none';
    this.#kind = this.#next(text);
    return this.#kind !== 'none';
  }

  /** A record begins with the text at the cursor. */
  begin(cursor: Cursor): void {
    this.#kind = 'none';
    this.#lines = 0;
    const indent = indentOf(cursor);
    if (OPENS[(ahead(cursor, indent) << 8) | ahead(cursor, indent + 1)] === 1) this.#open(textAhead(cursor, 400), indent);
    else if (cursor.end > cursor.pos && cursor.bytes[cursor.end - 1] === 0x3a) this.#openNative(textAhead(cursor, 400));
  }

  isOpen(): boolean {
    return this.#kind !== 'none';
  }

  /** Whether the open trace is one that only failures print. */
  isFailure(): boolean {
    return this.#kind !== 'none' && this.#failure;
  }

  #open(text: string, indent: number): void {
    this.#failure = true;
    this.#indent = indent;
    if (TRACEBACK.test(text)) this.#kind = 'python';
    else if (GO_START.test(text)) this.#kind = 'go';
    else if (/^thread '.*' (?:\(\d+\) )?panicked at /.test(text)) this.#kind = text.endsWith(':') ? 'rust-message' : 'rust';
    else if (/^==\d+==\s?ERROR: \w+Sanitizer|^WARNING: ThreadSanitizer/.test(text)) this.#kind = 'sanitizer';
    else if (/^==\d+== /.test(text)) this.#kind = 'valgrind';
    else if (/^E {2,}\S/.test(text)) this.#kind = 'pytest';
    else this.#openNative(text);
  }

  #openNative(text: string): void {
    if (!/\b(?:back|stack) ?trace(?: \w+)?:$/i.test(text)) return;
    this.#kind = 'native';
    this.#failure = false;
  }

  #next(text: string): Kind {
    const kind = this.#kind;
    if (kind === 'python' || kind === 'python-end') return this.#python(text);
    const next = STEPS[kind](text);
    return next === 'none' ? this.#frame(text) : next;
  }

  /** Frames that speak for themselves, whatever stands above. */
  #frame(text: string): Kind {
    if (AT.test(text)) {
      this.#failure = true;
      return text.endsWith('{') ? 'braces' : 'frames';
    }
    if (OTHER_FRAME.test(text)) {
      this.#failure = true;
      return 'frames';
    }
    if (!ADDRESS.test(text) && !TITLE.test(text)) return 'none';
    if (this.#kind === 'none') this.#failure = false;
    return 'native';
  }

  #python(text: string): Kind {
    const indent = text.search(/\S/);
    if (this.#kind === 'python') {
      if (indent < 0) return 'python';
      return indent > this.#indent ? 'python' : indent === this.#indent ? this.#exception() : 'none';
    }
    if (indent < 0) {
      const first = !this.#blank;
      this.#blank = true;
      return first ? 'python-end' : 'none';
    }
    if (CHAIN.test(text)) return this.#exception();
    if (TRACEBACK.test(text)) return 'python';
    return indent > this.#indent && !this.#blank ? 'python-end' : 'none';
  }

  /** The line that names the exception ends the frames; a chained trace may follow behind one blank line. */
  #exception(): Kind {
    this.#blank = false;
    return 'python-end';
  }
}

/** What is open after a line of that text, when that kind of trace was open before it. */
const STEPS: Record<Exclude<Kind, 'python' | 'python-end'>, (text: string) => Kind> = {
  none: () => 'none',
  frames: text => (CAUSE.test(text) ? 'frames' : !/^\s+at \S/.test(text) ? 'none' : text.endsWith('{') ? 'braces' : 'frames'),
  braces: text => (text.startsWith('}') ? 'frames' : 'braces'),
  go: text => (GO_FRAME.test(text) ? 'go' : 'none'),
  'rust-message': () => 'rust',
  rust: text => (RUST_FRAME.test(text) ? 'rust' : 'none'),
  native: text => (ADDRESS.test(text) || NATIVE_FRAME.test(text) ? 'native' : 'none'),
  sanitizer: text => (/^SUMMARY: |^==\d+==ABORTING/.test(text) ? 'frames' : 'sanitizer'),
  valgrind: text => (/^==\d+== {3,}\S/.test(text) ? 'valgrind' : 'none'),
  pytest: text => (/^E(?: {2,}|$)/.test(text) ? 'pytest' : 'none'),
};

function indentOf(cursor: Cursor): number {
  const { bytes, pos, end } = cursor;
  let at = pos;
  while (at < end && (bytes[at] === BLANK || bytes[at] === TAB)) at++;
  return at - pos;
}
