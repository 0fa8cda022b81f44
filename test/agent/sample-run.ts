/** The investigator, tests: the sample run, investigated by the real engine in a home of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Inquiry, investigate } from '../../src/agent/investigate.ts';
import type { Model } from '../../src/agent/model.ts';
import { type RunningEngine, startEngine } from '../../src/engine/start.ts';
import { Findings } from '../../src/model/findings.ts';

const sample = fileURLToPath(new URL('../../media/sample/', import.meta.url));

export interface SampleRun {
  readonly engine: RunningEngine;
  readonly run_id: string;
  ask(model: Model, own?: Partial<Inquiry>): Promise<Findings>;
  end(): Promise<void>;
}

export async function sampleRun(): Promise<SampleRun> {
  const home = mkdtempSync(join(tmpdir(), 'agent-sample-'));
  const engine = startEngine({ home, cwd: sample, version: '0.0.0', inline: true });
  const report = await engine.investigate_run({ inputs: ['failed'], against: ['passed'], job: 'sample' });
  const { run_id } = report.run;
  return {
    engine,
    run_id,
    ask: async (model, own = {}) => {
      let ticks = 0;
      const inquiry: Inquiry = {
        engine,
        model,
        run_id,
        question: null,
        signal: new AbortController().signal,
        findings_id: 'findings-1',
        clock: () => Date.UTC(2026, 5, 1) + 100 * ticks++,
        ...own,
      };
      return Findings.parse(await investigate(inquiry));
    },
    end: async () => {
      await engine.end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
