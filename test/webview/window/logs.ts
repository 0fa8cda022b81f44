/** Test window: what a person sees and does in the log table. */
import type { Page } from 'playwright-core';

export interface SeenRow {
  readonly row: number;
  readonly time: string;
  readonly level: string;
  readonly member: string;
  readonly message: string;
  readonly selected: boolean;
  readonly marks: string;
}

/** The rows that are drawn, without the head. */
export function rowsOf(page: Page): Promise<SeenRow[]> {
  return page.locator('.log-grid [data-row]').evaluateAll(rows =>
    rows.map(row => {
      const cell = (name: string) => row.querySelector(`.log-${name}`)?.textContent ?? '';
      return {
        row: Number(row.getAttribute('data-row')),
        time: cell('time'),
        level: cell('level'),
        member: cell('member'),
        message: cell('text') || cell('message'),
        selected: row.getAttribute('aria-selected') === 'true',
        marks: cell('mark'),
      };
    }),
  );
}

/** Waits until the rows belong to the filter and all in sight are there. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.log-grid[aria-busy=false]:not(:has(.log-number)):not(:has(.log-row.absent))').waitFor();
}

/** Waits for what cannot be named by an element. */
export async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await is())) {
    if (Date.now() > end) throw new Error('it never came');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

export async function rowCount(page: Page): Promise<number> {
  return Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
}

/** Types a filter and waits for its lines. */
export async function filterBy(page: Page, query: string): Promise<void> {
  const fitting = page.locator('.log-fitting');
  const before = await fitting.textContent();
  await page.getByRole('textbox', { name: 'Filter' }).fill(query);
  await until(async () => (await fitting.textContent()) !== before);
  await settled(page);
}

/** Waits until the table has this many lines, or fewer than it had. */
export async function countIs(page: Page, wanted: { is: number } | { below: number }): Promise<void> {
  await until(async () => {
    const count = await rowCount(page);
    return 'is' in wanted ? count === wanted.is : count < wanted.below;
  });
  await settled(page);
}

/** Waits until the selected line is this one. */
export async function selectedIs(page: Page, place: string): Promise<void> {
  await page.locator(`.log-detail-place[title="${place}"]`).waitFor();
  await page.locator('.log-row.selected').waitFor();
}

/** What is kept of the log table's arrangement. */
export function arrangementOf(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate("JSON.parse(Object.values(sessionStorage)[0] ?? '{}').logs");
}
