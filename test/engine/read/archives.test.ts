/** The tests of the reader: whatever is packed comes out byte for byte, and whatever is spoiled ends in gaps, never in a crash or a hang. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { defaultLimits } from '../../../src/engine/read/limits.ts';
import { type Found, walk } from '../../../src/engine/read/walk.ts';
import { BZIP2, logText, THREE_LINES, tar, XZ, zip } from './archives.ts';

/** Runs of each property; more by hand with FUZZ_RUNS=20000. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 80);

const halves = (bytes: Buffer, packing: (half: Buffer) => Buffer): Buffer => {
  const middle = bytes.length >> 1;
  return Buffer.concat([packing(bytes.subarray(0, middle)), packing(bytes.subarray(middle))]);
};

const layers = {
  gzip: async (bytes: Buffer) => gzipSync(bytes),
  zstd: async (bytes: Buffer) => zstdCompressSync(bytes),
  'two gzip members': async (bytes: Buffer) => halves(bytes, half => gzipSync(half)),
  'two zstd frames': async (bytes: Buffer) => halves(bytes, half => zstdCompressSync(half)),
  'zstd behind a skippable frame': async (bytes: Buffer) =>
    Buffer.concat([Buffer.from('\x50\x2a\x4d\x18\x03\0\0\0abc', 'latin1'), zstdCompressSync(bytes)]),
  tar: (bytes: Buffer) =>
    tar([
      { name: 'before', bytes: Buffer.from('-') },
      { name: 'in', bytes },
    ]),
  zip: async (bytes: Buffer) =>
    zip([
      { name: 'in', bytes },
      { name: 'after', bytes: Buffer.from('-') },
    ]),
};

describe('archives', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'archives-test-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  async function read(bytes: Buffer, use: (found: Found) => Promise<void>): Promise<void> {
    const path = join(folder, 'input');
    await writeFile(path, bytes);
    const input = { kind: 'file' as const, path, title: 'input', bytes: bytes.length, fingerprint: '' };
    const limits = { ...defaultLimits, depth: 20, totalBytes: 50_000_000 };
    for await (const found of walk(input, { limits, signal: new AbortController().signal })) await use(found);
  }

  it('give back any text from any nesting, byte for byte', async () => {
    const nesting = fc.array(fc.constantFrom(...(Object.keys(layers) as (keyof typeof layers)[])), { maxLength: 6 });
    const text = fc
      .tuple(fc.string({ minLength: 2, maxLength: 200 }), fc.integer({ min: 1, max: 3000 }))
      .map(([line, n]) => `${line}\n`.repeat(n));
    await fc.assert(
      fc.asyncProperty(text, nesting, async (content, packings) => {
        const bytes = Buffer.from(`log: ${content}`);
        let packed: Buffer = bytes;
        for (const packing of packings) packed = await layers[packing](packed);
        const seen: Buffer[] = [];
        await read(packed, async found => {
          assert.equal(found.kind, 'member', JSON.stringify(found));
          if (found.kind !== 'member') return;
          const chunks: Uint8Array[] = [];
          for await (const chunk of found.bytes) chunks.push(chunk);
          seen.push(Buffer.concat(chunks));
        });
        assert.ok(seen.some(one => one.equals(bytes)));
      }),
      { numRuns: RUNS },
    );
  });

  it('that are cut or spoiled anywhere end in gaps', async () => {
    const text = logText(3000);
    const plain = await tar([
      { name: 'a.log', bytes: text },
      { name: 'b.log.bz2', bytes: BZIP2 },
      { name: 'c.log', bytes: text },
    ]);
    const nested = zip([
      { name: 'in.tar.gz', bytes: gzipSync(plain) },
      { name: 'x.xz', bytes: XZ },
      { name: 'a.log', bytes: text },
    ]);
    const archives = [
      plain,
      nested,
      gzipSync(plain),
      zstdCompressSync(plain),
      XZ,
      BZIP2,
      gzipSync(nested),
      zip([{ name: 'in.zip', bytes: nested }]),
    ];
    const spoiled = fc.record({
      archive: fc.integer({ min: 0, max: archives.length - 1 }),
      cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 255 })), { maxLength: 6 }),
      atEdges: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(spoiled, async ({ archive, cut, flips, atEdges }) => {
        const bytes = Buffer.from(archives[archive]);
        // Headers and directories stand at the edges; most of the rest is compressed text.
        const reach = atEdges ? Math.min(bytes.length, 120) : bytes.length;
        for (const [where, mask] of flips) {
          const at = Math.floor(where * (reach - 1));
          bytes[atEdges && mask & 1 ? bytes.length - 1 - at : at] ^= mask;
        }
        await read(bytes.subarray(0, cut === null ? bytes.length : Math.floor(cut * bytes.length)), async found => {
          if (found.kind === 'gap') return assert.ok(found.gap.words.length > 10);
          let size = 0;
          for await (const chunk of found.bytes) size += chunk.length;
          assert.ok(size < 50_000_000);
        });
      }),
      { numRuns: RUNS * 2 },
    );
  });

  it('that are cut yield what stands before the cut, and say that they are torn', async () => {
    const packings = [gzipSync, zstdCompressSync, () => BZIP2, () => XZ];
    const cuts = fc.tuple(
      fc.integer({ min: 0, max: packings.length - 1 }),
      fc.double({ min: 0.3, max: 1, maxExcluded: true, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(cuts, async ([which, cut]) => {
        const whole = packings[which](THREE_LINES);
        const kinds: string[] = [];
        await read(whole.subarray(0, Math.max(14, Math.floor(cut * whole.length))), async found => {
          if (found.kind === 'gap') return void kinds.push(found.gap.kind);
          const chunks: Uint8Array[] = [];
          for await (const chunk of found.bytes) chunks.push(chunk);
          assert.ok(THREE_LINES.subarray(0, Buffer.concat(chunks).length).equals(Buffer.concat(chunks)));
        });
        assert.deepEqual(kinds, ['torn']);
      }),
      { numRuns: RUNS },
    );
  });
});
