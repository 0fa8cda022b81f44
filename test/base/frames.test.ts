/** The ground: which source places lines name. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { frameOf, framesOf } from '../../src/base/frames.ts';

/** line → file:line[:column] [function] */
const golden: readonly (readonly [string, string | null])[] = [
  ['  File "/srv/app/shop.py", line 12, in pay', '/srv/app/shop.py:12 pay'],
  ['tests/test_shop.py:31: AssertionError', 'tests/test_shop.py:31'],
  ['tests/test_shop.py:31: in test_pay', 'tests/test_shop.py:31 test_pay'],
  ['\tat org.acme.shop.Cart$Item.add(Cart.java:42)', 'org/acme/shop/Cart.java:42 org.acme.shop.Cart$Item.add'],
  ['\tat java.base/java.lang.Thread.run(Thread.java:829)', 'java/lang/Thread.java:829 java.lang.Thread.run'],
  ['\tat org.acme.MainKt.main(Main.kt:3) ~[app.jar:1.0]', 'org/acme/Main.kt:3 org.acme.MainKt.main'],
  ['\tat sun.reflect.Native.invoke0(Native Method)', null],
  ['goroutine 7 [running]:', null],
  ['\t/srv/shop/cart.go:12 +0x1d', '/srv/shop/cart.go:12'],
  ['    cart_test.go:44: want 2, got 3', 'cart_test.go:44'],
  ['    at addItem (/srv/shop/cart.js:7:11)', '/srv/shop/cart.js:7:11 addItem'],
  ['    at async file:///srv/shop/cart.mjs:7:11', '/srv/shop/cart.mjs:7:11'],
  ['    at new Cart (file:///srv/cart.mjs:9:2)', '/srv/cart.mjs:9:2 new Cart'],
  ["thread 'main' panicked at src/cart.rs:2:5:", 'src/cart.rs:2:5'],
  ["thread 'main' panicked at 'empty', src/cart.rs:2:5", 'src/cart.rs:2:5'],
  ['  --> src/cart.rs:10:9', 'src/cart.rs:10:9'],
  ['             at ./src/cart.rs:2:5', './src/cart.rs:2:5'],
  ["src/cart.c:12:3: error: 'n' undeclared", 'src/cart.c:12:3'],
  ['#0  0x00007f12 in cart_add (n=1) at src/cart.c:12', 'src/cart.c:12 cart_add'],
  ['    #1 0x4a5b6c in cart_add /srv/cart.cc:12:3', '/srv/cart.cc:12:3 cart_add'],
  ["\tfrom lib/cart.rb:12:in `add'", 'lib/cart.rb:12 add'],
  ["lib/cart.rb:12:in 'Cart#add': empty (ArgumentError)", 'lib/cart.rb:12 Cart#add'],
  ['#0 /srv/cart.php(12): Cart->add()', '/srv/cart.php:12 Cart->add'],
  ['PHP Warning:  odd in /srv/cart.php on line 7', '/srv/cart.php:7'],
  ['   at Shop.Cart.Add(Int32 n) in C:\\src\\Cart.cs:line 42', 'C:\\src\\Cart.cs:42 Shop.Cart.Add(Int32 n)'],
  ['src/cart.ts(12,3): error TS2304: Cannot find name', 'src/cart.ts:12:3'],
  ['[ERROR] /srv/Cart.java:[12,3] cannot find symbol', '/srv/Cart.java:12:3'],
  ['    (shop 0.1.0) lib/cart.ex:12: Shop.Cart.add/2', 'lib/cart.ex:12 Shop.Cart.add/2'],
  ['I0512 10:11:12.123456    77 cart.go:12] added', 'cart.go:12'],
  ['< t:2026-05-26 10:12:03 f:cluster.py l:2214 c:sdcm.cluster p:DEBUG > up', 'sdcm/cluster.py:2214'],
  ['< t:2026-05-26 10:12:03 f:__init__.py l:14 c:sdcm.nemesis p:INFO > run', 'sdcm/nemesis/__init__.py:14'],
  ['::error file=src/cart.ts,line=3,col=5::boom', 'src/cart.ts:3'],

  ['##[error]src/cart.ts:3:5: boom', 'src/cart.ts:3:5'],
  ['##vso[task.logissue type=error;sourcepath=src/cart.ts;linenumber=3;columnnumber=5;]boom', 'src/cart.ts:3'],
  ['connected to db.example.com:8080', null],
  ['took 12:30:45', null],
];

describe('frameOf', () => {
  for (const [text, expected] of golden) {
    it(text.trim(), () => {
      const frame = frameOf(text);
      const shown =
        frame &&
        `${frame.file}:${frame.line}${frame.column ? `:${frame.column}` : ''}${frame.function ? ` ${frame.function}` : ''}`;
      assert.equal(shown, expected);
    });
  }

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        const frame = frameOf(text);
        assert.ok(frame === null || (frame.line >= 1 && frame.file !== ''));
      }),
    );
  });

  it('takes long lines without looking back for ever', () => {
    for (const piece of ['a.', 'at ', '#1 ', '/x', '1:', '(', 'File "']) assert.equal(frameOf(piece.repeat(5_000)), null);
  });
});

describe('framesOf', () => {
  for (const [text, expected] of golden) {
    it(`says where in the line they stand: ${text.trim()}`, () => {
      const first = frameOf(text);
      const spans = framesOf(text);
      assert.equal(spans.length === 0, expected === null);
      if (!first) return;
      const span = spans.find(one => one.frame.line === first.line && one.frame.file === first.file);
      assert.ok(span, 'the frame of the line is among them');
      const shown = text.slice(span.from, span.to);
      assert.ok(shown.includes(first.file.split(/[\\/]/).at(-1) as string), shown);
      const padded = text.includes(' c:');
      assert.ok(shown.endsWith(padded ? '.py' : String(first.column ?? first.line)), shown);
    });
  }

  it('finds several in one line', () => {
    const text = 'src/a.c:12:3: error in expansion of "X", see include/b.h:7 and lib/c.cc:9:1';
    assert.deepEqual(
      framesOf(text).map(span => text.slice(span.from, span.to)),
      ['src/a.c:12:3', 'include/b.h:7', 'lib/c.cc:9:1'],
    );
  });

  it('gives spans inside the line, in order and apart, for any text', () => {
    const piece = fc.constantFrom(
      'a/b.py:12',
      'at f (x.js:1:2)',
      'File "a.py", line 3',
      ' ',
      'x',
      '"',
      ':',
      '(',
      'C.java:7)',
      '\u202e',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = pieces.join('');
        let behind = 0;
        for (const span of framesOf(text)) {
          assert.ok(span.from >= behind && span.to > span.from && span.to <= text.length);
          behind = span.to;
        }
      }),
    );
  });
});
