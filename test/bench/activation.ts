/** Benchmark: `npm run bench:activation`: what the extension costs the editor to wake, as VS Code's own page of running extensions states it; five new windows. */
import { prepareHome } from '../host/prepared-home.ts';
import { openWorkbench } from '../host/workbench.ts';

const ROUNDS = 5;

/** Milliseconds of loading its code and of `activate`, in a server and window of their own. */
async function measure(home: string): Promise<number> {
  const workbench = await openWorkbench({ home });
  try {
    await workbench.openContainer('Investigator');
    await workbench.run('Developer: Show Running Extensions');
    const row = workbench.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'test-run-investigator' });
    const words = await row.locator('.activation-time').textContent();
    const found = /(\d+)\s*ms/.exec(words ?? '');
    if (!found) throw new Error(`the page of running extensions says: ${words}`);
    return Number(found[1]);
  } finally {
    await workbench.close();
  }
}

const prepared = await prepareHome();
try {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round++) taken.push(await measure(prepared.home));
  taken.sort((a, b) => a - b);
  process.stdout.write(`activation: median ${taken[ROUNDS >> 1]} ms (${taken.join(', ')})\n`);
} finally {
  prepared.forget();
}
