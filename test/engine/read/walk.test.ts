/** The tests of the reader: what a walk finds in folders and archives that are whole. */
import assert from 'node:assert/strict';
import { crc32, gzipSync, zstdCompressSync } from 'node:zlib';
import { resolveInput } from '../../../src/engine/read/inputs.ts';
import { defaultLimits } from '../../../src/engine/read/limits.ts';
import { walk } from '../../../src/engine/read/walk.ts';
import { BZIP2, logText, TAR_XZ, THREE_LINES, tar, XZ, zip } from './archives.ts';
import { asText, Desk, kinds, piece, text } from './desk.ts';

describe('a walk', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = await Desk.open();
  });

  afterEach(() => desk.clear());

  it('opens archives in archives, in a stable order', async () => {
    const node = gzipSync(await tar([piece('x.log.gz', gzipSync(text)), piece('./sub//y.log', 'y\n')]));
    const outer = await tar([
      piece('node1.tar.gz', node),
      piece('b.zip', zip([piece('in.log', 'zipped\n')])),
      piece('a.log', 'a\n'),
    ]);
    await desk.put('a.tar.zst', zstdCompressSync(outer));
    const { members, gaps } = await desk.look('a.tar.zst');
    assert.deepEqual(Object.entries(members), [
      ['a.tar.zst!/node1.tar.gz!/x.log.gz', asText(text)],
      ['a.tar.zst!/node1.tar.gz!/sub/y.log', 'y\n'],
      ['a.tar.zst!/b.zip!/in.log', 'zipped\n'],
      ['a.tar.zst!/a.log', 'a\n'],
    ]);
    assert.deepEqual(gaps, []);
  });

  it('reads every packing, by its bytes whatever the name', async () => {
    await desk.put('one', gzipSync(THREE_LINES));
    await desk.put('two.gz', zstdCompressSync(THREE_LINES));
    await desk.put('three.txt', BZIP2);
    await desk.put('four.zip', XZ);
    await desk.put('five.log', zip([piece('in', THREE_LINES)]));
    await desk.put('six.png', await tar([piece('in', THREE_LINES)]));
    const { members, gaps } = await desk.look('.');
    assert.deepEqual(Object.keys(members), ['five.log!/in', 'four.zip', 'one', 'six.png!/in', 'three.txt', 'two.gz']);
    assert.deepEqual(new Set(Object.values(members)), new Set([asText(THREE_LINES)]));
    assert.deepEqual(gaps, []);
  });

  for (const [name, one] of Object.entries({
    gzip: gzipSync(THREE_LINES),
    zstd: zstdCompressSync(THREE_LINES),
    bzip2: BZIP2,
    xz: XZ,
  })) {
    it(`reads ${name} files that were appended to each other`, async () => {
      await desk.put('a.log', Buffer.concat([one, one, one]));
      assert.deepEqual(await desk.look('a.log').then(seen => [seen.members, seen.gaps]), [
        { 'a.log': asText(THREE_LINES).repeat(3) },
        [],
      ]);
    });
  }

  it('reads an xz in a tar.xz: streams of one kind are open at once', async () => {
    await desk.put('in.tar.xz', TAR_XZ);
    const { members, gaps } = await desk.look('in.tar.xz');
    const lines = asText(THREE_LINES);
    assert.deepEqual([members, gaps], [{ 'in.tar.xz!/a.log': lines, 'in.tar.xz!/a.log.xz': lines }, []]);
  });

  it('reads zip entries of every method', async () => {
    const sizes = { sum: crc32(THREE_LINES), size: THREE_LINES.length };
    const entries = {
      stored: [0, THREE_LINES],
      deflate: [8, THREE_LINES],
      bzip2: [12, BZIP2],
      zstd: [93, THREE_LINES],
      xz: [95, XZ],
    } as const;
    const pieces = Object.entries(entries).map(([name, [method, bytes]]) => ({ name, bytes, lies: { method, ...sizes } }));
    await desk.put('a.zip', zip([...pieces, { ...piece('ppmd'), lies: { method: 98 } }]));
    const { members, gaps } = await desk.look('a.zip');
    assert.deepEqual(members, Object.fromEntries(Object.keys(entries).map(name => [`a.zip!/${name}`, asText(THREE_LINES)])));
    assert.deepEqual(kinds(gaps), ['unsupported']);
  });

  it('says how far it is in packed bytes', async () => {
    const bytes = zip([piece('a.log'), piece('b.log')]);
    await desk.put('a.zip', bytes);
    assert.equal((await desk.look('a.zip')).packed, bytes.length);
  });

  it('keeps two entries of one name apart', async () => {
    await desk.put('a.tar', await tar([piece('x.log', 'one\n'), piece('x.log', 'two\n'), piece('./x.log', 'three\n')]));
    assert.deepEqual((await desk.look('a.tar')).members, {
      'a.tar!/x.log': 'one\n',
      'a.tar!/x.log~2': 'two\n',
      'a.tar!/x.log~3': 'three\n',
    });
  });

  it('takes long names, odd names and names of more than a line', async () => {
    const long = `${'deep/'.repeat(60)}x.log`;
    await desk.put(
      'a.tar',
      await tar([piece(long, 'a\n'), piece('zwei\nzeilen.log', 'b\n'), piece(`${'w'.repeat(3000)}.log`, 'c\n')]),
    );
    const names = Object.keys((await desk.look('a.tar')).members);
    assert.deepEqual(names.slice(0, 2), [`a.tar!/${long}`, 'a.tar!/zwei\ufffdzeilen.log']);
    assert.ok(names[2].length < 1100 && names[2].endsWith('w.log'));
  });

  it('skips what the reader left unread', async () => {
    await desk.put('a.tar.gz', gzipSync(await tar([piece('big.log', logText(20_000)), piece('b.log', 'b\n')])));
    const [input] = await resolveInput('a.tar.gz', {
      cwd: desk.folder,
      cacheFolder: desk.folder,
      limits: defaultLimits,
      signal: new AbortController().signal,
    });
    const paths: string[] = [];
    for await (const found of walk(input, { limits: defaultLimits, signal: new AbortController().signal })) {
      if (found.kind === 'member') paths.push(found.path);
    }
    assert.deepEqual(paths, ['a.tar.gz!/big.log', 'a.tar.gz!/b.log']);
  });

  it('passes over what is not text in one gap, and takes UTF-16 for text', async () => {
    await desk.put('core', Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(500)]));
    for (let i = 0; i < 7; i++) await desk.put(`pic${i}.log`, Buffer.from('\x89PNG\r\n\x1a\n rest', 'latin1'));
    await desk.put('wide.log', Buffer.from('\ufeffwide\n', 'utf16le'));
    await desk.put('latin.log', Buffer.from('gr\xfc\xdfe \xfc\xfc\xfc\n', 'latin1'));
    await desk.put('colour.log', '\x1b[31mred\x1b[0m\r\n');
    await desk.put('none.log', '');
    const { members, gaps } = await desk.look('.');
    assert.deepEqual(Object.keys(members), ['colour.log', 'latin.log', 'wide.log']);
    assert.deepEqual(kinds(gaps), ['binary', 'empty']);
    assert.match(gaps[0].words, /^8 files are not text and were skipped: core, pic0.log, .*, …\.$/);
    assert.equal(gaps[1].words, '1 file is empty: none.log.');
  });

  it('reads a log behind the hole that a truncation left in it', async () => {
    await desk.put('hole.log', Buffer.concat([Buffer.alloc(300_000), text]));
    await desk.put('short.log', Buffer.concat([Buffer.alloc(4096), text]));
    await desk.put('only.log', Buffer.alloc(70_000));
    const { members, gaps } = await desk.look('.');
    assert.deepEqual(members, { 'hole.log': asText(text), 'short.log': asText(text) });
    assert.deepEqual(
      gaps.map(gap => gap.words),
      [
        'hole.log begins with 300000 zero bytes, which were skipped.',
        'short.log begins with 4096 zero bytes, which were skipped.',
        '1 file is empty: only.log (only zeros).',
      ],
    );
  });

  it('says that it cannot open 7z, rar and what is protected', async () => {
    await desk.put('a.7z', Buffer.from('7z\xbc\xaf\x27\x1c rest', 'latin1'));
    await desk.put('b.rar', Buffer.from('Rar!\x1a\x07\x00', 'latin1'));
    await desk.put('c.zip', zip([{ ...piece('secret.log'), lies: { flags: 1 } }, piece('open.log', 'o\n')]));
    const { members, gaps } = await desk.look('.');
    assert.deepEqual(members, { 'c.zip!/open.log': 'o\n' });
    assert.deepEqual(kinds(gaps), ['unsupported']);
    assert.match(gaps[0].words, /a\.7z.*b\.rar.*secret\.log \(it is protected by a password\)/);
  });
});
