/** The investigator, tests: claims against stored lines: what is true stays, what is not goes, and each is told why. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Lookup, quoteIn, verified } from '../../src/agent/cite.ts';
import { newLures } from '../../src/agent/shield/lures.ts';
import type { Submission, SubmittedClaim } from '../../src/agent/submission.ts';
import type { Line } from '../../src/model/line.ts';

const texts = [
  '10:00:01 ERROR  db.pool -  connection to\t10.0.0.7:5432 refused (errno 111)',
  '\u001b[31mred\u001b[0m alarm of see https://wiki.example/alarm?id=7 at store.py:88',
  'ok',
  'again again again again',
];

const lookup: Lookup = {
  lures: newLures(),
  place: id => {
    const line = Number(/^E(\d+)$/.exec(id)?.[1] ?? 0);
    return line >= 1 && line <= texts.length ? { source: 's', member: 'node-2/app.log', line, end_line: line } : null;
  },
  lines: async place => [lineAt(place.line)],
  result: async id => (id === 'R1' ? '42 lines of 1,123 that fit' : null),
};

function lineAt(line: number): Line {
  const place = { source: 's', member: 'node-2/app.log', line };
  return {
    place,
    end_line: line,
    at: Date.UTC(2026, 0, 1, 10, 0, line),
    level: 'error',
    template: 0,
    body: 0,
    text: texts[line - 1],
  };
}

function claim(own: Partial<SubmittedClaim> = {}): SubmittedClaim {
  return {
    title: 'The database refused',
    description: 'It was down.',
    confidence: 'high',
    evidence: [cited('E1', 'connection to')],
    ...own,
  };
}

function cited(id: string, quote: string) {
  return { id, quote };
}

async function judged(...claims: SubmittedClaim[]) {
  const submission: Submission = { summary: 'The database refused connections.', claims };
  return verified(submission, lookup);
}

async function why(one: SubmittedClaim): Promise<string> {
  const { claims, removed } = await judged(one);
  return claims.length ? 'stays' : `${removed[0].why}: ${removed[0].detail}`;
}

describe('citations', () => {
  it('keep a claim whose quote stands in its line, with the text as it is stored', async () => {
    const { claims } = await judged(claim({ evidence: [cited('E1', 'db.pool - connection to 10.0.0.7:5432')] }));
    assert.equal(claims[0].citations[0].quote, 'db.pool -  connection to\t10.0.0.7:5432');
    assert.deepEqual(claims[0].citations[0].place, { source: 's', member: 'node-2/app.log', line: 1, end_line: 1 });
  });

  const cases: [string, Partial<SubmittedClaim>, string][] = [
    ['without evidence', { evidence: [] }, 'no_evidence: It cites no line.'],
    [
      'with evidence that was never shown',
      { evidence: [cited('E99', 'connection to')] },
      'unknown_evidence: It cites “E99”, which no answer has shown.',
    ],
    [
      'with an altered quote',
      { evidence: [cited('E1', 'connection to 10.0.0.8')] },
      'quote_differs: Its quote does not stand in the line that it cites: “connection to 10.0.0.8”.',
    ],
    [
      'with another case',
      { evidence: [cited('E1', 'CONNECTION TO')] },
      'quote_differs: Its quote does not stand in the line that it cites: “CONNECTION TO”.',
    ],
    [
      'with one true and one false quote',
      { evidence: [cited('E1', 'connection to'), cited('E2', 'connection to')] },
      'quote_differs: Its quote does not stand in the line that it cites: “connection to”.',
    ],
    ['with an empty quote', { evidence: [cited('E1', '  ')] }, 'quote_differs: Its quote is too short to prove anything: “  ”.'],
    [
      'with a trivial quote',
      { evidence: [cited('E1', 'refused')] },
      'quote_differs: Its quote is too short to prove anything: “refused”.',
    ],
    ['with a whole short line', { evidence: [cited('E3', 'ok')] }, 'stays'],
    [
      'with a piece of a short line',
      { evidence: [cited('E3', 'o')] },
      'quote_differs: Its quote is too short to prove anything: “o”.',
    ],
    ['with a quote as the line is shown', { evidence: [cited('E2', 'red alarm of')] }, 'stays'],
    ['with a wrong number', { title: 'errno 112' }, 'number_differs: It says “112”, which stands in none of its lines.'],
    [
      'that denies its line',
      { description: 'The connection was not refused.' },
      'denies_evidence: It says the opposite of what its lines say.',
    ],
    ['that says of a tool’s answer what is not there', { description: 'No connection was refused.', results: ['R1'] }, 'stays'],
    [
      'that denies its line beside the report',
      { description: 'No connection was refused.', results: ['R0'] },
      'unknown_evidence: It cites “R0”, which is no answer of a tool.',
    ],
    ['with its id as it is shown', { evidence: [cited(' [E1]', 'connection to')] }, 'stays'],
    ['with a right number', { title: 'errno 111 at 10:00:01 on node-2' }, 'stays'],
    [
      'with a number of an answer that it does not cite',
      { description: '42 lines' },
      'number_differs: It says “42”, which stands in none of its lines.',
    ],
    ['with a number of an answer that it cites', { description: '42 lines', results: ['R1'] }, 'stays'],
    [
      'with an answer that was never given',
      { results: ['R7'] },
      'unknown_evidence: It cites “R7”, which is no answer of a tool.',
    ],
    [
      'with an address',
      { description: 'See https://evil.example/x' },
      'link: It holds “https://evil.example/x”, which stands in none of its lines.',
    ],
    [
      'with a Markdown link',
      { description: '[open](command:workbench.action)' },
      'link: It holds “[open](command:workbench.action)”, which stands in none of its lines.',
    ],
    ['with a file and line', { description: 'in pool.py:88' }, 'link: It holds “pool.py:88”, which stands in none of its lines.'],
    [
      'with an address of its line',
      { description: 'See https://wiki.example/alarm?id=7.', evidence: [cited('E2', 'red alarm')] },
      'stays',
    ],
    ['with a file and line of its line', { description: 'in store.py:88', evidence: [cited('E2', 'red alarm')] }, 'stays'],
  ];
  for (const [what, own, expected] of cases) it(`a claim ${what}`, async () => assert.equal(await why(claim(own)), expected));

  it('takes ids out of sentences', async () => {
    const { claims } = await judged(claim({ title: 'It was refused [E1]', description: 'E1 says so (E1, E2).' }));
    assert.equal(claims[0].title, 'It was refused');
    assert.equal(claims[0].description, 'the cited line says so.');
  });

  it('puts the first claim in place of a summary that says more than the claims', async () => {
    const { summary, notes } = await verified({ summary: 'It failed 17 times.', claims: [claim()] }, lookup);
    assert.equal(summary, 'The database refused');
    assert.deepEqual(notes, [
      'The model’s summary was replaced by its first claim: it said “17”, which stands in none of the cited lines.',
    ]);
  });

  it('leaves proposals with links out', async () => {
    const action = {
      type: 'retry' as const,
      title: 'Run it again',
      description: 'at http://ci.example',
      priority: 'low' as const,
    };
    const { action_items, notes } = await verified(
      { summary: 'x', claims: [claim()], action_items: [action, { ...action, description: 'later' }] },
      lookup,
    );
    assert.deepEqual(
      action_items.map(one => one.description),
      ['later'],
    );
    assert.equal(notes.length, 1);
  });

  it('finds every piece of a line, whatever it holds, with other blanks', () => {
    const line = (text: string): Line => ({ ...lineAt(1), text });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), fc.nat(), (text, from, length) => {
        const piece = [...text].slice(from % text.length, (from % text.length) + 1 + (length % 60)).join('');
        if (piece.replace(/\s/gu, '').length < 8) return;
        assert.ok('quote' in quoteIn([line(`before ${text} after`)], ` ${piece.replace(/\s+/gu, '  ')}`), JSON.stringify(piece));
      }),
    );
  });
});
