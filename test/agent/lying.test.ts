/** The investigator, tests: a model that lies: of 100 reports on the sample's stored lines a fifth of the quotes are false; all are caught, and nothing else. */
import assert from 'node:assert/strict';
import { verified } from '../../src/agent/cite.ts';
import { newLedger } from '../../src/agent/ledger.ts';
import { newLures } from '../../src/agent/shield/lures.ts';
import type { SubmittedClaim } from '../../src/agent/submission.ts';
import type { Line } from '../../src/model/line.ts';
import { formatPlace } from '../../src/model/place.ts';
import { type SampleRun, sampleRun } from './sample-run.ts';

const REPORTS = 100;
const CLAIMS = 5;

/** The same numbers at every run (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return sides => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

type Lie = (claim: SubmittedClaim, roll: (sides: number) => number, other: Line) => SubmittedClaim;

const firstOf = (claim: SubmittedClaim, quote: (was: string) => string): SubmittedClaim => ({
  ...claim,
  evidence: [{ ...claim.evidence[0], quote: quote(claim.evidence[0].quote) }, ...claim.evidence.slice(1)],
});

const lies: Record<string, Lie> = {
  'a sign changed': (claim, roll) =>
    firstOf(claim, was => {
      const signs = [...was];
      const at = signs.findIndex((sign, index) => index >= roll(signs.length) && /\S/.test(sign));
      const place = at < 0 ? signs.findIndex(sign => /\S/.test(sign)) : at;
      return [...signs.slice(0, place), signs[place] === '§' ? '¶' : '§', ...signs.slice(place + 1)].join('');
    }),
  'two words swapped': claim => firstOf(claim, was => `${was.split(/\s+/).reverse().join(' ')} swapped`),
  'a word put in': claim => firstOf(claim, was => `${was} suddenly`),
  'the quote of another line': (claim, _roll, other) => firstOf(claim, () => other.text.trim()),
  'evidence made up': claim => ({ ...claim, evidence: [{ id: 'E999999', quote: claim.evidence[0].quote }] }),
  'no quote': claim => firstOf(claim, () => ''),
  'a number changed': claim => ({ ...claim, description: `${claim.description} It happened 982451653 times.` }),
  'a link': claim => ({ ...claim, description: `${claim.description} See https://runbook.example/fix` }),
};

describe('a lying model', function () {
  this.timeout(60_000);
  let run: SampleRun;
  before(async () => {
    run = await sampleRun();
  });
  after(() => run.end());

  it(`is caught in ${REPORTS} reports, and is believed where it tells the truth`, async () => {
    const pages = await Promise.all(
      ['level:>=warn', 'member:*raw_events.log', '"compaction"', ''].map(query =>
        run.engine.search_logs({ run_id: run.run_id, query, limit: 400, offset: 100 }),
      ),
    );
    const lines = pages.flatMap(page => page.lines).filter(line => line.text.replace(/\s/g, '').length >= 12);
    const ledger = newLedger();
    const roll = dice(20260526);
    const pick = () => lines[roll(lines.length)];
    const told = { false: 0, true: 0 };

    for (let report = 0; report < REPORTS; report++) {
      const claims = Array.from({ length: CLAIMS }, () => truth(pick(), ledger.id, roll));
      const false_at = new Set(claims.flatMap((_, at) => (roll(5) === 0 ? [at] : [])));
      const submitted = claims.map(({ claim, line }, at) => {
        if (!false_at.has(at)) return claim;
        const lie = Object.values(lies)[roll(Object.keys(lies).length)];
        return lie(claim, roll, differing(line, pick));
      });
      const { claims: kept, removed } = await verified(
        { summary: 'It failed.', claims: submitted.map((claim, at) => ({ ...claim, title: `claim ${'abcde'[at]}` })) },
        {
          lures: newLures(),
          place: ledger.place,
          lines: async place => (await run.engine.read_lines({ place: formatPlace(place), around: 0 })).lines,
          result: async () => null,
        },
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
  });
});

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
