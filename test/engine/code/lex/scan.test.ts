/** The code room, tests: log statements of each language as the lexer reads them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { languageOf } from '../../../../src/engine/code/lex/language.ts';
import { statementsOf } from '../../../../src/engine/code/lex/scan.ts';
import { levels } from '../../../../src/model/level.ts';

/** `line kind/level text`, holes as `<*>`. */
function read(name: string, source: string): string[] {
  const language = languageOf(name);
  assert.ok(language, name);
  const bytes = Buffer.from(source).toString('latin1');
  return statementsOf(bytes, language).map(one => {
    const text = Buffer.from(one.pattern.replaceAll('\0', '<*>'), 'latin1').toString();
    return `${one.line} ${one.kind}${one.level ? `/${levels[one.level]}` : ''} ${text}`;
  });
}

const cases: readonly (readonly [language: string, name: string, source: string, expected: readonly string[]])[] = [
  ['Python: placeholders', 'a.py', 'log.warning("retry %s of %d", a, b)', ['1 log/warn retry <*> of <*>']],
  ['Python: f-string', 'a.py', "self.log.info(f'node {n!r:>10} is {s} {{x}}')", ['1 log/info node <*> is <*> <*>x<*>']],
  ['Python: format', 'a.py', 'LOG.error("no {} in {name}".format(a, name=b))', ['1 log/error no <*> in <*>']],
  [
    'Python: percent',
    'a.py',
    'LOG.error("no %s in %(name)s" % {"name": "some other text"})',
    ['1 log/error no <*> in <*>', '1 text some other text'],
  ],
  [
    'Python: implicit concatenation',
    'a.py',
    'log.debug(\n  "first part "\n  f"and {x} "\n  "last", x)',
    ['1 log/debug first part and <*> last'],
  ],
  ['Python: level by argument', 'a.py', 'logger.log(logging.WARNING, "odd %s", x)', ['1 log/warn odd <*>']],
  ['Python: raise', 'a.py', 'raise KeyError("no key %s" % key)', ['1 error no key <*>']],
  ['Python: raise of an unknown name', 'a.py', 'raise UnexpectedExit("bad exit code")', ['1 error bad exit code']],
  ['Python: docstrings and comments are none', 'a.py', 'def f():\n  """Says nothing of note."""\n  # log.info("a b c")\n', []],
  ['Python: print', 'a.py', 'print("took", n, "seconds")', ['1 print took', '1 print took <*> seconds']],
  ['Python: raw, bytes', 'a.py', "log.info(r'a\\b %s')\nlog.info(b'c d')", ['1 log/info a\\b <*>', '2 log/info c d']],
  ['Python: choice', 'a.py', 'log.info("is up" if up else "is down")', ['1 log/info is up', '1 log/info is down']],
  [
    'Python: a text of three lines',
    'a.py',
    'print("""first thing\nsecond thing\n""")',
    ['1 print first thing', '1 print second thing'],
  ],
  ['Python: triple quotes hold quotes', 'a.py', 'log.info("""it is "so" ok""")', ['1 log/info it is "so" ok']],
  ['Python: join is no text', 'a.py', 'log.info(", ".join(x for x in y) + " end here")', ['1 log/info <*> end here']],
  ['Python: assert', 'a.py', 'assert x == "y", "x must be y"', ['1 error x must be y']],
  ['Java: slf4j', 'A.java', 'LOG.info("took {} ms for {}", a, b);', ['1 log/info took <*> ms for <*>']],
  ['Java: concatenation', 'A.java', 'log.error("no " + x.name() + " in\\t" + y, e);', ['1 log/error no <*> in\t<*>']],
  ['Java: format', 'A.java', 'LOG.warning(String.format("try %d of %s", a, b));', ['1 log/warn try <*> of <*>']],
  ['Java: throw', 'A.java', 'throw new IOException("no key " + key);', ['1 error no key <*>']],
  ['Java: level first', 'A.java', 'logger.log(Level.SEVERE, "it broke: {0}", x);', ['1 log/error it broke: <*>']],
  ['Java: fluent', 'A.java', 'logger.atWarning().withCause(e).log("it broke %s", x);', ['1 log/warn it broke <*>']],
  [
    'Java: text block',
    'A.java',
    'LOG.info("""\n   first line here\n   second "one" here\n  """);',
    ['1 log/info first line here', '1 log/info second "one" here'],
  ],
  [
    'Java: characters',
    'A.java',
    'if (c == \'"\') LOG.info("a quote"); char d = \'\\\'\'; LOG.info("another");',
    ['1 log/info a quote', '1 log/info another'],
  ],
  ['Java: logger names', 'A.java', 'static final Logger LOG = LoggerFactory.getLogger("shop.cart");', ['1 logger shop.cart']],
  ['Java: ternary inside', 'A.java', 'LOG.info("node is " + (up ? "up" : "down") + " now");', ['1 log/info node is <*> now']],
  ['Kotlin: templates', 'A.kt', 'logger.info("user $id is ${u.name["x"]} now")', ['1 log/info user <*> is <*> now']],
  ['Kotlin: lazy', 'A.kt', 'log.debug { "cache of $n entries" }', ['1 log/debug cache of <*> entries']],
  ['Kotlin: error', 'A.kt', 'throw IllegalStateException("no $x here")', ['1 error no <*> here']],
  ['Go: log', 'a.go', 'log.Printf("took %d ms", n)\nlog.Println("bye", x)', ['1 log took <*> ms', '2 log bye', '2 log bye <*>']],
  [
    'Go: slog, zap, logr',
    'a.go',
    'slog.Info("started", "port", p)\nl.Warn("slow query", zap.Int("ms", 3))\nh.log.Error(ctx, "ping failed", "e", err)',
    ['1 log/info started', '2 log/warn slow query', '3 log/error ping failed'],
  ],
  ['Go: zerolog', 'a.go', 'log.Error().Err(err).Str("k", v).Msg("it broke")', ['1 log/error it broke']],
  [
    'Go: errors',
    'a.go',
    'return fmt.Errorf("open %q: %w", p, err)\nvar e = errors.New("not found")',
    ['1 error open <*>: <*>', '2 error not found'],
  ],
  ['Go: raw strings', 'a.go', 'log.Print(`a "raw" one`)', ['1 log a "raw" one']],
  ['Go: runes', 'a.go', 'x := \'"\'\nlog.Print("after a rune")', ['2 log after a rune']],
  ['JavaScript: template', 'a.js', 'console.warn(`took ${a.b({c: "}"})} ms`)', ['1 log/warn took <*> ms']],
  ['JavaScript: pino', 'a.ts', "log.error({ err, a: 'b' }, 'it broke')", ['1 log/error it broke', '1 log/error <*> it broke']],
  [
    'JavaScript: several',
    'a.js',
    "console.log('a is', a, 'and b is', b)",
    ['1 log a is', '1 log and b is', '1 log a is <*> and b is <*>', '1 log a is and b is'],
  ],
  [
    'JavaScript: npmlog',
    'a.js',
    "log.verbose('web auth', 'opening url pair')",
    ['1 log/trace web auth', '1 log/trace opening url pair', '1 log/trace web auth opening url pair'],
  ],
  ['JavaScript: throw', 'a.js', "throw new TypeError('no ' + x)", ['1 error no <*>']],
  [
    'JavaScript: regular expressions hold quotes',
    'a.js',
    "x = /[\"'/]/.test(y) && a / b;\nlog.info('after it')",
    ['2 log/info after it'],
  ],
  ['JavaScript: apostrophes in markup', 'a.tsx', "<p>Don't</p>\nlog.info('after it')", ['2 log/info after it']],
  ['JavaScript: tagged templates are data', 'a.js', 'sql`select a from b where c`', []],
  [
    'JavaScript: choice and default',
    'a.js',
    "log.info(ok ? 'all is well' : 'it is broken'); log.warn(m || 'no reason given')",
    ['1 log/info all is well', '1 log/info it is broken', '1 log/warn no reason given'],
  ],
  [
    'Rust: macros',
    'a.rs',
    'info!("took {} of {x:?}", a);\nwarn!(target: "t", "odd {}", a);',
    ['1 log/info took <*> of <*>', '2 log/warn odd <*>'],
  ],
  ['Rust: fields', 'a.rs', 'error!(error = %e, user = "x y", "it broke");', ['1 log/error it broke']],
  [
    'Rust: errors',
    'a.rs',
    'bail!("no {}", a); x.expect("must be there"); panic!("odd {a}");',
    ['1 error no <*>', '1 error must be there', '1 error odd <*>'],
  ],
  [
    'Rust: lifetimes, raw strings',
    'a.rs',
    'fn f<\'a, \'b>(x: &\'a str) { info!(r#"a "raw" one"#); let c = \'"\'; info!("after it"); }',
    ['1 log/info a "raw" one', '1 log/info after it'],
  ],
  ['Rust: a literal over two lines', 'a.rs', 'info!("first \\\n      second");', ['1 log/info first second']],
  ['Rust: thiserror', 'a.rs', '#[error("no {0} in {place}")]\nMissing(String),', ['1 log/error no <*> in <*>']],
  ['C: printf', 'a.c', 'fprintf(stderr, "cannot open %s: " PRIu64 "%5.2f\\n", p);', ['1 print cannot open <*>: <*>']],
  [
    'C: syslog, kernel',
    'a.c',
    'syslog(LOG_ERR, "no %m");\npr_warn("odd %d\\n", x);\nprintk(KERN_INFO "up\\n");',
    ['1 log/error no <*>', '2 log/warn odd <*>', '3 log/info up'],
  ],
  [
    'C++: streams',
    'a.cc',
    'LOG(WARNING) << "took " << n << " ms";\nstd::cerr << x << " is odd" << std::endl;',
    ['1 log/warn took <*> ms', '2 print/error <*> is odd<*>'],
  ],
  [
    'C++: fmt and macros',
    'a.cc',
    'SPDLOG_ERROR("no {} in {:>5}", a, b); logger->info("up {}", x);',
    ['1 log/error no <*> in <*>', '1 log/info up <*>'],
  ],
  [
    'C++: throw, raw strings',
    'a.cc',
    'throw std::runtime_error("no " + x); LOG_INFO(R"x(a "raw" )" one)x");',
    ['1 error no <*>', '1 log/info a "raw" )" one'],
  ],
  ['C++: logger names', 'a.cc', 'static logging::logger clog("commitlog");', ['1 logger commitlog']],
  [
    'C#: interpolation',
    'A.cs',
    '_logger.LogError($"no {x} in {y.Z("a")}"); Log.Information("user {Id} in", id);',
    ['1 log/error no <*> in <*>', '1 log/info user <*> in'],
  ],
  ['C#: verbatim', 'A.cs', 'logger.Warn(@"a ""b"" c:\\d");', ['1 log/warn a "b" c:\\d']],
  [
    'texts that something else may log',
    'a.ts',
    "const reason = 'the node is not reachable';",
    ['1 text the node is not reachable'],
  ],
  ['bytes beyond ASCII', 'a.py', 'log.info("Größe %s überschritten \\u00e9", x)', ['1 log/info Größe <*> überschritten é']],
];

describe('statementsOf', () => {
  for (const [title, name, source, expected] of cases)
    it(title, () =>
      assert.deepEqual(
        read(name, source).filter(one => !/ logger | log StressRunner/.test(one) || expected.includes(one)),
        expected,
      ),
    );

  it('tells the column of the call', () => {
    const language = languageOf('a.go');
    assert.ok(language);
    const [one] = statementsOf('package a\n\tlog.Print("some text")\n', language);
    assert.deepEqual([one.line, one.column], [2, 6]);
  });

  const names = ['a.py', 'A.java', 'a.kt', 'a.go', 'a.js', 'a.rs', 'a.cc', 'a.cs', 'a.scala', 'a.groovy'];
  const pieces = [
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '${',
    '"""',
    "'''",
    'log.info(',
    'f',
    'r#',
    'R"x(',
    '$',
    '@',
    '/',
    '*',
    '//',
    '/*',
    '*/',
    '#',
    '<<',
    '?',
    ':',
    ',',
    ';',
    '%s',
    'a',
    ' ',
    '=',
    '+',
    '.',
    '!',
  ];
  const source = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 120 }).map(parts => parts.join('')),
  );

  it('takes any bytes, and tells places that are in the file', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), source, (name, text) => {
        const bytes = Buffer.from(text).toString('latin1');
        const lines = bytes.split('\n');
        for (const one of statementsOf(bytes, languageOf(name)!)) {
          assert.ok(one.line >= 1 && one.line <= lines.length, `${one.line} of ${lines.length}`);
          assert.ok(
            one.column >= 1 && one.column <= lines[one.line - 1].length,
            `${one.column} in ${JSON.stringify(lines[one.line - 1])}`,
          );
          assert.doesNotMatch(one.pattern, /\n|\0\0|^\s|\s$/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('does not slow down on what never ends', () => {
    for (const name of names)
      for (const piece of [...pieces, '`${', '"${', 'a.', 'log(', '{"', "f'{", '$"{', '/[', '/*"', 'a ? ', '"a" + '])
        statementsOf(piece.repeat(20_000), languageOf(name)!);
  }).timeout(60_000);
});
