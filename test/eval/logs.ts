/** Evaluation: logs read as the product reads them, into a home folder that is there as long as the work. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { survey } from '../../src/engine/answers/survey.ts';
import { ingest } from '../../src/engine/read/ingest.ts';
import { resolveInput } from '../../src/engine/read/inputs.ts';
import { defaultLimits } from '../../src/engine/read/limits.ts';
import { Source } from '../../src/engine/store/source.ts';
import type { Corpus } from '../../src/model/corpus.ts';

/** Ingests the logs at `paths` (plain or packed), the first time they are asked for, and gives them to `work`, in that order. */
export type WithLogs = <T>(paths: readonly string[], work: (logs: Corpus[]) => T) => Promise<T>;

/** Gives `work` the logs of the folder `data`. */
export async function readingLogs<T>(data: string, work: (withLogs: WithLogs) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'eval-logs-'));
  try {
    return await work(async (paths, use) => {
      const sources: Source[] = [];
      try {
        for (const path of paths) sources.push(await readLog(home, data, path));
        return use(sources.map(source => source.corpus()));
      } finally {
        for (const source of sources) source.close();
      }
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function readLog(home: string, data: string, path: string): Promise<Source> {
  const { signal } = new AbortController();
  const sourceId = createHash('sha256').update(path).digest('hex').slice(0, 12);
  const inputs = await resolveInput(path, { cwd: data, cacheFolder: home, limits: defaultLimits, signal });
  await ingest({ home, sourceId, title: path, inputs, limits: defaultLimits, survey }, { signal, onProgress: () => undefined });
  const source = Source.open(home, sourceId);
  if (!source) throw new Error(`${path} was not ingested`);
  return source;
}
