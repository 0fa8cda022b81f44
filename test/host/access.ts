/** Test host: what axe-core says of the webview in front: what keeps somebody from using it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Workbench } from './workbench.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One line for each rule that is broken seriously, with the elements that break it. */
export async function faultsOfAccess(workbench: Workbench): Promise<string[]> {
  const frame = await workbench.webviewFrame();
  await frame.evaluate(AXE);
  const { violations, passes } = await frame.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  if (passes.length < 5) throw new Error('axe-core found hardly anything to judge; is the webview drawn?');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map(node => `  ${node.html.slice(0, 200)}\n    ${node.failureSummary}`).join('\n')}`,
    );
}
