/** The table, tests: what a log server answered, as text. */
import type { LogAnswer } from '../../../src/model/log-answer.ts';
import { logAnswerText } from '../../../src/tools/render/log-answer.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { hostile } from './example-report.ts';
import { assertGolden } from './golden.ts';

const from = Date.UTC(2026, 10, 20, 11);
const answer: LogAnswer = {
  system: 'loki',
  connection: 'eu-west',
  query: '{app="api"} |= "it\'s"',
  from,
  to: from + 3_600_000,
  kind: 'lines',
  lines: [
    { at: from + 1745, text: 'connect ECONNREFUSED 10.0.3.7:5432', fields: { app: 'api', level: 'error', path: '/a b' } },
    { at: null, text: hostile, fields: {} },
  ],
  fields: [],
  address: 'loki:{app="api"} |= "it\'s"?from=2026-11-20T11:00:00.000Z&to=2026-11-20T12:00:00.000Z&name=eu-west',
  gaps: [{ kind: 'cut', words: 'These are the newest 2; there may be more. Narrow the query or the time.' }],
};

describe('the answer of a log server', () => {
  it('is read as it stands', () => {
    const counts: LogAnswer['lines'] = [
      { at: from, text: 'n=12', fields: { level: 'error' } },
      { at: from, text: '7', fields: {} },
    ];
    const fields = [
      { name: 'app', values: ['api', 'billing'] },
      { name: 'pod', values: Array.from({ length: 12 }, (_, i) => `pod-${i}`) },
    ];
    const shown: LogAnswer[] = [
      answer,
      { ...answer, kind: 'numbers', lines: counts, address: null, gaps: [] },
      { ...answer, kind: 'fields', lines: [], fields, address: null, gaps: [] },
      { ...answer, connection: '', kind: 'fields', lines: [], address: null, gaps: [] },
      { ...answer, lines: [], gaps: [] },
    ];
    const texts = [
      ...shown.map(one => logAnswerText(one, plainView)),
      logAnswerText(answer, { ...plainView, colour: true, width: 60 }),
    ];
    assertGolden('log-answer.txt', `${texts.join('\n\n-----\n\n')}\n`);
  });
});
