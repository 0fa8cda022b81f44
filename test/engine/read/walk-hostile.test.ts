/** The tests of the reader: a walk of inputs that mean harm, and walks that are ended early. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, readdir, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { Fault } from '../../../src/base/fault.ts';
import { resolveInput } from '../../../src/engine/read/inputs.ts';
import { defaultLimits } from '../../../src/engine/read/limits.ts';
import { walk } from '../../../src/engine/read/walk.ts';
import { logText, tar, zip } from './archives.ts';
import { asText, Desk, kinds, piece, text } from './desk.ts';

describe('a walk of what is hostile', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = await Desk.open();
  });

  afterEach(() => desk.clear());

  it('does not follow names and entries that lead outside', async () => {
    const names = ['../up.log', '/etc/abs.log', 'a/../../b.log', 'C:\\win.log', 'C:/win.log', '..\\up.log'];
    const links = [piece('link', '', { type: 'symlink', linkname: '/etc/passwd' }), piece('pipe', '', { type: 'fifo' })];
    const device = piece('dev', '', { type: 'character-device' });
    await desk.put('a.tar', await tar([...names.map(name => piece(name)), ...links, device, piece('good.log', 'g\n')]));
    await desk.put(
      'b.zip',
      zip([...names.map(name => piece(name)), { ...piece('link'), lies: { mode: 0o120777 } }, piece('good.log', 'g\n')]),
    );
    const { members, gaps } = await desk.look('.');
    assert.deepEqual(members, { 'a.tar!/good.log': 'g\n', 'b.zip!/good.log': 'g\n' });
    assert.deepEqual(kinds(gaps), ['unsafe_path']);
    assert.match(gaps[0].words, /^16 entries/);
  });

  it('follows no link out of a folder nor in a circle, and opens no pipe', async function () {
    if (process.platform === 'win32') this.skip();
    await desk.put('logs/a.log', 'a\n');
    await desk.put('outside.log', 'no\n');
    await symlink(join(desk.folder, 'outside.log'), join(desk.folder, 'logs/out.log'));
    await symlink(join(desk.folder, 'logs'), join(desk.folder, 'logs/circle'));
    execFileSync('mkfifo', [join(desk.folder, 'logs/pipe')]);
    const { members, gaps } = await desk.look('logs');
    assert.deepEqual(members, { 'a.log': 'a\n' });
    assert.deepEqual(kinds(gaps), ['unsafe_path']);
  });

  it('says what it may not read', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    await chmod(await desk.put('a.log', 'a\n'), 0);
    await desk.put('b.log', 'b\n');
    const { members, gaps } = await desk.look('.');
    assert.deepEqual([members, kinds(gaps)], [{ 'b.log': 'b\n' }, ['unreadable']]);
  });

  it('reads a folder in which one name is not UTF-8', async function () {
    if (process.platform !== 'linux') this.skip();
    await desk.put('good.log', 'g\n');
    await writeFile(Buffer.concat([Buffer.from(`${desk.folder}/bad`), Buffer.of(0xff), Buffer.from('.log')]), 'b\n');
    const { members, gaps } = await desk.look('.');
    assert.deepEqual([members, kinds(gaps)], [{ 'good.log': 'g\n' }, ['unreadable']]);
  });

  it('stops a bomb by its ratio, also when it is hidden in layers', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(66 << 20, 'a'));
    await desk.put('one.zst', bomb);
    await desk.put('two.tar.gz', gzipSync(await tar([piece('bomb.zst', bomb), piece('after.log', 'after\n')])));
    const { members, gaps } = await desk.look('.');
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
    await desk.put('a.tar.gz', gzipSync(await tar([piece('a.log'), piece('b.log'), piece('c.log')])));
    const total = await desk.look('a.tar.gz', { totalBytes: 2000 });
    assert.deepEqual([kinds(total.gaps), Object.keys(total.members).length], [['over_limit'], 0]);
    assert.match(total.gaps[0].words, /more than 2000 bytes/);
    const few = await desk.look('a.tar.gz', { members: 3 });
    assert.deepEqual([kinds(few.gaps), Object.keys(few.members).length], [['over_limit'], 2]);
    let deep = text;
    for (let i = 0; i < 9; i++) deep = gzipSync(deep);
    await desk.put('deep.gz', deep);
    const depth = await desk.look('deep.gz');
    assert.deepEqual([kinds(depth.gaps), depth.members], [['over_limit'], {}]);
    assert.match(depth.gaps[0].words, /more than 8 archives/);
    assert.deepEqual((await desk.look('deep.gz', { depth: 9 })).members, { 'deep.gz': asText(text) });
  });

  it('numbers very many entries of one name without delay', async () => {
    const many = await tar([piece('x.log', 'x\n')]);
    await desk.put('a.tar', Buffer.concat([...Array.from({ length: 20_000 }, () => many.subarray(0, 1024)), Buffer.alloc(1024)]));
    const { members } = await desk.look('a.tar');
    assert.equal(Object.keys(members).at(-1), 'a.tar!/x.log~20000');
  });

  it('does not copy a nested zip beyond the limit', async () => {
    await desk.put('a.tar', await tar([piece('b.zip', zip([piece('x.log')])), piece('after.log', 'after\n')]));
    const { members, gaps } = await desk.look('a.tar', { downloadBytes: 50 });
    assert.deepEqual([members, kinds(gaps)], [{ 'a.tar!/after.log': 'after\n' }, ['over_limit']]);
  });
});

describe('a walk that is ended', () => {
  let desk: Desk;
  let temporary: string | undefined;

  beforeEach(async () => {
    desk = await Desk.open();
    temporary = process.env.TMPDIR;
    process.env.TMPDIR = desk.folder;
  });

  afterEach(async () => {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
    await desk.clear();
  });

  async function nested(): Promise<Parameters<typeof walk>[0]> {
    const inside = zip([piece('a.log', logText(100_000)), piece('b.log')]);
    await desk.put('a.tar.gz', gzipSync(await tar([piece('in.zip', inside)])));
    const [input] = await resolveInput('a.tar.gz', {
      cwd: desk.folder,
      cacheFolder: desk.folder,
      limits: defaultLimits,
      signal: new AbortController().signal,
    });
    return input;
  }

  /** Temporary folders and open files below the test's own folder. */
  async function leftovers(): Promise<string[]> {
    const names = (await readdir(desk.folder)).filter(name => name.startsWith('investigator-'));
    if (process.platform !== 'linux') return names;
    for (const fd of await readdir('/proc/self/fd')) {
      const target = await readlink(`/proc/self/fd/${fd}`).catch(() => '');
      if (target.startsWith(desk.folder)) names.push(target);
    }
    return names;
  }

  it('by a cancel, at once and without leftovers', async () => {
    const input = await nested();
    const life = new AbortController();
    const reading = async (): Promise<void> => {
      for await (const found of walk(input, { limits: defaultLimits, signal: life.signal })) {
        if (found.kind !== 'member') continue;
        for await (const chunk of found.bytes) {
          assert.ok(chunk.length > 0 && !life.signal.aborted, 'no chunk comes after the cancel');
          if (process.platform === 'linux') assert.equal((await leftovers()).length, 2);
          life.abort();
        }
      }
    };
    await assert.rejects(reading(), failure => failure instanceof Fault && failure.code === 'cancelled');
    assert.deepEqual(await leftovers(), []);
  });

  it('by its user, without leftovers', async () => {
    const input = await nested();
    for await (const found of walk(input, { limits: defaultLimits, signal: new AbortController().signal })) {
      assert.equal(found.kind, 'member');
      if (found.kind === 'member') for await (const chunk of found.bytes) if (chunk.length) break;
      break;
    }
    assert.deepEqual(await leftovers(), []);
  });
});
