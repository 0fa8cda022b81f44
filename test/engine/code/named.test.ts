/** The code room, tests: what records name. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namedPlaces } from '../../../src/engine/code/named.ts';

function named(text: string, asked = 1): string[] {
  const record = text.split('\n').map((one, at) => ({ line: at + 1, text: one }));
  return namedPlaces(record, asked).map(
    one => `${one.log_line}> ${one.file}:${one.line}${one.column ? `:${one.column}` : ''}${one.code ? ` | ${one.code}` : ''}`,
  );
}

const SCT = '< t:2026-05-26 10:05:57,812 f:argus_client.py l:17   c:sdcm.argus_client    p:WARNING > ';

describe('namedPlaces', () => {
  it('reads the prefix of Scylla Cluster Test with its module', () => {
    assert.deepEqual(named(`${SCT}Request failed`), ['1> sdcm/argus_client.py:17']);
    assert.deepEqual(named('< t:x f:__init__.py     l:9    c:sdcm.nemesis         p:INFO  > x'), [
      '1> sdcm/nemesis/__init__.py:9',
    ]);
  });

  it('gives the frame of a message before the place that wrote it', () => {
    assert.deepEqual(named(`${SCT}  File "/home/sct/sdcm/wait.py", line 22, in go\n${SCT}    return self.post()`), [
      '1> /home/sct/sdcm/wait.py:22 | return self.post()',
      '1> sdcm/argus_client.py:17',
    ]);
  });

  it('reads annotations of CI systems', () => {
    assert.deepEqual(named('##[error]src/shop/cart.ts(12,3): error TS2304'), ['1> src/shop/cart.ts:12:3']);
    assert.deepEqual(named('##[error]C:\\a\\shop\\Cart.cs:12:3: wrong'), ['1> C:\\a\\shop\\Cart.cs:12:3']);
    assert.deepEqual(named('::error file=src/cart.go,line=7,col=2::wrong'), ['1> src/cart.go:7:2']);
    assert.deepEqual(named('::warning title=x,file=src/cart.go,line=7::wrong'), ['1> src/cart.go:7']);
    assert.deepEqual(named('##vso[task.logissue type=error;sourcepath=src/a.cs;linenumber=3;columnnumber=5;]wrong'), [
      '1> src/a.cs:3:5',
    ]);
  });

  it('names the asked line first, then the record from its head', () => {
    const text =
      'ERROR failed\n\tat org.acme.Cart.add(Cart.java:42)\n\tat org.acme.Main.main(Main.java:3)\n\tat org.acme.Cart.add(Cart.java:42)';
    assert.deepEqual(named(text, 3), ['3> org/acme/Main.java:3', '2> org/acme/Cart.java:42']);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 5 }), texts => {
        for (const one of namedPlaces(
          texts.map((text, at) => ({ line: at + 1, text })),
          2,
        ))
          assert.ok(one.line >= 1);
      }),
    );
  });

  it('takes long lines without looking back for ever', () => {
    for (const piece of ['::error file=', '##[error]a.', '##vso[task.logissue ', 'f:a.b l:1 c:'])
      assert.ok(namedPlaces([{ line: 1, text: piece.repeat(2000) }], 1).length <= 1);
  });
});
