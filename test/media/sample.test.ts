/** Sample: the committed runs are what the maker makes, small enough, and true to their answer key and source tree. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { makeSample } from '../../media/sample/make.ts';
import { references } from '../../media/sample/making/statements.ts';

const committed = fileURLToPath(new URL('../../media/sample/', import.meta.url));

interface AnswerLine {
  member: string;
  line: number;
  text: string;
}

async function untar(bytes: Buffer, prefix: string, into: Map<string, Buffer>): Promise<void> {
  const tar = extract();
  tar.end(bytes);
  for await (const entry of tar) {
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    const name = `${prefix}!/${entry.header.name}`;
    const content = Buffer.concat(parts);
    if (name.endsWith('.tar.gz')) await untar(gunzipSync(content), name, into);
    else into.set(name, content);
  }
}

/** Every file inside the archives of a run, by its nested path. */
async function unpack(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const archive of readdirSync(folder).sort())
    await untar(zstdDecompressSync(readFileSync(join(folder, archive))), archive, files);
  return files;
}

function lines(files: ReadonlyMap<string, Buffer>): number {
  let count = 0;
  for (const content of files.values()) for (const byte of content) if (byte === 10) count++;
  return count;
}

describe('media/sample', () => {
  let fresh: string;
  let failed: Map<string, Buffer>;
  let passed: Map<string, Buffer>;

  before(async () => {
    fresh = mkdtempSync(join(tmpdir(), 'sample-'));
    // The level of compression does not matter for what is inside; level 1 is fast.
    await makeSample(fresh, 1);
    failed = await unpack(join(committed, 'failed'));
    passed = await unpack(join(committed, 'passed'));
  });

  after(() => rmSync(fresh, { recursive: true }));

  it('is what the maker makes, byte for byte', async () => {
    for (const [name, files] of [
      ['failed', failed],
      ['passed', passed],
    ] as const) {
      const made = await unpack(join(fresh, name));
      assert.deepEqual([...made.keys()], [...files.keys()]);
      for (const [path, content] of made) assert.ok(content.equals(files.get(path)!), path);
    }
    assert.equal(readFileSync(join(fresh, 'answer.json'), 'utf8'), readFileSync(join(committed, 'answer.json'), 'utf8'));
  });

  it('stays below 3 MB packed and has about 50,000 lines a run', () => {
    let packed = 0;
    for (const name of ['failed', 'passed']) {
      for (const archive of readdirSync(join(committed, name))) packed += statSync(join(committed, name, archive)).size;
    }
    assert.ok(packed < 3_000_000, `${packed} bytes`);
    for (const files of [failed, passed]) assert.ok(lines(files) > 42_000 && lines(files) < 60_000, `${lines(files)} lines`);
  });

  it('has its answers where the key says', () => {
    const key = JSON.parse(readFileSync(join(committed, 'answer.json'), 'utf8')) as Record<string, AnswerLine & AnswerLine[]>;
    const answers = [key.cause, key.trigger, ...key.precursors, ...key.also];
    assert.ok(answers.length > 20);
    for (const answer of answers) {
      const text = failed.get(answer.member)?.toString('utf8').split('\n')[answer.line - 1];
      assert.equal(text, answer.text);
    }
    const cause = /Out of memory: Killed process/;
    for (const content of passed.values()) assert.doesNotMatch(content.toString('utf8'), cause);
  });

  it('names lines of the source tree that hold the statements', () => {
    assert.ok(references.size > 120, `${references.size} references`);
    for (const { file, line, needle } of references.values()) {
      assert.ok(
        readFileSync(join(committed, 'source', file), 'utf8')
          .split('\n')
          [line - 1].includes(needle),
        `${file}:${line}`,
      );
    }
  });

  it('prints those lines in frames and prefixes', () => {
    const seen = new Set<string>();
    const known = new Set([...references.values()].map(one => `${one.file.slice(one.file.lastIndexOf('/') + 1)}:${one.line}`));
    const texts = [...failed, ...passed]
      .filter(([path]) => /sct\.log|error\.log|raw_events|messages|output/.test(path))
      .map(([, content]) => content.toString('utf8'));
    for (const text of texts) {
      for (const [, file, line] of text.matchAll(/ f:(\S+) +l:(\d+) /g)) seen.add(`${file}:${line}`);
      for (const [, file, line] of text.matchAll(/\/(\w+\.(?:py|cc))\\?"?(?:, line |:)(\d+)/g)) seen.add(`${file}:${line}`);
      for (const [, file, line] of text.matchAll(/\b(\w+\.(?:java|go|rs|ts)):(\d+)/g)) seen.add(`${file}:${line}`);
    }
    assert.ok(seen.size > 60, `${seen.size} places`);
    for (const place of seen) assert.ok(known.has(place), `${place} is not in the source tree`);
  });
});
