/** The editor: one wish put to the engine: read what passes, investigate what failed. */
import type { Door } from '../door.ts';
import type { Read } from './queue.ts';

export function readerOf(door: Door): Read {
  return async (wish, life) => {
    const inputs = [...wish.inputs];
    const runId = wish.passing
      ? (await door.engine.ingest_logs({ inputs, outcome: 'passed' }, life)).run_id
      : (await door.engine.investigate_run({ inputs, against: [...(wish.against ?? [])], mode: await modeOf(door) }, life)).run
          .run_id;
    door.changed();
    return runId;
  };
}

async function modeOf(door: Door): Promise<'hybrid' | 'fast'> {
  return (await door.settings())['investigation.mode'];
}
