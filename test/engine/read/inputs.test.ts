/** The tests of the reader: what a path, a glob, a folder or nonsense resolves to. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../src/base/fault.ts';
import { type Input, resolveInput } from '../../../src/engine/read/inputs.ts';
import { defaultLimits } from '../../../src/engine/read/limits.ts';

describe('resolveInput', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'inputs-test-')));
    await mkdir(join(folder, 'logs/deep'), { recursive: true });
    await writeFile(join(folder, 'logs/b.log'), 'bb\n');
    await writeFile(join(folder, 'logs/a.log'), 'a\n');
    await writeFile(join(folder, 'logs/deep/c.log'), 'ccc\n');
    await writeFile(join(folder, 'logs/odd [1].log'), 'odd\n');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  function resolve(text: string, signal = new AbortController().signal): Promise<Input[]> {
    return resolveInput(text, { cwd: folder, cacheFolder: folder, limits: defaultLimits, signal });
  }

  const isFault = (code: string) => (failure: unknown) => failure instanceof Fault && failure.code === code;

  it('takes a file and a folder, relative or absolute', async () => {
    const [file] = await resolve('logs/a.log');
    assert.deepEqual([file.kind, file.path, file.title, file.bytes], ['file', join(folder, 'logs/a.log'), 'a.log', 2]);
    const [whole] = await resolve(join(folder, 'logs'));
    assert.deepEqual([whole.kind, whole.title, whole.bytes], ['folder', 'logs', 13]);
  });

  it('takes a glob, in the order of the names', async () => {
    assert.deepEqual(
      (await resolve('logs/**/*.log')).map(input => input.title),
      ['a.log', 'b.log', 'c.log', 'odd [1].log'],
    );
    assert.deepEqual(
      (await resolve(join(folder, 'logs/{b,a}.log'))).map(input => input.title),
      ['a.log', 'b.log'],
    );
  });

  it('reads what it can of a glob, and says what it cannot', async () => {
    execFileSync('mkfifo', [join(folder, 'logs/pipe.log')]);
    const inputs = await resolve('logs/*.log');
    assert.deepEqual(
      inputs.map(input => input.title),
      ['a.log', 'b.log', 'odd [1].log'],
    );
    assert.match(inputs[0].gap?.words ?? '', /pipe\.log cannot be read: it is neither a file nor a folder\.$/);
    await assert.rejects(resolve('logs/pipe*'), isFault('input_unreadable'));
  });

  it('takes nothing twice: a folder stands for all that is in it', async () => {
    assert.deepEqual(
      (await resolve('logs/**')).map(input => input.title),
      ['logs'],
    );
  });

  it('takes a name with the letters of a glob for the name first', async () => {
    assert.deepEqual(
      (await resolve('logs/odd [1].log')).map(input => input.title),
      ['odd [1].log'],
    );
  });

  it('says what is missing', async () => {
    for (const text of ['nothing.log', 'no/*.log', 'logs/a.log/below', 'a\0b', 'x'.repeat(5000)]) {
      await assert.rejects(resolve(text), isFault('input_missing'), text.slice(0, 20));
    }
  });

  it('refuses what is neither file nor folder, without opening it', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await assert.rejects(resolve('pipe'), isFault('input_unreadable'));
  });

  it('resolves a link that is pointed at, and keeps its name', async function () {
    if (process.platform === 'win32') this.skip();
    await symlink(join(folder, 'logs'), join(folder, 'latest'));
    const [input] = await resolve('latest');
    assert.deepEqual([input.path, input.title], [join(folder, 'logs'), 'latest']);
  });

  it('changes the fingerprint with size, time or name of any file, and with nothing else', async () => {
    const print = async (): Promise<string> => (await resolve('logs'))[0].fingerprint;
    const first = await print();
    assert.match(first, /^[0-9a-f]{64}$/);
    assert.equal(await print(), first);
    await utimes(join(folder, 'logs/deep/c.log'), 1000, 1000);
    const touched = await print();
    assert.notEqual(touched, first);
    await writeFile(join(folder, 'logs/deep/d.log'), '');
    assert.notEqual(await print(), touched);
    await rm(join(folder, 'logs/deep/d.log'));
    assert.equal(await print(), touched);
  });

  it('hears the cancel', async () => {
    await assert.rejects(resolve('logs', AbortSignal.abort()), isFault('cancelled'));
  });
});
