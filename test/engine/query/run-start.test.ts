/** Tests: pages begin at any index, time or line, exactly as in a plain sort of all fitting lines. */
import { deepEqual, equal, rejects } from 'node:assert/strict';
import fc from 'fast-check';
import { Fault } from '../../../src/base/fault.ts';
import { parseQuery } from '../../../src/engine/query/parse.ts';
import { type PageOfRows, search } from '../../../src/engine/query/run.ts';
import { answer } from '../../../src/engine/query/run-answer.ts';
import { orderOf, timeKey } from '../../../src/engine/query/run-order.ts';
import { rankOf, rowAt } from '../../../src/engine/query/run-rank.ts';
import type { Begin } from '../../../src/engine/query/run-start.ts';
import { walk } from '../../../src/engine/query/run-walk.ts';
import type { Source } from '../../../src/engine/store/source.ts';
import { makeSource, temporaryHome } from '../store/small-source.ts';

const signal = new AbortController().signal;
const day = Date.UTC(2026, 4, 1);

interface Sorted {
  readonly at: number;
  readonly source: Source;
  readonly member: number;
  readonly line: number;
  readonly fits: boolean;
}

/** All lines in the documented order: time (none first), source, member, line. */
function sorted(sources: readonly Source[], word: string): Sorted[] {
  const rows = sources.flatMap(source =>
    source.members.flatMap(({ id, lines }) =>
      [...source.rows(id, 1, lines)].map(({ at, line, text }) => ({
        at: at ?? -Infinity,
        source,
        member: id,
        line,
        fits: text.split(' ').includes(word),
      })),
    ),
  );
  return rows.sort((a, b) =>
    a.at !== b.at
      ? a.at < b.at
        ? -1
        : 1
      : a.source.id !== b.source.id
        ? a.source.id < b.source.id
          ? -1
          : 1
        : a.member - b.member || a.line - b.line,
  );
}

const nameOf = (row: Sorted) => `${row.source.id} ${row.member} ${row.line}`;
const namesOf = (page: PageOfRows) => page.rows.map(({ source, row }) => `${source} ${row.member} ${row.line}`);

class Checked {
  readonly all: Sorted[];
  readonly fitting: Sorted[];
  readonly #sources: readonly Source[];
  readonly #query: string;

  constructor(sources: readonly Source[], word: string | null) {
    this.all = sorted(sources, word ?? '');
    this.fitting = word === null ? this.all : this.all.filter(row => row.fits);
    this.#sources = sources;
    this.#query = word ?? '';
  }

  ask(begin: Begin, limit: number): Promise<PageOfRows> {
    return search(this.#sources, parseQuery(this.#query), { ...begin, limit }, signal);
  }

  /** The page holds the rows from the index on, and its cursors lead to what stands on either side. */
  async standsAt(page: PageOfRows, index: number, limit: number): Promise<void> {
    const end = index + limit;
    const names = this.fitting.map(nameOf);
    deepEqual(namesOf(page), names.slice(index, end));
    equal(page.offset, Math.min(index, names.length));
    equal(page.next === null, end >= names.length);
    equal(page.previous === null, index === 0 || names.length === 0);
    if (page.next !== null) {
      const next = await this.ask({ cursor: page.next, direction: 'forward' }, limit);
      deepEqual(namesOf(next), names.slice(end, end + limit));
      equal(next.offset, end);
    }
    if (page.previous !== null) {
      const from = Math.min(index, names.length);
      const back = await this.ask({ cursor: page.previous, direction: 'backward' }, limit);
      deepEqual(namesOf(back), names.slice(Math.max(0, from - limit), from));
      equal(back.offset, Math.max(0, from - limit));
    }
  }

  async everyOffset(limit: number): Promise<void> {
    for (let offset = 0; offset <= this.fitting.length + 1; offset++) {
      await this.standsAt(await this.ask({ offset }, limit), offset, limit);
    }
  }

  async everyTime(times: readonly number[], limit: number): Promise<void> {
    for (const at of times) {
      const index = this.fitting.filter(row => row.at < at).length;
      await this.standsAt(await this.ask({ at }, limit), index, limit);
    }
  }

  async everyLine(limit: number): Promise<void> {
    const names = this.fitting.map(nameOf);
    let before = 0;
    for (const row of this.all) {
      const page = await this.ask({ near: { source: row.source.id, member: row.member, line: row.line } }, limit);
      const known = names.indexOf(nameOf(row));
      equal(page.nearIndex, known < 0 ? null : known);
      const begin = Math.max(0, Math.min(before - Math.floor(limit / 3), names.length - limit));
      await this.standsAt(page, begin, limit);
      if (known >= 0) before++;
    }
  }
}

/** Few distinct times, so that many rows share one; members that go up, jump about, stand still or have no time at all. */
const time = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 5000 }));
const lineOf = (stamped: boolean, ms: number, word: string) =>
  stamped ? `${new Date(day + ms).toISOString()} INFO ${word} done` : `${word} without a time`;
const line = fc.tuple(
  fc.boolean().chain(often => (often ? fc.constant(true) : fc.boolean())),
  time,
  fc.constantFrom('alpha', 'beta', 'gamma'),
);
const lines = fc.array(line, { minLength: 1, maxLength: 14 });
const member = fc.tuple(lines, fc.constantFrom('as they come', 'ascending', 'one time')).map(([some, how]) => {
  const times = some.map(([, ms]) => ms);
  if (how === 'ascending') times.sort((a, b) => a - b);
  if (how === 'one time') times.fill(7);
  return `${some.map(([stamped, , word], i) => lineOf(stamped, times[i], word)).join('\n')}\n`;
});
const source = fc.array(member, { minLength: 1, maxLength: 6 });

describe('a page that begins anywhere', () => {
  const { home, end } = temporaryHome();
  after(end);
  let made = 0;

  it('stands where a plain sort puts it: any index, time and line, with and without a query', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(source, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 9 }), async (texts, limit) => {
        const sources: Source[] = [];
        for (const members of texts) {
          const files = Object.fromEntries(members.map((text, i) => [`${i}.log`, text]));
          sources.push(await makeSource(home, `s${(made++ * 7919) % 1009}-${made}`, files));
        }
        for (const word of [null, 'alpha', 'absent']) {
          const checked = new Checked(sources, word);
          await checked.everyOffset(limit);
          await checked.everyTime([day - 1, day, day + 7, day + 8, day + 2500, day + 9999], limit);
          await checked.everyLine(limit);
        }
        for (const one of sources) one.close();
      }),
      { numRuns: 25 },
    );
  });

  it('is found among many blocks that interleave in time', async () => {
    const stamp = (ms: number) => new Date(day + ms).toISOString();
    const files = Object.fromEntries(
      [0, 1, 2].map(member => [
        `${member}.log`,
        Array.from({ length: 9000 }, (_, i) =>
          i % 11 === 3
            ? '    at frame\n'
            : `${stamp(i * 3 + ((i * 7919 + member) % 500))} INFO ${i % 5 ? 'alpha' : 'beta'} n ${i}\n`,
        ).join(''),
      ]),
    );
    const source = await makeSource(home, 'many-blocks', files);
    for (const word of [null, 'beta']) {
      const checked = new Checked([source], word);
      const { length } = checked.fitting;
      for (const share of [0, 0.1, 0.34, 0.5, 0.77, 0.999, 1]) {
        const offset = Math.floor(share * (length - 1));
        await checked.standsAt(await checked.ask({ offset }, 50), offset, 50);
      }
      await checked.everyTime([day + 1000, day + 13_000, day + 27_400], 50);
    }
    source.close();
  });

  it('hears a cancel before it opens blocks', async () => {
    const line = (ms: number) => `${new Date(day + ms).toISOString()} INFO one\n`;
    const source = await makeSource(home, 'cancelled', { 'a.log': line(1) + line(9), 'b.log': line(2) + line(8) });
    const order = await orderOf([await answer(source, parseQuery(''), signal)], () => undefined);
    const cancelled = () => Promise.reject(new Fault('cancelled'));
    const heard = { code: 'cancelled' };
    await rejects(rowAt(order, 2, cancelled), heard);
    await rejects(rankOf(order, timeKey(day + 5), cancelled), heard);
    await rejects(walk(order, { direction: 'backward', from: null, limit: 1 }, cancelled), heard);
    source.close();
  });
});
