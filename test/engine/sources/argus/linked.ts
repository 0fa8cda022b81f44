/** The sources, Argus, tests: a workshop whose one connection is the stand-in, and what is asked through it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallLife, openWorkshop, type Workshop } from '../../../../src/engine/workshop.ts';
import { Connection, type Secret } from '../../../../src/model/connection.ts';
import { provided } from '../../../../src/tools/provide.ts';
import { type ArgusOptions, type ArgusStandIn, openArgus } from '../../../stand-in/argus.ts';
import { addSampleRun } from '../../../stand-in/sample-run.ts';
import { direct } from '../loopback.ts';

export const SAMPLE_FOLDER = join(import.meta.dirname, '../../../../media/sample');
export const TOKEN = 'argus-token-4711';

export interface ArgusDesk {
  readonly argus: ArgusStandIn;
  readonly sample: Awaited<ReturnType<typeof addSampleRun>>;
  readonly shop: Workshop;
  readonly folder: string;
  readonly life: CallLife;
  close(): Promise<void>;
}

export async function openDesk(options: Partial<ArgusOptions> & { watch?: string[]; secret?: Secret } = {}): Promise<ArgusDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'argus-'));
  const argus = await openArgus({ token: TOKEN, ...options });
  const sample = await addSampleRun(argus, SAMPLE_FOLDER);
  const connection = Connection.parse({ system: 'argus', url: argus.url, watch: options.watch ?? [] });
  const secret = options.secret ?? { token: TOKEN, ...(options.access && { access: options.access }) };
  const door = provided({ connections: async () => [connection], secret: async () => secret, network: async () => direct });
  const shop = openWorkshop({ home: join(folder, 'home'), cwd: folder, version: 'test' }, door as never);
  return {
    argus,
    sample,
    shop,
    folder,
    life: { signal: new AbortController().signal, onProgress: () => undefined },
    close: async () => {
      shop.notebook().close();
      await argus.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
