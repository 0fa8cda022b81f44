/** Analysis: the cues by which people recognise the lines that tell a failure, as one table of names and patterns. */

/** Patterns see the message without colours and stamps. Names appear in the weights, so renaming one means training again. */
export const cues: readonly (readonly [name: string, pattern: RegExp])[] = [
  // Severity as tools write it.
  ['error_tag', /^\W{0,4}(?:error|err!?|fatal|severe|critical|failure)\b(?! (?:rate|handling|message))/i],
  ['error_colon', /\berror(?: [A-Z]{1,5}-?\d+|\[E\d+\]| \(.{1,40}\))?:/i],
  ['fatal', /\bfatal\b/i],
  ['warn', /^\W{0,4}warn(?:ing)?\b|\bwarning:/i],
  ['info', /^\W{0,3}(?:info|debug|notice|trace|note)\b/i],
  ['compile_error', /[:([]\d+(?:[:,]\d+)?[)\]]?:? *(?:fatal |syntax |parse )?error\b/i],
  ['file_line', /[\w-]\.[a-z]\w{0,5}(?:[:(]|:\[|",? line | line |:line )\d/i],
  ['npm_error', /^npm (?:ERR!|error)/],
  // Exceptions and traces.
  ['exception', /\b[A-Z][a-zA-Z]+(?:Exception|Error)\b/],
  ['exception_head', /^\W{0,6}(?:E +)?(?:[\w$]+[.:\\]+)*[A-Z]\w*(?:Exception|Error|Failure|Interrupt|Exit)\b(?:$|:| \(| -)/],
  ['caused_by', /^\s*caused(?: by)?:|during handling of|the above exception|nested exception/i],
  ['traceback', /traceback \(most recent|stack ?trace:|backtrace|call stack|goroutine \d+ \[/i],
  [
    'frame',
    /^\s*(?:at (?:[\w$.<>/[\] ]+[.(]|\S.*:\d+|async )|File ".*", line \d+|from \S+:\d+:in|#\d+ +(?:0x|\S+\()|\d+: +(?:0x|\w+::)|\.\.\. \d+ more|\S+:\d+:in [`'"]|\([\w ]+\) \S+:\d+)/,
  ],
  // Frames of the runtime, of a library or of the build tool itself say less than the project's own.
  [
    'foreign_frame',
    /^\s*(?:at )?(?:java[.x]|jdk\.|sun\.|com\.sun|org\.(?:gradle|junit|testng|apache|codehaus|mockito)\.|scala\.|sbt\.|kotlin\.|groovy|clojure\.|node:|internal\/|(?:Module|Function|Object)\.[_<A-Z]|(?:next|process)\S* \()|^\s*(?:at |from |File |#\d+ |\S*\/).*(?:site-packages|dist-packages|node_modules|\/gems\/|\/lib\/(?:python|ruby|node)|internal\/|\(module\.js|\(node\.js|\(native|vendor\/|rustc\/|\/usr\/)/,
  ],
  ['include_trace', /^\s*(?:In file included )?from \S+:\d+(?::\d+)?[,:]\s*$/],
  ['panic', /\bpanic(?:ked)?\b|uncaught|unhandled/i],
  [
    'crash',
    /segmentation fault|segfault|sig(?:segv|abrt|bus|kill)\b|core dumped|\babort(?:ed|ing)?\b|==\d+==error|\w+Sanitizer\b|terminate called/i,
  ],
  ['memory', /out of memory|oom[- ]?kill|cannot allocate|heap space|\bkilled\b|no space left/i],
  ['timeout', /\btim(?:ed?|ing)[ -]?out\b|no output has been received|deadline exceeded/i],
  [
    'network',
    /connection (?:was )?(?:refused|reset|closed|timed)|resolve host|unreachable|\bE(?:CONN|NOTFOUND|TIMEDOUT)|certificate|handshake/i,
  ],
  ['http_status', /(?:^|[\s:([])[45]\d\d(?:$|[\s:)\].,])/],
  // What went wrong.
  [
    'not_found',
    /not found|no such|can(?:not|'t|not) find|could(?: not|n't) find|unable to find|do(?:es)?(?: not|n't) exist|\bno \w+ found/i,
  ],
  ['missing', /\bmissing\b|\bnot installed\b|\black(?:s|ing)\b/i],
  ['cannot', /\bcan(?:not|'t| not)\b|\bcould(?: not|n't)\b|unable to|fail(?:ed|ure) to/i],
  ['undefined', /undefined|undeclared|unresolved|not defined|unbound|unknown|unrecognized|uninitialized/i],
  ['invalid', /\binvalid|illegal|malformed|corrupt|\bbad |mismatch|incompatible|conflict|unsupported|not supported|not allowed/i],
  ['unexpected', /unexpected|unterminated|\bexpected (?:.{1,60}) (?:but|got|found|near|before)/i],
  ['denied', /denied|forbidden|unauthori[sz]ed|authentication|credentials|not permitted/i],
  ['syntax', /syntax ?error|parse ?error|parsing error/i],
  ['violation', /violat|offens[ei]|not (?:properly )?(?:formatted|sorted)|trailing|whitespace|duplicate|too long|unused/i],
  ['lint_code', /:\d+(?::\d+)?:? \[?[A-Z]{1,4}\d{2,5}\b|\s[a-z][\w@-]*\/[a-z-]+\s*$|\[(?:-W)?[a-z]+(?:-[a-z]+)+\]\s*$/],
  ['threshold', /coverage|threshold|below (?:the )?minimum/i],
  ['requires', /\brequire[sd]?\b|\bmust (?:be|have|not)|\bshould (?:be|have|not)|\bneeds? to\b/i],
  ['not_verb', /\b(?:did|does|do|is|was|are|were|has|have|would) ?(?:not|n't|n’t)\b/i],
  // Assertions and diffs.
  ['assertion', /assert/i],
  ['expected', /\bexpect(?:ed|ing|s)?\b/i],
  [
    'actual',
    /\b(?:actual(?:ly)?|got|received|but (?:was|were)|instead of|to (?:eq|equal|be|have|match|include|contain)|not equal)\b/i,
  ],
  ['expected_head', /^\W*(?:expected|actual|got|received|want|left|right|but(?: was)?)\b\s*[:=<]/i],
  ['diff_plus', /^\s*\+(?![+\s]*$)(?!\+)|^\d{3}\+ /],
  ['diff_minus', /^\s*-(?![-\s]*$)(?!-)|^\d{3}- /],
  ['diff_head', /^\s*(?:---+ [^-]|\+\+\+ |@@ |diff --git|index [0-9a-f]{6,}\.\.)|^=+ ?diff ?=+/i],
  ['caret', /^[\s|.~\-\d:]*\^[~\s^-]*$/],
  ['gutter', /^\s*(?:>\s*)?\d* *[|│]|^\s*\d+ *[|:│] |^> /],
  // Test results.
  ['fail_word', /\bfail(?:ed|ures?|s|ing)?\b/i],
  ['fail_caps', /\bFAIL(?:ED|URES?|ING)?\b|\bERRORS?\b/],
  [
    'test_failed',
    /^\W*FAIL(?:ED)?\b|(?:^|\s|\[)(?:[✗✘✖×❌✕☓]|not ok \d|--- FAIL|<<< (?:FAILURE|ERROR)|\*+\[? ?FAILED|!!)|\b(?:FAIL(?:ED)?|ERROR|F)\b\s*(?::|$|\]|\()/,
  ],
  ['numbered', /^\s*\d+[).] \S/],
  [
    'fail_heading',
    /^\W*(?:(?:\w+ )?(?:failures?|errors?|problems?|issues)|fail(?:ed|ing) \w+|(?:tests?|results) (?:with|in) (?:errors?|failures?))\b\W*(?:\(\d+\))?\W*$/i,
  ],
  ['there_were', /\bthere (?:was|were|are|is) (?:\d+|an?|some|test) (?:\w+ )?(?:fail|error|problem)/i],
  [
    'fail_count',
    /\b[1-9]\d* (?:\w+ )?(?:fail(?:ed|ures?|ing|s)?|errors?|problems?|offenses?|issues?|broken)\b|\b(?:fail(?:ed|ures?|s)?|errors?)\s*[:=] *[1-9]/i,
  ],
  ['zero_count', /\b0 (?:\w+ )?(?:fail(?:ed|ures?|ing|s)?|errors?|problems?)\b|\b(?:fail(?:ed|ures?|s)?|errors?)\s*[:=] *0\b/i],
  ['test_ok', /^\W*(?:ok\b|PASS(?:ED|ES)?\b|[✓✔√]|\[ *OK *\])|\b(?:ok|OK|PASSED|passed)\W{0,3}$|[✓✔]/],
  [
    'run_summary',
    /\b(?:tests?|examples|assertions|specs|runs|suites)\b[: ,]+\d+|\d+ (?:tests?|examples|assertions|pass(?:ed|ing|es)?|specs|scenarios|runs|successes|expectations)\b/i,
  ],
  ['dots', /^\s*[.FESsPx*]{8,}(?:$|\s)/],
  ['heading', /:\s*$/],
  ['banner', /^\s*[-=*_~#+]{3,}[^-=*_~#+]*\w.*[-=*_~#+]{4,}\s*$/],
  // How runs end.
  [
    'exit_marker',
    /exited with (?:code |status )?[1-9]|process completed with exit code [1-9]|^Finished: FAILURE|marked build as failure|build (?:failed|failure)|^\W*(?:rake|cargo|lein|mix|grunt) aborted|(?:exit|return)(?:ed)?(?: with)?(?: non-?zero)?(?: exit)? (?:code|status):? ?\(?[1-9]|terminating\.\.\.$|^ELIFECYCLE|non-?zero/i,
  ],
  [
    'command_failed',
    /^The command ".*" (?:failed and )?exited with|command failed|build stopped|^Error: Process|errored during/i,
  ],
  // The runner's own last word on a step.
  [
    'final',
    /^The command ".*" (?:failed and )?exited with|^##\[error\](?:Process completed|Bash exited)|^Finished: |marked build as failure|^Done\. Your build exited|^(?:ERROR: )?Job failed|^Exited with code [1-9]|^Your build has been stopped/i,
  ],
  // A new step of the run begins.
  [
    'step',
    /^\$ \S|^##\[(?:group|section)\]|^section_start:|^\[Pipeline\]|^\[command\]|^Step \d+\/\d+ :|^> Task :|^\[INFO\] --- /,
  ],
  ['make_error', /^\s*(?:g?make|ninja|mingw32-make)(?:\[\d+\])?: (?:\*\*\*|.*\bError \d)/],
  ['make', /^\s*g?make(?:\[\d+\])?:/],
  [
    'goal_failed',
    /failed to execute goal|execution failed for task|what went wrong|task .* failed|:\w+ FAILED|lifecycle script|recipe for target/i,
  ],
  [
    'advice',
    /re-?run|--trace|--debug|--stacktrace|--info\b|for more information|full (?:log|trace)|complete log|please (?:read|refer|check|see)|\[help \d\]|possible solutions|run with/i,
  ],
  ['echo', /^(?:\$|\+{1,3}|>) \S|^\[command\]/],
  ['fold', /travis_(?:fold|time)|##\[(?:end)?(?:group|section)|section_(?:start|end)/],
  // Noise that looks like failure, and plain noise.
  [
    'negated',
    /\bno (?:errors?|failures?|problems?|warnings?)\b|without (?:any )?errors?|-W(?:no-)?error|-Wno-|error[-_](?:handl\w+|prone|page|messages?|codes?|string)|\bignor(?:e|ed|ing)\b|allow(?:ed)?[ _]fail|xfail|expected (?:errors?|failure|to fail)|if .* fails|on[-_ ](?:error|failure)|--fail/i,
  ],
  ['test_name', /(?:test|spec)\w*(?:error|fail|exception)|(?:error|fail|exception)\w*(?:test|spec)/i],
  [
    'error_name',
    /[\w]-(?:errors?|exceptions?|fail\w*)\b|\b(?:errors?|exceptions?|fail\w*)-\w|[/.](?:errors?|exceptions?)[/.]|\b(?:errors?|exceptions?)\.(?:\w+)/i,
  ],
  ['deprecated', /deprecat|obsolete|legacy/i],
  ['retry', /retry|retrying|attempt \d|will try|try again/i],
  [
    'download',
    /^\W*(?:download|fetch|install|unpack|select|setting up|get:|hit:|ign:|collecting|using|extract|cloning|preparing|receiving|remote:|requirement already|processing|building|compiling|generating|checking|running|loading|creating|copying|linking)/i,
  ],
  ['progress', /^\s*\d{1,3}(?:\.\d)?%|\d+% |[#=]{10,}>|\b\d+(?:\.\d+)? ?[kKMG]i?B(?:\/s)?\b/],
  ['success', /\bsucce(?:ss|ed)|\bcomplete[d]?\b|\bdone\b|\bpassing\b/i],
  ['skipped', /\bskip(?:ped|ping)?\b|\bpending\b|\bdisabled\b/i],
  ['url', /https?:\/\//],
  ['path', /(?:^|[\s"'(])(?:\.{0,2}\/[\w.@-]+){2,}/],
  ['rule', /^\s*([-=*_~#+.─═])\1{4,}\s*$/],
  ['bullet', /^\s*(?:[-*•●] |\w\) )\S/],
  ['quoted', /['"`‘“][^'"`]+['"`’”]/],
  ['code_like', /[;{}]\s*$|^\s*(?:def|function|class|import|return|if|end|var|let|const)\b/],
  [
    'script',
    /^\s*(?:echo|if \[|then|else|elif|fi|done|for \w+ in|exit \d|set [-+]|local|[A-Z_]{3,}=)(?:\W|$)|(?:&&|\|\||\\)\s*$|\$[({]\w/,
  ],
  ['blank', /^\s*$/],
  ['indented', /^(?: {2,7}|\t)\S/],
  ['deep', /^(?: {8,}|\t\t)\s*\S/],
  ['short', /^.{1,24}$/],
  ['long', /^.{160}/],
  ['caps', /^[^a-z]*[A-Z]{4}[^a-z]*$/],
];

/** Cues read from the raw line, colours included. */
export const rawCues: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['red', /\x1b\[(?:\d+;)*(?:31|91|41|38;5;(?:1|9|160|196))(?:;\d+)*m/],
  ['green', /\x1b\[(?:\d+;)*(?:32|92)(?:;\d+)*m/],
  ['yellow', /\x1b\[(?:\d+;)*(?:33|93)(?:;\d+)*m/],
  ['bold', /\x1b\[1m/],
];

/** The numbers of the cues in a line; `words` is its message, `raw` the line as stored. */
export function cuesOf(words: string, raw: string): number[] {
  const found: number[] = [];
  for (let i = 0; i < cues.length; i++) if (cues[i][1].test(words)) found.push(i);
  if (raw.includes('\x1b')) for (let i = 0; i < rawCues.length; i++) if (rawCues[i][1].test(raw)) found.push(cues.length + i);
  return found;
}

export const cueNames: readonly string[] = [...cues, ...rawCues].map(([name]) => name);

/** The numbers of cues given by name, blank-separated. */
export function cueSet(names: string): ReadonlySet<number> {
  return new Set(names.split(' ').map(name => cueNames.indexOf(name)));
}
