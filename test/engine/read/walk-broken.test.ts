/** The tests of the reader: what a walk finds in archives that are torn or damaged. */
import assert from 'node:assert/strict';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { logText, tar, zip } from './archives.ts';
import { asText, Desk, kinds, piece, text } from './desk.ts';

describe('a walk of what is broken', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = await Desk.open();
  });

  afterEach(() => desk.clear());

  const big = logText(30_000);

  for (const [name, packing] of Object.entries({ gzip: gzipSync, zstd: zstdCompressSync })) {
    it(`yields what stands before the tear of a ${name} file`, async () => {
      const packed = packing(big);
      await desk.put('a.tar.x', packing(await tar([piece('a.log', big)])).subarray(0, packed.length >> 1));
      const { members, gaps } = await desk.look('a.tar.x');
      const seen = members['a.tar.x!/a.log'];
      assert.ok(seen.length > 1000 && asText(big).startsWith(seen));
      assert.deepEqual(kinds(gaps), ['torn']);
      assert.equal(gaps[0].member, 'a.tar.x!/a.log');
      assert.match(gaps[0].words, new RegExp(`after ${packed.length >> 1} bytes`));
    });
  }

  it('reads on after a torn archive inside a whole one', async () => {
    const torn = gzipSync(big).subarray(0, 3000);
    await desk.put('a.tar', await tar([piece('torn.gz', torn), piece('after.log', 'after\n')]));
    const { members, gaps } = await desk.look('a.tar');
    assert.equal(members['a.tar!/after.log'], 'after\n');
    assert.deepEqual(kinds(gaps), ['torn']);
    assert.equal(gaps[0].member, 'a.tar!/torn.gz');
  });

  it('names the outer archive when that is torn', async () => {
    const inner = gzipSync(big);
    await desk.put('a.tar', (await tar([piece('in.gz', inner)])).subarray(0, 512 + (inner.length >> 1)));
    const { members, gaps } = await desk.look('a.tar');
    assert.ok(asText(big).startsWith(members['a.tar!/in.gz']));
    assert.deepEqual(kinds(gaps), ['torn']);
    assert.match(
      gaps[0].words,
      /^a\.tar \(while reading a\.tar!\/in\.gz\): the archive ends after \d+ bytes, \d+ bytes before the end of in\.gz\.$/,
    );
  });

  it('finds the next entry behind a damaged tar header', async () => {
    const bytes = await tar([piece('a.log', 'a\n'), piece('b.log', 'b\n'), piece('c.log', 'c\n')]);
    bytes.fill(0x55, 1024, 1200);
    await desk.put('a.tar', bytes);
    const { members, gaps } = await desk.look('a.tar');
    assert.deepEqual(members, { 'a.tar!/a.log': 'a\n', 'a.tar!/c.log': 'c\n' });
    assert.deepEqual(kinds(gaps), ['corrupt']);
  });

  it('says that a tar without its end mark may be torn', async () => {
    await desk.put('a.tar', (await tar([piece('a.log', 'a\n')])).subarray(0, 1024));
    const { members, gaps } = await desk.look('a.tar');
    assert.deepEqual([members, kinds(gaps)], [{ 'a.tar!/a.log': 'a\n' }, ['torn']]);
  });

  it('hears a checksum that does not fit', async () => {
    const packed = gzipSync(big);
    packed[packed.length - 6] ^= 1;
    await desk.put('a.log.gz', packed);
    const { members, gaps } = await desk.look('a.log.gz');
    assert.equal(members['a.log.gz'], asText(big));
    assert.deepEqual(kinds(gaps), ['corrupt']);
  });

  it('reports garbage behind a gzip file, and keeps silent about padding', async () => {
    await desk.put('padded.gz', Buffer.concat([gzipSync(text), Buffer.alloc(700)]));
    await desk.put('spoiled.gz', Buffer.concat([gzipSync(text), Buffer.from('garbage')]));
    const { members, gaps } = await desk.look('.');
    assert.deepEqual(members, { 'padded.gz': asText(text), 'spoiled.gz': asText(text) });
    assert.deepEqual(kinds(gaps), ['corrupt']);
  });

  it('checks what a zip says of its entries, one by one', async () => {
    const lies = [{ size: 10 }, { size: 9_999_999 }, { sum: 1 }, {}];
    await desk.put('a.zip', zip(lies.map((lie, i) => ({ ...piece(`${i}.log`), lies: lie }))));
    const { members, gaps } = await desk.look('a.zip');
    assert.equal(members['a.zip!/3.log'], asText(text));
    assert.equal(members['a.zip!/2.log'], asText(text));
    assert.deepEqual(
      gaps.map(gap => [gap.kind, gap.member]),
      [
        ['corrupt', 'a.zip!/0.log'],
        ['torn', 'a.zip!/1.log'],
        ['corrupt', 'a.zip!/2.log'],
      ],
    );
  });

  it('reads a zip that lost its directory piece by piece', async () => {
    const whole = zip([piece('a.log'), piece('b.log', big)]);
    await desk.put('a.zip', whole.subarray(0, whole.length - 2000));
    const { members, gaps } = await desk.look('a.zip');
    assert.equal(members['a.zip!/a.log'], asText(text));
    assert.ok(members['a.zip!/b.log'].length > 100_000 && asText(big).startsWith(members['a.zip!/b.log']));
    assert.deepEqual(new Set(kinds(gaps)), new Set(['torn']));
  });

  it('reads such a zip also when the sizes stand behind the content', async () => {
    const whole = zip([
      { ...piece('a.log'), lies: { flags: 8 } },
      { ...piece('b.log'), lies: { flags: 8 } },
    ]);
    await desk.put('a.zip', whole.subarray(0, whole.length - 30));
    const { members, gaps } = await desk.look('a.zip');
    assert.deepEqual(members, { 'a.zip!/a.log': asText(text), 'a.zip!/b.log': asText(text) });
    assert.deepEqual(kinds(gaps), ['torn']);
  });
});
