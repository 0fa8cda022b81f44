/** The reader: what of a stack trace belongs to which record. */
import assert from 'node:assert/strict';
import { folded, unfolded } from './formats/rows.ts';

const golden: readonly (readonly [string, string])[] = [
  [
    'Python, chained',
    `none  before
error Traceback (most recent call last):
    +   File "a.py", line 1, in f
    +     g()
    +     ~^^
    + KeyError: 'x'
    +\x20
    + During handling of the above exception, another exception occurred:
    +\x20
    + Traceback (most recent call last):
    +   File "a.py", line 3, in h
    +     raise ValueError
    + ValueError
    +\x20
none  after`,
  ],
  [
    'Python, indented in other output',
    `error     Traceback (most recent call last):
    +       File "a.py", line 1, in f
    +     ValueError: x
none  after`,
  ],
  [
    'Java, causes',
    `error Exception in thread "main" java.lang.RuntimeException: x
    + \tat org.acme.A.b(A.java:1)
    + \tat java.base/java.lang.Thread.run(Thread.java:829)
    + \tSuppressed: java.io.IOException: closed
    + \t\tat org.acme.A.c(A.java:2)
    + Caused by: java.lang.IllegalStateException: y
    + \tat org.acme.B.c(B.java:2)
    + \t... 23 more
none  after`,
  ],
  [
    'Java in a test report',
    `error testAdd(org.acme.CartTest)  Time elapsed: 0.1 sec  <<< FAILURE!
error java.lang.AssertionError: expected:<1> but was:<2>
    + \tat org.acme.CartTest.testAdd(CartTest.java:12)
    + \tat sun.reflect.NativeMethodAccessorImpl.invoke0(Native Method)
none\x20\x20
none  Running org.acme.TillTest`,
  ],
  [
    'Node',
    `none  /srv/cart.js:7
none      throw new Error('x');
none      ^
none\x20\x20
error Error: x
    +     at addItem (/srv/cart.js:7:11)
    +     at async Promise.all (index 0)
    +     at node:internal/main:1:2 {
    +   code: 'E_X'
    + }
none\x20\x20
none  Node.js v24`,
  ],
  [
    'Go panic',
    `fatal panic: runtime error: index out of range [3] with length 3
    +\x20
    + goroutine 1 [running]:
    + main.pay(0xc000012345, 0x3)
    + \t/srv/till.go:12 +0x1d
    + main.main()
    + \t/srv/main.go:5 +0x20
none  exit status 2`,
  ],
  [
    'Rust',
    `error thread 'main' panicked at src/main.rs:2:5:
    + no money
    + stack backtrace:
    +    0: rust_begin_unwind
    +              at /rustc/abc/library/std/src/panicking.rs:645:5
    +    1: till::pay
    + note: run with \`RUST_BACKTRACE=full\` for more
none  after`,
  ],
  [
    '.NET',
    `error Unhandled exception. System.InvalidOperationException: x
    +  ---> System.Exception: y
    +    at Shop.Cart.Add(Int32 n) in /src/Cart.cs:line 42
    +    --- End of inner exception stack trace ---
    +    at Shop.Program.Main()
none  after`,
  ],
  [
    'Ruby',
    `error lib/cart.rb:12:in 'add': empty (ArgumentError)
    + \tfrom lib/cart.rb:20:in 'run'
    + \tfrom main.rb:3:in '<main>'
none  after`,
  ],
  [
    'Ruby, not indented',
    `error rake aborted!
error No money
    + /srv/lib/till.rb:12:in \`pay'
    + /srv/Rakefile:3:in \`<main>'
none  Tasks: TOP => test`,
  ],
  [
    'layers of an image',
    `none  Step 1/2 : FROM x
none   ---> 0a1b2c3d
none  Removing container`,
  ],
  [
    'RSpec',
    `none    1) Cart adds
error      Failure/Error: expect(1).to eq 2
    +      # ./spec/cart_spec.rb:12:in 'block (2 levels)'
none  after`,
  ],
  [
    'PHP',
    `error PHP Fatal error:  Uncaught Exception: x in /srv/cart.php:7
    + Stack trace:
    + #0 /srv/till.php(12): Cart->add()
    + #1 {main}
    +   thrown in /srv/cart.php on line 7
none  after`,
  ],
  [
    'gdb',
    `error Program terminated with signal SIGSEGV
    + #0  0x00007f12 in cart_add (n=1) at src/cart.c:12
    + #1  0x00007f13 in main () at src/main.c:3
none  after`,
  ],
  [
    'addresses',
    `fatal Segmentation fault on shard 3
    + Backtrace:
    +   0x4a5b6c7
    +   0x4a5b6c8
    +   /opt/lib/libc.so.6+0x3bd5f
    +    --------
    +   seastar::continuation<int>
none  after`,
  ],
  [
    'sanitizer',
    `fatal ==42==ERROR: AddressSanitizer: heap-use-after-free on address 0x602
    + READ of size 4 at 0x602 thread T0
    +     #0 0x4a5b6c in cart_add /srv/cart.cc:12:3
    +\x20
    + freed by thread T0 here:
    +     #0 0x4a5b6d in free
    + SUMMARY: AddressSanitizer: heap-use-after-free /srv/cart.cc:12:3 in cart_add
none  after`,
  ],
  [
    'C++',
    `fatal terminate called after throwing an instance of 'std::runtime_error'
    +   what():  no money
none  after`,
  ],
  [
    'indented text that is no trace',
    `none  Options:
none    --all  take all
none    at the end of the day (or so)
none      from here to there
none  After that`,
  ],
  [
    'Elixir',
    `error ** (MatchError) no match
    +     (shop 0.1.0) lib/cart.ex:12: Shop.Cart.add/2
    +     (stdlib 3.1) gen_server.erl:12: :gen_server.call/2
none  after`,
  ],
  [
    'a frame at the very beginning',
    `error \tat org.acme.A.b(A.java:1)
    + \tat org.acme.A.c(A.java:2)
none  after`,
  ],
  [
    'a fatal error that is not one of Go',
    `error src/a.c:1:10: fatal error: x.h: No such file
fatal fatal error: too many errors emitted
none  notes.txt
none  \tindented`,
  ],
  [
    'Go methods',
    `error goroutine 7 [select]:
    + net/http.(*conn).serve(0xc0001)
    + \t/usr/lib/go/src/net/http/server.go:1 +0x1
    + shop.Sum[...](0x1)
    + \t/srv/sum.go:1 +0x2
    + created by net/http.(*Server).Serve in goroutine 1
    + \t/usr/lib/go/src/net/http/server.go:2 +0x3
error FAIL\tshop\t0.1s`,
  ],
];

describe('Fold', () => {
  for (const [title, marked] of golden) it(title, () => assert.equal(folded(unfolded(marked)), marked));
});
