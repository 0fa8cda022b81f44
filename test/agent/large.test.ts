/** The investigator, tests: large answers come in pages that leave nothing out, the gravest lines first; what is put away leaves its first lines, and can still be cited. */
import assert from 'node:assert/strict';
import type { Turn } from '../../src/agent/model.ts';
import { PAGE } from '../../src/agent/page.ts';
import { type SampleRun, sampleRun } from './sample-run.ts';
import { calling, type Line, resultsIn, scripted, submits } from './scripted.ts';

const HEAD =
  /^R1(?:, characters (\d+) to (\d+) of (\d+); read_result with from (\d+) goes on| from character (\d+), to its end)\n/;

/** The newest answer, without the marks around what others wrote. */
function newest(turn: Turn): string {
  return (resultsIn(turn).at(-1)?.text ?? '').replace(/^<[^\n]*>\n|\n<[^\n]*>$/g, '');
}

describe('a large answer', function () {
  this.timeout(60_000);
  let run: SampleRun;
  before(async () => {
    run = await sampleRun();
  });
  after(() => run.end());

  it('is read on page by page to its end, with nothing left out or told twice', async () => {
    const pages: string[] = [];
    let total = 0;
    const reads: Line = turn => {
      const text = newest(turn);
      const [head, from, end, of, next] = HEAD.exec(text) ?? [];
      assert.ok(head, text.slice(0, 80));
      const page = text.slice(head.length);
      pages.push(page);
      assert.ok(page.length <= PAGE);
      if (!next) return submits({ summary: '', claims: [] });
      total = Number(of);
      assert.equal(Number(end) - Number(from) + 1, page.length);
      return { parts: [calling('read_result', { id: 'R1', from: Number(next) })] };
    };
    const script = [
      { parts: [calling('search_logs', { query: 'level:>=info scylla', limit: 200 })] },
      ...Array<Line>(20).fill(reads),
    ];
    const findings = await run.ask(scripted(script), {
      budget: { requests: 25, tokens: 2_000_000, usd: null },
      masking: { on: false, patterns: [] },
    });
    assert.equal(findings.ended, 'complete');
    assert.ok(pages.length > 2, `${pages.length} pages`);
    const whole = pages.join('');
    assert.ok(Math.abs(whole.length - total) <= 1, `${whole.length} of ${total} characters`);
    const lines = whole.split('\n').filter(line => /^\[E\d+\] /.test(line));
    assert.equal(lines.length, 200);
    assert.equal(new Set(lines.map(line => line.split(' ')[0])).size, 200);
    assert.match(whole, /\n200 lines of [\d,]+ that fit, out of 45,249\./);
    const levels = lines.map(line => ['fatal', 'error', 'warn'].findIndex(level => line.split(' | ')[0].endsWith(` ${level}`)));
    assert.match(whole, /^The gravest lines first\./);
    const ranks = levels.map(at => (at < 0 ? 3 : at));
    assert.deepEqual(
      ranks,
      [...ranks].sort((a, b) => a - b),
      'errors come first',
    );
  });

  it('that is put away leaves its first lines, and what was cited before is verified after', async () => {
    const first = {
      parts: [
        calling('search_logs', { query: '"Reactor stalled"', limit: 40 }, 'a'),
        calling('count_levels', { query: 'stalled', buckets: 2 }, 'b'),
      ],
    };
    let id = '';
    const more: Line = turn => {
      id ||= /\[(E\d+)\]/.exec(resultsIn(turn)[0].text)?.[1] ?? '';
      return { parts: [0, 1].map(at => calling('search_logs', { query: `-nothing${model.turns.length}x${at}`, limit: 200 })) };
    };
    const stalled: Line = turn => {
      const claim = { title: 'The reactor stalled', description: '', confidence: 'low' };
      const [quote] = /Reactor stalled for \d+ ms/.exec(resultsIn(turn)[0].text) ?? [''];
      assert.match(quote, /\d+/, 'its first lines are still shown');
      return submits({
        summary: 'It stalled.',
        claims: [
          { ...claim, title: quote, evidence: [{ id, quote }], results: ['R2'] },
          { ...claim, evidence: [{ id, quote: 'Reactor stalled for 999 ms' }] },
        ],
      });
    };
    const model = scripted([first, more, more, more, more, stalled], { window: 24_000 });
    const findings = await run.ask(model, { budget: { tokens: 1_000_000, usd: null } });
    const last = model.turns.at(-1);
    const [away] = last ? resultsIn(last) : [];
    assert.match(
      away.text,
      /^R1, search_logs query="\\"Reactor stalled\\"" limit=40: put away to save room; read_result shows it again\. Its first lines, \d of \d+ that stood here:\n<data [^>]+>\n\[E\d+\] /,
    );
    assert.ok(away.text.includes(`[${id}]`) && away.text.length < 700, away.text);
    assert.deepEqual(
      [findings.claims.length, findings.removed.map(one => one.why)],
      [1, ['quote_differs']],
      JSON.stringify(findings.removed),
    );
  });
});
