/** The table, tests: an incident as a user reads it. */
import type { Incident } from '../../../src/model/incident.ts';
import { incidentText } from '../../../src/tools/render/incident.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { hostile } from './example-report.ts';
import { assertGolden } from './golden.ts';

const source = 'a1b2c3d4e5f6';
const at = Date.UTC(2026, 10, 20, 11, 2);

const incident: Incident = {
  run_id: source,
  title: 'alert-0711',
  at,
  until: at + 600_000,
  services: [
    {
      service: 'stock',
      score: 2.31,
      kind: 'return',
      reasons: [
        {
          kind: 'return',
          words: 'StockController.look goes from Stock#10 to Stock#22 19 of 20 times, 0 of 12 in the fault-free time',
          strength: 2.31,
          place: { source, member: 'now/log.csv.gz', line: 812 },
          text: '2026-11-20T11:03:07.123456Z,stock-0,aa,bb,"WARN Stock#22 nothing of the kind"',
          passing: { source: 'ffffffffffff', member: 'calm/log.csv.gz', line: 9 },
        },
      ],
    },
    {
      service: hostile,
      score: 0.4,
      kind: 'exception',
      reasons: [
        {
          kind: 'exception',
          words: hostile,
          strength: 0.4,
          place: { source, member: 'now/trace.csv', line: 3 },
          text: hostile,
          passing: null,
        },
      ],
    },
  ],
  in_all: 5,
  fault_kind: 'return',
  against: ['ffffffffffff'],
  seen: { services: 12, spans: 13_400, statements: 7_712, samples: 322, passing_spans: 4_810 },
  gaps: [{ kind: 'torn', member: 'now/x.gz', words: 'It is torn.' }],
};

describe('an incident as text', () => {
  it('with services at fault', () => assertGolden('incident.txt', incidentText(incident, plainView)));

  it('without any', () => {
    const quiet = { ...incident, services: [], in_all: 0, fault_kind: 'unknown' as const, against: [], gaps: [] };
    assertGolden('incident-none.txt', incidentText(quiet, plainView));
  });
});
