/** The log table asked for a line from outside while a filter hides it, whatever the order in which the engine's answers arrive. */
import assert from 'node:assert/strict';
import type { Page, Request } from 'playwright-core';
import { formatPlace } from '../../../src/model/place.ts';
import { Dice } from '../../bench/load.ts';
import { rowCount, rowsOf, selectedIs, settled, until } from './logs.ts';
import { openWindow, type Served, serveSample } from './open.ts';

const ROUNDS = 15;
/** Each hides the lines below: by level, by file, by words, by fitting nothing at all, by the lines behind a record's first. */
const HIDING = ['level:debug', 'member:*sct.log compaction', 'no-such-word-anywhere', 'record:more', '/^\\d+$/'];
const SOUGHT = ['Killed process 6550', 'Started - Disruption', 'Memory pressure', 'junit.xml', 'Failure detector'];

describe('log table: asked for a line that a filter hides', () => {
  let served: Served;
  let page: Page;
  let problems: string[];
  let places: string[];
  let count: number;
  const underWay = new Set<Request>();

  before(async function () {
    this.timeout(120_000);
    served = await serveSample();
    const ask = (query: string) => served.engine.search_logs({ run_id: served.run_id, query, offset: 0, limit: 1 });
    const found = await Promise.all(SOUGHT.map(ask));
    places = found.flatMap(({ lines }) => lines.map(line => formatPlace(line.place)));
    assert.ok(places.length >= 4, places.join('\n'));
    count = (await ask('record:first')).coverage.matched;
  });

  beforeEach(async () => {
    underWay.clear();
    ({ page, problems } = await openWindow(served, { tab: 'logs' }));
    const isSearch = (request: Request) => request.postData()?.includes('"search_logs"') ?? false;
    page.on('request', request => void (isSearch(request) && underWay.add(request)));
    page.on('requestfinished', request => void underWay.delete(request));
    page.on('requestfailed', request => void underWay.delete(request));
    const dice = new Dice(7);
    // Answers overtake one another, so that a former question's may come after a newer one's and before.
    await page.route('**/*', async route => {
      if (isSearch(route.request())) await new Promise(resolve => setTimeout(resolve, dice.roll(4) * 15));
      await route.continue();
    });
    await settled(page);
  });

  afterEach(async () => {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  const field = () => page.getByRole('textbox', { name: 'Filter' });
  const title = (text: string) => page.locator('.log-fitting', { hasText: text });

  /** Nothing more is under way, and still the line is selected, in sight, among all. */
  async function assertShown(place: string): Promise<void> {
    await selectedIs(page, place);
    await settled(page);
    await until(() => underWay.size === 0);
    await settled(page);
    await selectedIs(page, place);
    assert.equal(await field().inputValue(), '');
    assert.equal(await rowCount(page), count);
    assert.equal((await rowsOf(page)).filter(row => row.selected).length, 1);
  }

  it('comes to it from the report, round after round', async function () {
    this.timeout(120_000);
    for (let round = 0; round < ROUNDS; round++) {
      await field().fill(HIDING[round % HIDING.length]);
      if (round % 2 === 0) await title(' of ').waitFor();
      if (round % 3 === 0) await settled(page);
      await page.getByRole('tab', { name: 'Report' }).click();
      const line = page.locator('.line .place').nth(round % 4);
      const shown = (await line.getAttribute('title')) ?? '';
      await line.click();
      const place = `${served.run_id}:${shown.slice(0, shown.indexOf('. Enter'))}`;
      await assertShown(place);
    }
  });

  it('comes to it when its host asks, also in the midst of typing, and to the last of several askings', async function () {
    this.timeout(120_000);
    for (let round = 0; round < ROUNDS; round++) {
      const [place, former] = [0, 1].map(by => places[(round + by) % places.length]);
      await field().fill(HIDING[round % HIDING.length]);
      if (round % 3 === 0) await title(' of ').waitFor();
      if (round % 3 === 1) served.push({ kind: 'show', tab: 'logs', query: '', place: former });
      served.push({ kind: 'show', tab: 'logs', query: HIDING[(round + 1) % HIDING.length] });
      served.push({ kind: 'show', tab: 'logs', query: '', place });
      await assertShown(place);
    }
  });
});
