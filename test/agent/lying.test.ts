/** The investigator, tests: a model that lies: of 100 reports on the sample's stored lines a fifth of the quotes are false; all are caught, and nothing else. */
import assert from 'node:assert/strict';
import { verified } from '../../src/agent/cite.ts';
import { type Ledger, newLedger } from '../../src/agent/ledger.ts';
import type { Turn } from '../../src/agent/model.ts';
import { newLures } from '../../src/agent/shield/lures.ts';
import type { SubmittedClaim } from '../../src/agent/submission.ts';
import type { Line } from '../../src/model/line.ts';
import { formatPlace } from '../../src/model/place.ts';
import { dice, lies, type Truth } from './lies.ts';
import { type SampleRun, sampleRun } from './sample-run.ts';
import { calling, scripted, shownId, submits } from './scripted.ts';

const REPORTS = 100;
const CLAIMS = 5;
const EACH = 20;

describe('a lying model', function () {
  this.timeout(60_000);
  let run: SampleRun;
  before(async () => {
    run = await sampleRun();
  });
  after(() => run.end());

  async function someLines(): Promise<Line[]> {
    const pages = await Promise.all(
      ['level:>=warn', 'member:*raw_events.log', '"compaction"', ''].map(query =>
        run.engine.search_logs({ run_id: run.run_id, query, limit: 400, offset: 100 }),
      ),
    );
    return pages.flatMap(page => page.lines).filter(line => line.text.replace(/\s/g, '').length >= 12);
  }

  const judged = (claims: readonly SubmittedClaim[], { place }: Ledger) =>
    verified(
      { summary: 'It failed.', claims: [...claims] },
      {
        lures: newLures(),
        place,
        lines: async place => (await run.engine.read_lines({ place: formatPlace(place), around: 0 })).lines,
        result: async () => null,
      },
    );

  it(`is caught in ${REPORTS} reports, and is believed where it tells the truth`, async () => {
    const lines = await someLines();
    const ledger = newLedger();
    const roll = dice(20260526);
    const pick = () => lines[roll(lines.length)];
    const told = { false: 0, true: 0, kinds: new Set<string>() };

    for (let report = 0; report < REPORTS; report++) {
      const claims = Array.from({ length: CLAIMS }, () => truth(pick(), ledger.id, roll));
      const false_at = new Set(claims.flatMap((_, at) => (roll(5) === 0 ? [at] : [])));
      const submitted = claims.map(({ claim, line }, at) =>
        false_at.has(at) ? lieAbout({ claim, line, other: differing(line, pick), roll }, told.kinds) : claim,
      );
      const { claims: kept, removed } = await judged(
        submitted.map((claim, at) => ({ ...claim, title: `claim ${'abcde'[at]}` })),
        ledger,
      );
      const names = (all: readonly { title: string }[]) => all.map(one => one.title).sort();
      const expected = (wanted: boolean) =>
        claims.flatMap((_, at) => (false_at.has(at) === wanted ? [`claim ${'abcde'[at]}`] : []));
      assert.deepEqual(names(removed), expected(true), JSON.stringify(removed));
      assert.deepEqual(names(kept), expected(false));
      told.false += removed.length;
      told.true += kept.length;
    }
    assert.ok(told.false > 60 && told.true > 350, JSON.stringify(told));
    assert.ok(told.kinds.size > 0.8 * Object.keys(lies).length, [...told.kinds].join(', '));
  });

  it('is caught at each of its lies, told of twenty lines', async () => {
    const lines = await someLines();
    const roll = dice(7);
    const pick = () => lines[roll(lines.length)];
    for (const [name, lie] of Object.entries(lies)) {
      const ledger = newLedger();
      const told: SubmittedClaim[] = [];
      for (let tries = 0; told.length < EACH && tries < 100 * EACH; tries++) {
        const { claim, line } = truth(pick(), ledger.id, roll);
        const one = lie({ claim, line, other: differing(line, pick), roll });
        if (one) told.push(one);
      }
      const { claims, removed } = await judged(told, ledger);
      assert.deepEqual(claims, [], name);
      assert.equal(removed.length, EACH, name);
    }
  });

  it('is caught in an investigation: other units and signs, wrong counts, ids of another run, opposites', async () => {
    const asks = { parts: [calling('search_logs', { query: '"Reactor stalled for 731 ms"', limit: 3 }, 'a')] };
    const script = (claims: (turn: Turn) => object[]) =>
      scripted([asks, turn => submits({ summary: 'It failed.', claims: claims(turn) })]);
    let elsewhere = '';
    await run.ask(
      scripted([
        { parts: [calling('search_logs', { query: '"compaction"', limit: 100 }, 'a')] },
        turn => {
          elsewhere = `E${Math.max(...[...JSON.stringify(turn.messages).matchAll(/\[E(\d+)\]/g)].map(([, id]) => Number(id)))}`;
          return submits({ summary: 'x', claims: [] });
        },
      ]),
    );
    const model = script(turn => {
      const stalled = { id: shownId(turn, 'stalled for 731 ms'), quote: 'Reactor stalled for 731 ms on shard 2' };
      const killed = { id: shownId(turn, 'Out of memory: Killed'), quote: 'Out of memory: Killed process 6550 (scylla)' };
      const say = (title: string, evidence: object[], own = {}) => ({
        title,
        description: '',
        confidence: 'high',
        evidence,
        ...own,
      });
      return [
        say('The reactor stalled for 731 ms', [stalled]),
        say('The search found 1 line of 1', [stalled], { results: ['R1'] }),
        say('Scylla was killed 221 s after the stall', [stalled, killed]),
        say('The reactor stalled for 731 s', [stalled]),
        say('The reactor stalled for -731 ms', [stalled]),
        say('The search found 47 lines of 1', [stalled], { results: ['R1'] }),
        say('Scylla was killed 222 s after the stall', [stalled, killed]),
        say('The kernel did not kill scylla', [killed]),
        say('The stall was first', [{ ...stalled, id: elsewhere }]),
        say('Both were one', [{ ...stalled, quote: 'stalled for 731 ms Out of memory: Killed' }]),
      ];
    });
    const { claims, removed } = await run.ask(model);
    assert.deepEqual(
      [claims.length, removed.map(one => one.why)],
      [3, [...Array<string>(4).fill('number_differs'), 'denies_evidence', 'unknown_evidence', 'quote_differs']],
      JSON.stringify(removed),
    );
  });
});

/** In the way that comes next in the dice, of those that this line allows. */
function lieAbout(truth: Truth, kinds: Set<string>): SubmittedClaim {
  for (;;) {
    const names = Object.keys(lies);
    const name = names[truth.roll(names.length)];
    const lie = lies[name](truth);
    if (!lie) continue;
    kinds.add(name);
    return lie;
  }
}

/** A claim with one or two pieces of a line, in blanks of another kind, and the line's own words for a description. */
function truth(line: Line, id: (place: Line['place']) => string, roll: (sides: number) => number) {
  const quotes = Array.from({ length: 1 + roll(2) }, () => pieceOf(line.text.trim(), roll));
  const claim: SubmittedClaim = {
    title: 'x',
    description: `It says that ${line.text.slice(0, 200).replace(/\S*$/, '')}`,
    confidence: 'medium',
    evidence: quotes.map(quote => ({ id: id(line.place), quote })),
  };
  return { claim, line };
}

function pieceOf(text: string, roll: (sides: number) => number): string {
  const signs = [...text];
  for (;;) {
    const from = roll(signs.length);
    const piece = signs.slice(from, from + 8 + roll(120)).join('');
    if (piece.replace(/\s/g, '').length >= 8) return roll(2) ? piece : piece.replace(/\s+/g, '  ');
    if (signs.length <= 12) return text;
  }
}

function differing(line: Line, pick: () => Line): Line {
  for (;;) {
    const other = pick();
    if (!line.text.includes(other.text.trim())) return other;
  }
}
