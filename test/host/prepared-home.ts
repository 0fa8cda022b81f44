/** Test host: a home in which the sample was investigated already, for suites that begin where reading has ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../src/engine/start.ts';
import type { Report } from '../../src/model/report.ts';
import { root } from './setup.ts';

export const sample = (name: 'failed' | 'passed'): string => join(root, 'media/sample', name);

export interface PreparedHome {
  readonly home: string;
  readonly report: Report;
  forget(): void;
}

export async function prepareHome(): Promise<PreparedHome> {
  const home = mkdtempSync(join(tmpdir(), 'prepared-home-'));
  const engine = startEngine({ home, cwd: root, version: 'test' });
  try {
    const report = await engine.investigate_run({ inputs: [sample('failed')], against: [sample('passed')] });
    return { home, report, forget: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }) };
  } finally {
    await engine.end();
  }
}
