/** Argus: events page by page, past the trap that a page begins with the oldest and that many share a second. */
import assert from 'node:assert/strict';
import { eventsOf } from '../../../../src/engine/sources/argus/events.ts';
import { type ArgusEvent, openArgus } from '../../../stand-in/argus.ts';
import { SAMPLE_ID } from '../../../stand-in/sample-run.ts';
import { linkTo } from '../loopback.ts';

const START = Date.parse('2026-05-26T10:00:00Z');
const life = { signal: new AbortController().signal };

describe('events of Argus', () => {
  async function asked(all: readonly number[], most = 20_000) {
    const argus = await openArgus({ token: 't' });
    const events: ArgusEvent[] = all.map((ms, at) => ({
      severity: 'ERROR',
      ts: new Date(START + ms).toISOString(),
      event_id: `e${at}`,
      message: `event ${at}`,
    }));
    const run = { id: SAMPLE_ID, build_id: 'a/b', build_number: 1, test_id: 't' };
    const named = { test: 't', group: 'g', release: 'r' };
    argus.runs.push({ plugin: 'scylla-cluster-tests', run, named, comments: [], issues: [], configs: [], events });
    try {
      const { link } = await linkTo('argus', argus.url, { secret: { token: 't' } });
      const told = await eventsOf(link, { id: SAMPLE_ID, severity: 'ERROR', most }, life);
      return { ...told, ids: told.events.map(event => event.event_id), asked: argus.asked.length };
    } finally {
      await argus.close();
    }
  }

  it('are all there, in order, each once', async () => {
    const told = await asked(Array.from({ length: 3500 }, (_, at) => at * 100));
    assert.deepEqual(
      told.ids,
      Array.from({ length: 3500 }, (_, at) => `e${at}`),
    );
    assert.equal(told.cut, false);
  });

  it('are all there where a page and more fall into one second', async () => {
    const told = await asked([...Array.from({ length: 2600 }, () => 500), 5000, 6000]);
    assert.deepEqual([new Set(told.ids).size, told.ids.at(-1), told.cut], [2602, 'e2601', false]);
  });

  it('are cut where a second has more than a page can hold, and go on after it', async () => {
    const told = await asked([...Array.from({ length: 9000 }, () => 500), 5000]);
    assert.deepEqual([told.ids.length, told.ids.at(-1), told.cut], [8001, 'e9000', true]);
  });

  it('are so many at most', async () => {
    const told = await asked(
      Array.from({ length: 3000 }, (_, at) => at * 1000),
      1500,
    );
    assert.deepEqual([told.ids.length, told.ids.at(-1), told.cut], [1500, 'e1499', true]);
  });
});
