/** Analysis: templates of streams of messages. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TemplateMiner } from '../../../../src/engine/analyze/templates/miner.ts';
import { words } from '../../../../src/engine/query/words.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function add(miner: TemplateMiner, message: string): number {
  const bytes = encoder.encode(`<<${message}>>`);
  return miner.add(bytes, 2, bytes.length - 2);
}

/** The texts that the miner lists as variable in a message. */
function variablesOf(miner: TemplateMiner, message: string): string[] {
  const bytes = encoder.encode(message);
  miner.add(bytes, 0, bytes.length);
  const listed = [...miner.variables.subarray(0, 2 * miner.variableCount)];
  return Array.from({ length: miner.variableCount }, (_, i) => decoder.decode(bytes.subarray(listed[2 * i], listed[2 * i + 1])));
}

/** The text of the template of one message. */
function mined(message: string): string {
  const miner = new TemplateMiner();
  return miner.text(add(miner, message));
}

/** The distinct final texts of some messages. */
function finished(messages: string[]): string[] {
  const miner = new TemplateMiner();
  const ids = messages.map(message => add(miner, message));
  const final = miner.finish();
  return [...new Set(ids.map(id => miner.text(final[id])))];
}

describe('TemplateMiner', () => {
  it('masks numbers, sizes, addresses, ids, paths and dates', () => {
    const cases: [string, string][] = [
      ['read 4096 bytes in 12ms at -3.5', 'read <*> bytes in <*> at <*>'],
      ['peer 10.0.0.7:9042 and [fe80::1]', 'peer <*> and [<*>]'],
      ['job 0f8b2c1e-bdcc-4f6a-9e1d-aabbccddeeff mac ab:04:cd:EF:00:11', 'job <*> mac <*>'],
      ['open /var/lib/db/x.sst, then ./run.sh or src/a/b.ts.', 'open <*>, then <*> or <*>'],
      ['get https://example.test/a?b=1&c=2 and C:\\temp\\x.log', 'get <*> and <*>'],
      ['since Mon Jul 9 12:16:49 2005', 'since <*> <*> <*> <*> <*>'],
      ['lease blk_-99120 key=u1 on=true', 'lease <*> key=u1 on=<*>'],
      ['from host8.example.test to web-1.rack2.example.test', 'from host8.example.test to <*>'],
      ['IPv4 sha256 r24=7 beef dead', 'IPv4 sha256 r24=<*> beef dead'],
    ];
    for (const [message, text] of cases) assert.equal(mined(message), text);
  });

  it('gives equal messages but for masked values one id, and others another', () => {
    const miner = new TemplateMiner();
    assert.deepEqual(
      ['took 5 ms', 'took 17  ms', 'took five ms', 'took 6 ms'].map(message => add(miner, message)),
      [0, 0, 1, 0],
    );
    assert.equal(miner.size, 2);
  });

  it('lists the tokens that are not constant', () => {
    const miner = new TemplateMiner();
    assert.deepEqual(variablesOf(miner, 'wrote 12 rows to table=t900000 (ok)'), ['12', 'table=t900000']);
    assert.deepEqual(variablesOf(miner, 'all fine'), []);
  });

  it('holds a name with a digit to be constant until it varies', () => {
    const miner = new TemplateMiner();
    const id = add(miner, 'shard s1 is ready');
    assert.equal(miner.text(id), 'shard s1 is ready');
    assert.deepEqual(variablesOf(miner, 'shard s1 is ready'), []);
    assert.deepEqual(variablesOf(miner, 'shard s2 is ready'), ['s2']);
    assert.equal(miner.text(id), 'shard <*> is ready');
    assert.deepEqual([...miner.formerWords(id)], ['s1']);
  });

  it('ignores escape sequences, yet lists the tokens that hold them', () => {
    const miner = new TemplateMiner();
    const plain = add(miner, 'build failed now');
    assert.equal(add(miner, '\u001b[31mbuild\u001b[0m failed \u001b[0;1m now\u001b[K'), plain);
    assert.deepEqual(variablesOf(miner, '\u001b[31mbuild\u001b[0m failed now'), ['\u001b[31mbuild\u001b[0m']);
    assert.equal(mined('\u001b[31mbuild\u001b[0m failed'), 'build failed');
  });

  it('looks at a bounded part of a long message', () => {
    const miner = new TemplateMiner();
    const long = `dump ${'x'.repeat(1 << 18)}`;
    assert.deepEqual(variablesOf(miner, long), ['x'.repeat(1 << 18)]);
    assert.equal(miner.text(0), 'dump <*>');
    const many = variablesOf(miner, Array.from({ length: 600 }, () => 'a').join(' '));
    assert.deepEqual(many, [Array.from({ length: 600 - 512 }, () => 'a').join(' ')]);
  });

  it('has a template for an empty message', () => {
    assert.equal(mined(''), '');
    assert.equal(mined('  \t '), '');
  });

  it('stays within its bounds whatever comes', () => {
    const miner = new TemplateMiner();
    const word = (n: number) => n.toString(26).replace(/[0-9]/g, digit => 'qrstuvwxyz'[Number(digit)]);
    for (let i = 0; i < 30_000; i++)
      add(miner, Array.from({ length: 2 + (i % 40) }, (_, k) => word((i * 7919 + k * 104_729) % 1_000_003)).join(' '));
    assert.ok(miner.size <= 20_001);
    assert.equal(miner.text(add(miner, 'not seen before at all')), '<*>');
    assert.deepEqual(variablesOf(miner, 'not seen before at all'), ['not seen before at all']);
  });

  it('generalises in the stream what floods one number of tokens', () => {
    const miner = new TemplateMiner();
    const name = (n: number) => [...String(n)].map(digit => 'abcdefghij'[Number(digit)]).join('');
    for (let i = 0; i < 5000; i++) add(miner, `session opened for user ${name(i)} by cron`);
    assert.ok(miner.size <= 1000, String(miner.size));
    const id = add(miner, 'session opened for user somebody by cron');
    assert.equal(miner.text(id), 'session opened for user <*> by cron');
    assert.ok(miner.formerWords(id).has('jjj'));
    assert.deepEqual(variablesOf(miner, 'session opened for user else by cron'), ['else']);
    assert.equal(miner.text(add(miner, 'session opened for user else by hand')), 'session opened for user else by hand');
  });
});

describe('TemplateMiner.finish', () => {
  it('merges templates that differ in values', () => {
    assert.deepEqual(finished(['login of user ann done', 'login of user bob done', 'login of user eve done']), [
      'login of user <*> done',
    ]);
    assert.deepEqual(finished(['drop rhost=a.b.c (x)', 'drop rhost=d.e.f (x)', 'drop rhost=g.h.org (x)']), [
      'drop rhost=<*> (x)',
    ]);
    assert.deepEqual(finished(['sent 5 KB', 'sent 7 MB']), ['sent <*> <*>']);
    assert.deepEqual(finished(['sent 5 KB', 'sent 7']), ['sent <*>']);
    assert.deepEqual(finished(['delete 1 2 3', 'delete 1', 'delete 4, 5']), ['delete <*> <*> <*>']);
  });

  it('keeps apart what tells another story', () => {
    const apart = [
      ['state=ok for job', 'state=failed for job', 'state=lost for job', 'state=idle for job'],
      ['raised java.io.IOException: no', 'raised java.lang.NullPointerException: no', 'raised a.b.ParseError: no'],
      ['VM resumed now', 'VM paused now', 'VM stopped now'],
      ['alpha service is up', 'beta service is up', 'gamma service is up', 'delta service is up'],
    ];
    for (const messages of apart) assert.equal(finished(messages).length, messages.length, messages[0]);
  });

  it('maps every id to one that maps to itself, and messages may follow', () => {
    const miner = new TemplateMiner();
    const ids = ['a', 'b', 'c', 'd'].map(name => add(miner, `close of file ${name} in time`));
    const final = miner.finish();
    assert.equal(final.length, miner.size);
    assert.deepEqual(
      ids.map(id => final[id]),
      [0, 0, 0, 0],
    );
    assert.deepEqual([...miner.formerWords(0)].sort(), ['a', 'b', 'c', 'd']);
    assert.equal(add(miner, 'close of file zz in time'), 0);
    assert.deepEqual(variablesOf(miner, 'close of file yy in time'), ['yy']);
  });

  it('remembers the former words of all that it merges', () => {
    for (const messages of [
      ['open file ann now', 'open file n1 now', 'open file n2 now'],
      ['drop 1', 'drop 1 s1', 'drop 1 s2'],
    ]) {
      const miner = new TemplateMiner();
      const [first, second] = messages.map(message => add(miner, message));
      const final = miner.finish();
      assert.equal(final[second], first);
      assert.ok(miner.formerWords(first).has(messages[1].split(' ')[2]), messages[1]);
    }
  });

  const token = fc.constantFrom(
    ...[
      'user',
      'ann',
      'bob',
      'eve',
      'kim',
      'n1',
      'n2',
      'x=7',
      'key=val',
      'key=other',
      '(a.b.c)',
      '(d.e)',
      '()',
      '12',
      'true',
      'root',
      'C:\\a\\b',
    ],
    ...[
      '/etc/x',
      'ß9',
      'a/b/c',
      '"two',
      'words"',
      'MB',
      'GB',
      '5',
      'ok',
      'failed',
      '\ufeffbom',
      '--',
      'h8.x.org',
      '1:h8.x.org',
      '3,',
      'and',
      'x-s1-5',
    ],
  );
  const odd = fc.constantFrom('<*>', '\u001b[1mred', '\u001b[0m');
  const messages = (part: fc.Arbitrary<string>) =>
    fc.array(
      fc.array(part, { maxLength: 4 }).map(tokens => tokens.join(' ')),
      { maxLength: 60 },
    );

  it('leaves no word of a message outside its text, its former words and the listed tokens', () => {
    fc.assert(
      fc.property(messages(fc.oneof({ weight: 12, arbitrary: token }, odd)), messages => {
        const miner = new TemplateMiner();
        const lines = messages.map(text => ({ text, listed: words(variablesOf(miner, text).join(' ')), id: add(miner, text) }));
        const final = miner.finish();
        for (const { text, listed, id } of lines) {
          const known = new Set([...listed, ...words(miner.text(final[id])), ...miner.formerWords(final[id])]);
          assert.deepEqual(
            words(text).filter(word => !known.has(word)),
            [],
            text,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shows as constant only what every message of the template holds, in that order', () => {
    fc.assert(
      fc.property(messages(token), messages => {
        const miner = new TemplateMiner();
        const ids = messages.map(message => add(miner, message));
        const final = miner.finish();
        for (const [i, message] of messages.entries()) {
          const said = words(message);
          for (const constant of miner.text(final[ids[i]]).split(/\w*<\*>\w*/)) {
            const run = words(constant).join(' ');
            assert.ok(` ${said.join(' ')} `.includes(` ${run} `) || run === '', `${message} | ${miner.text(final[ids[i]])}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
