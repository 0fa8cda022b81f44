/** The tests of the reader: what a walk finds in folders and archives, whole and broken. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { Fault } from '../../../src/base/fault.ts';
import type { Gap } from '../../../src/model/coverage.ts';
import { resolveInput } from '../../../src/engine/read/inputs.ts';
import { defaultLimits, type Limits } from '../../../src/engine/read/limits.ts';
import { walk } from '../../../src/engine/read/walk.ts';
import { BZIP2, logText, type Piece, tar, THREE_LINES, XZ, zip } from './archives.ts';

describe('walk', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'walk-test-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const text = logText(50);

  async function put(name: string, bytes: Buffer | string): Promise<string> {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    return path;
  }

  async function look(path: string, limits: Partial<Limits> = {}): Promise<{ members: Record<string, string>; gaps: Gap[]; packed: number }> {
    const signal = new AbortController().signal;
    const all = { ...defaultLimits, ...limits };
    const members: Record<string, string> = {};
    const gaps: Gap[] = [];
    let packed = 0;
    for (const input of await resolveInput(path, { cwd: folder, cacheFolder: folder, limits: all, signal })) {
      for await (const found of walk(input, { limits: all, signal, onBytes: bytes => (packed = bytes) })) {
        if (found.kind === 'gap') {
          gaps.push(found.gap);
          continue;
        }
        const chunks: Uint8Array[] = [];
        for await (const chunk of found.bytes) chunks.push(chunk);
        assert.ok(!(found.path in members), `${found.path} came twice`);
        members[found.path] = Buffer.concat(chunks).toString('latin1');
      }
    }
    return { members, gaps, packed };
  }

  const kinds = (gaps: readonly Gap[]): string[] => gaps.map(gap => gap.kind);
  const asText = (bytes: Buffer): string => bytes.toString('latin1');
  const piece = (name: string, bytes: Buffer | string = text, header?: Piece['header']): Piece => ({ name, bytes: Buffer.from(bytes), header });

  describe('of what is whole', () => {
    it('opens archives in archives, in a stable order', async () => {
      const node = gzipSync(await tar([piece('x.log.gz', gzipSync(text)), piece('./sub//y.log', 'y\n')]));
      const outer = await tar([piece('node1.tar.gz', node), piece('b.zip', zip([piece('in.log', 'zipped\n')])), piece('a.log', 'a\n')]);
      await put('a.tar.zst', zstdCompressSync(outer));
      const { members, gaps } = await look('a.tar.zst');
      assert.deepEqual(Object.entries(members), [
        ['a.tar.zst!/node1.tar.gz!/x.log.gz', asText(text)],
        ['a.tar.zst!/node1.tar.gz!/sub/y.log', 'y\n'],
        ['a.tar.zst!/b.zip!/in.log', 'zipped\n'],
        ['a.tar.zst!/a.log', 'a\n'],
      ]);
      assert.deepEqual(gaps, []);
    });

    it('reads every packing, by its bytes whatever the name', async () => {
      await put('one', gzipSync(THREE_LINES));
      await put('two.gz', zstdCompressSync(THREE_LINES));
      await put('three.txt', BZIP2);
      await put('four.zip', XZ);
      await put('five.log', zip([piece('in', THREE_LINES)]));
      await put('six.png', await tar([piece('in', THREE_LINES)]));
      const { members, gaps } = await look('.');
      assert.deepEqual(Object.keys(members), ['five.log!/in', 'four.zip', 'one', 'six.png!/in', 'three.txt', 'two.gz']);
      assert.deepEqual(new Set(Object.values(members)), new Set([asText(THREE_LINES)]));
      assert.deepEqual(gaps, []);
    });

    for (const [name, one] of Object.entries({ gzip: gzipSync(THREE_LINES), zstd: zstdCompressSync(THREE_LINES), bzip2: BZIP2, xz: XZ })) {
      it(`reads ${name} files that were appended to each other`, async () => {
        await put('a.log', Buffer.concat([one, one, one]));
        assert.deepEqual(await look('a.log').then(seen => [seen.members, seen.gaps]), [{ 'a.log': asText(THREE_LINES).repeat(3) }, []]);
      });
    }

    it('reads an xz in a tar.xz: streams of one kind may be nested', async () => {
      // A stored block: gzip in xz in tar would need an xz writer; two layers of the same kind are what matters.
      const inner = await tar([piece('a.log.bz2', BZIP2), piece('a.log.xz', XZ), piece('b.log.xz', XZ)]);
      await put('in.tar', inner);
      const { members } = await look('in.tar');
      assert.equal(members['in.tar!/a.log.xz'], asText(THREE_LINES));
    });

    it('says how far it is in packed bytes', async () => {
      const size = (await put('a.zip', zip([piece('a.log'), piece('b.log')]))) && zip([piece('a.log'), piece('b.log')]).length;
      assert.equal((await look('a.zip')).packed, size);
    });

    it('keeps two entries of one name apart', async () => {
      await put('a.tar', await tar([piece('x.log', 'one\n'), piece('x.log', 'two\n'), piece('./x.log', 'three\n')]));
      assert.deepEqual((await look('a.tar')).members, { 'a.tar!/x.log': 'one\n', 'a.tar!/x.log~2': 'two\n', 'a.tar!/x.log~3': 'three\n' });
    });

    it('takes long names, odd names and names of more than a line', async () => {
      const long = `${'deep/'.repeat(60)}x.log`;
      await put('a.tar', await tar([piece(long, 'a\n'), piece('zwei\nzeilen.log', 'b\n'), piece(`${'w'.repeat(3000)}.log`, 'c\n')]));
      const names = Object.keys((await look('a.tar')).members);
      assert.deepEqual(names.slice(0, 2), [`a.tar!/${long}`, 'a.tar!/zwei\ufffdzeilen.log']);
      assert.ok(names[2].length < 1100 && names[2].endsWith('w.log'));
    });

    it('skips what the reader left unread', async () => {
      await put('a.tar.gz', gzipSync(await tar([piece('big.log', logText(20_000)), piece('b.log', 'b\n')])));
      const [input] = await resolveInput('a.tar.gz', { cwd: folder, cacheFolder: folder, limits: defaultLimits, signal: new AbortController().signal });
      const paths: string[] = [];
      for await (const found of walk(input, { limits: defaultLimits, signal: new AbortController().signal })) {
        if (found.kind === 'member') paths.push(found.path);
      }
      assert.deepEqual(paths, ['a.tar.gz!/big.log', 'a.tar.gz!/b.log']);
    });

    it('passes over what is not text in one gap, and takes UTF-16 for text', async () => {
      await put('core', Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(500)]));
      for (let i = 0; i < 7; i++) await put(`pic${i}.log`, Buffer.from('\x89PNG\r\n\x1a\n rest', 'latin1'));
      await put('wide.log', Buffer.from('\ufeffwide\n', 'utf16le'));
      await put('latin.log', Buffer.from('gr\xfc\xdfe \xfc\xfc\xfc\n', 'latin1'));
      await put('colour.log', '\x1b[31mred\x1b[0m\r\n');
      await put('none.log', '');
      const { members, gaps } = await look('.');
      assert.deepEqual(Object.keys(members), ['colour.log', 'latin.log', 'wide.log']);
      assert.deepEqual(kinds(gaps), ['binary', 'empty']);
      assert.match(gaps[0].words, /^8 files are not text and were skipped: core, pic0.log, .*, …\.$/);
      assert.equal(gaps[1].words, '1 file is empty: none.log.');
    });

    it('says that it cannot open 7z, rar and what is protected', async () => {
      await put('a.7z', Buffer.from('7z\xbc\xaf\x27\x1c rest', 'latin1'));
      await put('b.rar', Buffer.from('Rar!\x1a\x07\x00', 'latin1'));
      await put('c.zip', zip([{ ...piece('secret.log'), lies: { flags: 1 } }, piece('open.log', 'o\n')]));
      const { members, gaps } = await look('.');
      assert.deepEqual(members, { 'c.zip!/open.log': 'o\n' });
      assert.deepEqual(kinds(gaps), ['unsupported']);
      assert.match(gaps[0].words, /a\.7z.*b\.rar.*secret\.log \(it is protected by a password\)/);
    });
  });

  describe('of what is broken', () => {
    const big = logText(30_000);

    for (const [name, packing] of Object.entries({ gzip: gzipSync, zstd: zstdCompressSync })) {
      it(`yields what stands before the tear of a ${name} file`, async () => {
        const packed = packing(big);
        await put('a.tar.x', packing(await tar([piece('a.log', big)])).subarray(0, packed.length >> 1));
        const { members, gaps } = await look('a.tar.x');
        const seen = members['a.tar.x!/a.log'];
        assert.ok(seen.length > 1000 && asText(big).startsWith(seen));
        assert.deepEqual(kinds(gaps), ['torn']);
        assert.equal(gaps[0].member, 'a.tar.x!/a.log');
        assert.match(gaps[0].words, new RegExp(`after ${packed.length >> 1} bytes`));
      });
    }

    it('reads on after a torn archive inside a whole one', async () => {
      const torn = gzipSync(big).subarray(0, 3000);
      await put('a.tar', await tar([piece('torn.gz', torn), piece('after.log', 'after\n')]));
      const { members, gaps } = await look('a.tar');
      assert.equal(members['a.tar!/after.log'], 'after\n');
      assert.deepEqual(kinds(gaps), ['torn']);
      assert.equal(gaps[0].member, 'a.tar!/torn.gz');
    });

    it('names the outer archive when that is torn', async () => {
      const inner = gzipSync(big);
      await put('a.tar', (await tar([piece('in.gz', inner)])).subarray(0, 512 + (inner.length >> 1)));
      const { members, gaps } = await look('a.tar');
      assert.ok(asText(big).startsWith(members['a.tar!/in.gz']));
      assert.deepEqual(kinds(gaps), ['torn']);
      assert.match(gaps[0].words, /^a\.tar \(while reading a\.tar!\/in\.gz\): the archive ends after \d+ bytes, \d+ bytes before the end of in\.gz\.$/);
    });

    it('finds the next entry behind a damaged tar header', async () => {
      const bytes = await tar([piece('a.log', 'a\n'), piece('b.log', 'b\n'), piece('c.log', 'c\n')]);
      bytes.fill(0x55, 1024, 1200);
      await put('a.tar', bytes);
      const { members, gaps } = await look('a.tar');
      assert.deepEqual(members, { 'a.tar!/a.log': 'a\n', 'a.tar!/c.log': 'c\n' });
      assert.deepEqual(kinds(gaps), ['corrupt']);
    });

    it('says that a tar without its end mark may be torn', async () => {
      await put('a.tar', (await tar([piece('a.log', 'a\n')])).subarray(0, 1024));
      const { members, gaps } = await look('a.tar');
      assert.deepEqual([members, kinds(gaps)], [{ 'a.tar!/a.log': 'a\n' }, ['torn']]);
    });

    it('hears a checksum that does not fit', async () => {
      const packed = gzipSync(big);
      packed[packed.length - 6] ^= 1;
      await put('a.log.gz', packed);
      const { members, gaps } = await look('a.log.gz');
      assert.equal(members['a.log.gz'], asText(big));
      assert.deepEqual(kinds(gaps), ['corrupt']);
    });

    it('reports garbage behind a gzip file, and keeps silent about padding', async () => {
      await put('padded.gz', Buffer.concat([gzipSync(text), Buffer.alloc(700)]));
      await put('spoiled.gz', Buffer.concat([gzipSync(text), Buffer.from('garbage')]));
      const { members, gaps } = await look('.');
      assert.deepEqual(members, { 'padded.gz': asText(text), 'spoiled.gz': asText(text) });
      assert.deepEqual(kinds(gaps), ['corrupt']);
    });

    it('checks what a zip says of its entries, one by one', async () => {
      const lies = [{ size: 10 }, { size: 9_999_999 }, { sum: 1 }, {}];
      await put('a.zip', zip(lies.map((lie, i) => ({ ...piece(`${i}.log`), lies: lie }))));
      const { members, gaps } = await look('a.zip');
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
      await put('a.zip', whole.subarray(0, whole.length - 2000));
      const { members, gaps } = await look('a.zip');
      assert.equal(members['a.zip!/a.log'], asText(text));
      assert.ok(members['a.zip!/b.log'].length > 100_000 && asText(big).startsWith(members['a.zip!/b.log']));
      assert.deepEqual(new Set(kinds(gaps)), new Set(['torn']));
    });
  });

  describe('of what is hostile', () => {
    it('does not follow names and entries that lead outside', async () => {
      const names = ['../up.log', '/etc/abs.log', 'a/../../b.log', 'C:\\win.log', 'C:/win.log', '..\\up.log'];
      const links = [piece('link', '', { type: 'symlink', linkname: '/etc/passwd' }), piece('pipe', '', { type: 'fifo' })];
      const device = piece('dev', '', { type: 'character-device' });
      await put('a.tar', await tar([...names.map(name => piece(name)), ...links, device, piece('good.log', 'g\n')]));
      await put('b.zip', zip([...names.map(name => piece(name)), { ...piece('link'), lies: { mode: 0o120777 } }, piece('good.log', 'g\n')]));
      const { members, gaps } = await look('.');
      assert.deepEqual(members, { 'a.tar!/good.log': 'g\n', 'b.zip!/good.log': 'g\n' });
      assert.deepEqual(kinds(gaps), ['unsafe_path']);
      assert.match(gaps[0].words, /^16 entries/);
    });

    it('follows no link out of a folder nor in a circle, and opens no pipe', async function () {
      if (process.platform === 'win32') this.skip();
      await put('logs/a.log', 'a\n');
      await put('outside.log', 'no\n');
      await symlink(join(folder, 'outside.log'), join(folder, 'logs/out.log'));
      await symlink(join(folder, 'logs'), join(folder, 'logs/circle'));
      execFileSync('mkfifo', [join(folder, 'logs/pipe')]);
      const { members, gaps } = await look('logs');
      assert.deepEqual(members, { 'a.log': 'a\n' });
      assert.deepEqual(kinds(gaps), ['unsafe_path']);
    });

    it('says what it may not read', async function () {
      if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
      await chmod(await put('a.log', 'a\n'), 0);
      await put('b.log', 'b\n');
      const { members, gaps } = await look('.');
      assert.deepEqual([members, kinds(gaps)], [{ 'b.log': 'b\n' }, ['unreadable']]);
    });

    it('stops a bomb by its ratio, also when it is hidden in layers', async () => {
      const bomb = zstdCompressSync(Buffer.alloc(66 << 20, 'a'));
      await put('one.zst', bomb);
      await put('two.tar.gz', gzipSync(await tar([piece('bomb.zst', bomb), piece('after.log', 'after\n')])));
      const { members, gaps } = await look('.');
      assert.ok(members['one.zst'].length < 65 << 20);
      assert.equal(members['two.tar.gz!/after.log'], 'after\n');
      assert.deepEqual(
        gaps.map(gap => [gap.kind, gap.member]),
        [
          ['over_limit', 'one.zst'],
          ['over_limit', 'two.tar.gz!/bomb.zst'],
        ],
      );
      assert.match(gaps[0].words, /limit ratio = 1000/);
    });

    it('stops at the total, at the number of files, and at the depth', async () => {
      await put('a.tar.gz', gzipSync(await tar([piece('a.log'), piece('b.log'), piece('c.log')])));
      const total = await look('a.tar.gz', { totalBytes: 2000 });
      assert.deepEqual([kinds(total.gaps), Object.keys(total.members).length], [['over_limit'], 0]);
      assert.match(total.gaps[0].words, /more than 2000 bytes/);
      const few = await look('a.tar.gz', { members: 3 });
      assert.deepEqual([kinds(few.gaps), Object.keys(few.members).length], [['over_limit'], 2]);
      let deep = text;
      for (let i = 0; i < 9; i++) deep = gzipSync(deep);
      await put('deep.gz', deep);
      const depth = await look('deep.gz');
      assert.deepEqual([kinds(depth.gaps), depth.members], [['over_limit'], {}]);
      assert.match(depth.gaps[0].words, /more than 8 archives/);
      assert.deepEqual((await look('deep.gz', { depth: 9 })).members, { 'deep.gz': asText(text) });
    });

    it('does not copy a nested zip beyond the limit', async () => {
      await put('a.tar', await tar([piece('b.zip', zip([piece('x.log')])), piece('after.log', 'after\n')]));
      const { members, gaps } = await look('a.tar', { downloadBytes: 50 });
      assert.deepEqual([members, kinds(gaps)], [{ 'a.tar!/after.log': 'after\n' }, ['over_limit']]);
    });
  });

  describe('that is ended', () => {
    async function nested(): Promise<Parameters<typeof walk>[0]> {
      const inside = zip([piece('a.log', logText(100_000)), piece('b.log')]);
      await put('a.tar.gz', gzipSync(await tar([piece('in.zip', inside)])));
      const [input] = await resolveInput('a.tar.gz', { cwd: folder, cacheFolder: folder, limits: defaultLimits, signal: new AbortController().signal });
      return input;
    }

    async function leftovers(): Promise<string[]> {
      const names = (await readdir(tmpdir())).filter(name => name.startsWith('investigator-'));
      const open = process.platform === 'linux' ? await readdir('/proc/self/fd') : [];
      return [...names, `${open.length} open files`];
    }

    it('by a cancel, at once and without leftovers', async () => {
      const input = await nested();
      const before = await leftovers();
      const life = new AbortController();
      let cancelledAt = 0;
      const reading = async (): Promise<void> => {
        for await (const found of walk(input, { limits: defaultLimits, signal: life.signal })) {
          if (found.kind !== 'member') continue;
          for await (const chunk of found.bytes) {
            assert.ok(chunk.length > 0);
            cancelledAt ||= performance.now();
            life.abort();
          }
        }
      };
      await assert.rejects(reading(), failure => failure instanceof Fault && failure.code === 'cancelled');
      assert.ok(performance.now() - cancelledAt < 50);
      assert.deepEqual(await leftovers(), before);
    });

    it('by its user, without leftovers', async () => {
      const input = await nested();
      const before = await leftovers();
      for await (const found of walk(input, { limits: defaultLimits, signal: new AbortController().signal })) {
        assert.equal(found.kind, 'member');
        if (found.kind === 'member') for await (const chunk of found.bytes) if (chunk.length) break;
        break;
      }
      assert.deepEqual(await leftovers(), before);
    });
  });
});
