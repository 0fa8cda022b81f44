/** Tests: a process that ingests one file (home, source id, path) and says when it begins and how long it took; made to be killed. */
import { survey } from '../../../src/engine/answers/survey.ts';
import { ingest } from '../../../src/engine/read/ingest.ts';
import { resolveInput } from '../../../src/engine/read/inputs.ts';
import { defaultLimits } from '../../../src/engine/read/limits.ts';

const [home, sourceId, path] = process.argv.slice(2);
const { signal } = new AbortController();
const inputs = await resolveInput(path, { cwd: home, cacheFolder: home, limits: defaultLimits, signal });
process.send?.('begun');
const begun = performance.now();
await ingest({ home, sourceId, title: 'child', inputs, limits: defaultLimits, survey }, { signal, onProgress: () => undefined });
process.send?.(performance.now() - begun);
