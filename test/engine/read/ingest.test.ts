/** Tests: ingestion from files: bytes come back as they were, odd files are told as gaps, failures are faults. */
import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { survey } from '../../../src/engine/answers/survey.ts';
import { type IngestProgress, ingest } from '../../../src/engine/read/ingest.ts';
import { type Input, resolveInput } from '../../../src/engine/read/inputs.ts';
import { defaultLimits } from '../../../src/engine/read/limits.ts';
import { indexFile, indexFolder, lockFile, makingFolder } from '../../../src/engine/store/home.ts';
import { tryLock } from '../../../src/engine/store/lock.ts';
import { storeFault } from '../../../src/engine/store/open.ts';
import { Source } from '../../../src/engine/store/source.ts';
import { makeSource, temporaryHome } from '../store/small-source.ts';

const { signal } = new AbortController();
const quiet = { signal, onProgress: () => undefined };

describe('ingestion', () => {
  const { home, end } = temporaryHome();
  after(end);

  async function inputsOf(name: string, content: string | Uint8Array): Promise<Input[]> {
    writeFileSync(join(home, name), content);
    return resolveInput(join(home, name), { cwd: home, cacheFolder: home, limits: defaultLimits, signal });
  }

  async function ingested(sourceId: string, content: string | Uint8Array): Promise<Source> {
    const inputs = await inputsOf(`${sourceId}.log`, content);
    await ingest({ home, sourceId, title: sourceId, inputs, limits: defaultLimits, survey }, quiet);
    return Source.open(home, sourceId) as Source;
  }

  it('gives back any bytes exactly', async () => {
    const unit = fc.oneof(fc.constantFrom(10, 10, 13, 0, 0x20, 0x61, 0xff, 0xc3), fc.nat(255));
    const bytes = fc
      .array(unit, { minLength: 1, maxLength: 400 })
      .map(units => Buffer.concat([Buffer.from('begins as plain text\n'), Buffer.from(units)]));
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(20), fc.nat(20), async (content, from, size) => {
        const source = await makeSource(home, `bytes${nth++}`, { 'a.log': content });
        const lines = content
          .toString('latin1')
          .split(/(?<=\n)/)
          .filter(line => line !== '');
        equal(source.lines, lines.length);
        equal(Buffer.compare(source.rawBytes(0, 1, lines.length), content), 0);
        const some = Buffer.from(source.rawBytes(0, from + 1, from + 1 + size)).toString('latin1');
        equal(some, lines.slice(from, from + 1 + size).join(''));
        const texts = lines.map(line => Buffer.from(line.replace(/\r?\n$/, ''), 'latin1').toString());
        deepEqual(
          [...source.rows(0, 1, lines.length)].map(row => row.text),
          texts,
        );
        source.close();
      }),
      { numRuns: 40 },
    );
  });

  it('reads UTF-16, with and without a mark, and says so', async () => {
    const text = '2026-05-01T00:00:00Z INFO grüße, 世界\r\nsecond line of text\r\n';
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const [name, content] of Object.entries({
      marked: little,
      big: Buffer.from(little).swap16(),
      bare: little.subarray(2),
    })) {
      const source = await makeSource(home, name, { 'a.log': content });
      deepEqual(
        [...source.rows(0, 1, 9)].map(row => row.text),
        text.trimEnd().split('\r\n'),
      );
      deepEqual(
        source.gaps.map(gap => gap.kind),
        ['encoding'],
      );
      source.close();
    }
  });

  it('takes one line, a file of CRs, a UTF-8 mark and an empty file', async () => {
    const source = await makeSource(home, 'odd', {
      'one.log': 'a single line',
      'cr.log': 'first\rsecond\r',
      'mark.log': '\ufeffmarked\n',
      'empty.log': '',
    });
    deepEqual(
      source.members.map(member => [member.path, member.lines]),
      [
        ['one.log', 1],
        ['cr.log', 2],
        ['mark.log', 1],
      ],
    );
    deepEqual(
      [...source.rows(1, 1, 2)].map(row => row.text),
      ['first', 'second'],
    );
    equal([...source.rows(2, 1, 1)][0].text, 'marked');
    deepEqual(source.gaps, [{ kind: 'empty', member: 'empty.log', words: 'The file is empty.' }]);
    source.close();
  });

  it('keeps the beginning of a line of 40 MB in bounded memory', async () => {
    const chunk = Buffer.alloc(1 << 20, 'x');
    const before = process.memoryUsage().rss;
    const source = await makeSource(home, 'huge', {
      'a.log': [Buffer.from('first\n'), ...new Array<Buffer>(40).fill(chunk), Buffer.from('\nlast\n')],
    });
    ok(process.memoryUsage().rss - before < 30 * 1024 * 1024);
    deepEqual(
      [...source.rows(0, 1, 3)].map(row => row.text.length),
      [5, 1 << 18, 4],
    );
    deepEqual(
      source.gaps.map(gap => [gap.kind, gap.line]),
      [['long_line', 2]],
    );
    source.close();
  });

  it('keeps stamps that run backwards in the order of the file', async () => {
    const text = [5, 3, 9, 1].map(second => `2026-05-01T00:00:0${second}Z INFO at ${second}\n`).join('');
    const source = await makeSource(home, 'backwards', { 'a.log': text });
    const rows = [...source.rows(0, 1, 4)];
    deepEqual(
      rows.map(row => row.line),
      [1, 2, 3, 4],
    );
    deepEqual(
      rows.map(row => ((row.at ?? 0) / 1000) % 60),
      [5, 3, 9, 1],
    );
    equal(source.firstAt, rows[3].at);
    source.close();
  });

  it('is done once and found again', async () => {
    const source = await ingested('again', 'INFO some line\nERROR another\n');
    const { mtimeMs } = statSync(indexFile(home, 'again'));
    const inputs = await inputsOf('again.log', 'INFO some line\nERROR another\n');
    await ingest({ home, sourceId: 'again', title: 'again', inputs, limits: defaultLimits, survey }, quiet);
    equal(statSync(indexFile(home, 'again')).mtimeMs, mtimeMs);
    deepEqual(
      source.templates.map(one => one.firstLine),
      [1, 2],
    );
    source.close();
  });

  it('waits for whoever has the lock, hears a cancel meanwhile, and shows how far the other is', async () => {
    const lock = tryLock(home, 'locked')!;
    equal(tryLock(home, 'locked'), null);
    const inputs = await inputsOf('locked.log', 'a line\n');
    const life = new AbortController();
    const seen: IngestProgress[] = [];
    const progress = { lines: 7, bytes: 70, packed: 7, total: 9, member: 'a.log' };
    lock.note(JSON.stringify(progress));
    const onProgress = (one: IngestProgress) => {
      seen.push(one);
      life.abort();
    };
    const asked = ingest(
      { home, sourceId: 'locked', title: 'x', inputs, limits: defaultLimits, survey },
      { signal: life.signal, onProgress },
    );
    await rejects(asked, { code: 'cancelled' });
    deepEqual(seen[0], progress);
    const waiting = ingest({ home, sourceId: 'locked', title: 'x', inputs, limits: defaultLimits, survey }, quiet);
    lock.release();
    await waiting;
    Source.open(home, 'locked')?.close();
  });

  it('takes over the lock of a dead process', async () => {
    const dead = { machine: 'x', pid: 999_999_999, thread: 'x' };
    const lock = tryLock(home, 'stale')!;
    const path = lockFile(home, 'stale');
    const owner = JSON.parse(readFileSync(path, 'utf8').split('\n')[0]) as typeof dead;
    lock.release();
    writeFileSync(path, `${JSON.stringify({ ...owner, pid: dead.pid, thread: 'x' })}\n`);
    tryLock(home, 'stale')!.release();
  });

  it('hears a cancel while the source is surveyed', async () => {
    const inputs = await inputsOf('surveyed.log', 'some line\n');
    const life = new AbortController();
    const endless: typeof survey = async (_, pause) => {
      life.abort();
      for (;;) await pause();
    };
    const asked = ingest(
      { home, sourceId: 'surveyed', title: 'x', inputs, limits: defaultLimits, survey: endless },
      { signal: life.signal, onProgress: () => undefined },
    );
    await rejects(asked, { code: 'cancelled' });
    deepEqual(
      [...readdirSync(indexFolder(home)), ...readdirSync(makingFolder(home))].filter(name => /surveyed|part$/.test(name)),
      [],
    );
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const inputs = await inputsOf('cancel.log', 'some line\n'.repeat(100_000));
    const life = new AbortController();
    const onProgress = () => life.abort();
    const asked = ingest(
      { home, sourceId: 'cancelled', title: 'x', inputs, limits: defaultLimits, survey },
      { signal: life.signal, onProgress },
    );
    await rejects(asked, { code: 'cancelled' });
    deepEqual(
      [...readdirSync(indexFolder(home)), ...readdirSync(makingFolder(home))].filter(name => /cancelled|part$/.test(name)),
      [],
    );
  });

  it('makes a damaged index anew', async () => {
    (await ingested('damaged', 'INFO some line\n'.repeat(2000))).close();
    const inputs = await inputsOf('damaged.log', 'INFO some line\n'.repeat(2000));
    for (const harm of [
      (path: string) => truncateSync(path, 5000),
      (path: string) => writeFileSync(path, 'not a database'),
      (path: string) => truncateSync(path, 0),
    ]) {
      harm(indexFile(home, 'damaged'));
      await ingest({ home, sourceId: 'damaged', title: 'x', inputs, limits: defaultLimits, survey }, quiet);
      const source = Source.open(home, 'damaged') as Source;
      equal(source.lines, 2000);
      source.close();
    }
  });

  it('says that a home cannot be written', async () => {
    const inputs = await inputsOf('home.log', 'a line\n');
    const file = join(home, 'a-file');
    writeFileSync(file, '');
    await rejects(ingest({ home: join(file, 'home'), sourceId: 'x', title: 'x', inputs, limits: defaultLimits, survey }, quiet), {
      code: 'home_unwritable',
    });
    mkdirSync(join(indexFolder(home), 'folder.db'));
    await rejects(ingest({ home, sourceId: 'folder', title: 'x', inputs, limits: defaultLimits, survey }, quiet), {
      code: 'home_unwritable',
    });
  });

  it('tells a full disk, a damaged file and a bug apart', () => {
    const failure = (code: string) => storeFault(Object.assign(new Error('it failed'), { code }), { home: '/h', source: 's' });
    const codeOf = (one: unknown) => (one as { code: string }).code;
    deepEqual(['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].map(failure).map(codeOf), ['disk_full', 'disk_full', 'disk_full']);
    deepEqual(['SQLITE_READONLY_DIRECTORY', 'EROFS', 'EACCES'].map(failure).map(codeOf), [
      'home_unwritable',
      'home_unwritable',
      'home_unwritable',
    ]);
    deepEqual(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'ZSTD_error_corruption_detected'].map(failure).map(codeOf), [
      'index_damaged',
      'index_damaged',
      'index_damaged',
    ]);
    const bug = new TypeError('x is not a function');
    equal(storeFault(bug, { home: '/h', source: 's' }), bug);
  });
});
