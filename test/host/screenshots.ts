/** Test host: `npm run screenshots` takes README's pictures from the running extension: the sample run in the real workbench. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { prepareHome } from './prepared-home.ts';
import { root } from './setup.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const folder = join(root, 'media/screenshots');

/** Each tab of the panel, and what has to be seen before the picture is taken. */
const tabs = [
  { tab: 'Report', seen: 'What to do', file: 'report.png' },
  { tab: 'Logs', seen: 'message', file: 'logs.png' },
  { tab: 'Timeline', seen: 'nemeses', file: 'timeline.png' },
  { tab: 'Patterns', seen: 'New', file: 'patterns.png' },
];

async function take(workbench: Workbench, title: string): Promise<void> {
  const { page } = workbench;
  await page.setViewportSize({ width: 1440, height: 860 });
  await workbench.theme('dark');
  await workbench.openContainer('Investigator');
  // The panel comes to the front by itself; a palette that is open then would be closed by it.
  await workbench.row(title).click();
  for (const { tab, seen, file } of tabs) {
    const inside = workbench.webview();
    await inside.getByRole('tab', { name: tab }).click();
    await inside.getByText(seen).locator('visible=true').first().waitFor();
    await page.mouse.move(0, 0);
    await settled(workbench);
    await page.screenshot({ path: join(folder, file) });
    console.log(`${file} ${(statSync(join(folder, file)).size / 1000).toFixed(0)} kB`);
  }
}

/** Two pictures alike: nothing moves any more. */
async function settled({ page }: Workbench): Promise<void> {
  for (let before = await page.screenshot(); ; ) {
    await page.waitForTimeout(500);
    const now = await page.screenshot();
    if (now.equals(before)) return;
    before = now;
  }
}

mkdirSync(folder, { recursive: true });
const prepared = await prepareHome();
const workbench = await openWorkbench({ home: prepared.home, folder: join(root, 'media/sample/source') });
try {
  await take(workbench, prepared.report.run.title);
} finally {
  await workbench.close();
  prepared.forget();
}
