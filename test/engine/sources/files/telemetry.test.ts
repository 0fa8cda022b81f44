/** The sources, tests: rows of exported files as spans, records within them, and points of metrics. */
import assert from 'node:assert/strict';
import { type Table, tableOf } from '../../../../src/engine/sources/files/columns.ts';
import { TelemetryReader } from '../../../../src/engine/sources/files/telemetry.ts';
import type { Row } from '../../../../src/model/corpus.ts';
import type { Telemetry } from '../../../../src/model/incident.ts';

const SPANS = 'trace_id,span_id,parent_id,service,operation,start_time,duration';
const SPAN = '00f067aa0ba902b7';

function rowsOf(texts: readonly string[], member = 0): Row[] {
  const at = Date.UTC(2026, 2, 1, 12);
  const body = (text: string) => (/^\S+Z +(?:INFO )?/.exec(text)?.[0] ?? '').length;
  return texts.map((text, i) => ({ member, line: i + 1, at, level: 3, template: 7, continued: false, text, body: body(text) }));
}

function read(tables: readonly (readonly string[])[], logs: readonly string[] = []): Telemetry {
  const reader = new TelemetryReader(template => `template ${template}`);
  for (const texts of tables) {
    for (const row of rowsOf(texts)) reader.takeRow(tableOf(texts[0]) as Table, row);
  }
  for (const row of rowsOf(logs, 1)) reader.takeLine(row);
  return reader.telemetry();
}

const ONE_SPAN = [SPANS, `t,${SPAN},root,cart-7f8d7d756d-k7b9j,buy,1772366400000,1500`];

describe('telemetry from files', () => {
  it('a span whose end its duration tells, in microseconds', () => {
    const [span] = read([ONE_SPAN]).spans;
    assert.deepEqual([span.service, span.parent, span.to - span.from, span.line], ['cart', '', 1.5, 2]);
  });

  it('rows that are torn or end before they begin are passed over', () => {
    const torn = [SPANS, 't,aaaaaaaaaaaaaaaa,root', 't,bbbbbbbbbbbbbbbb,root,cart,buy,1772366400000,-5', 't'];
    assert.deepEqual(read([torn]).spans, []);
  });

  it('records belong to the span they name, sent twice they count once, and others are left alone', () => {
    const logs = [
      `2026-03-01T12:00:00.000250Z  INFO Cart#12 ${SPAN} added`,
      `2026-03-01T12:00:00.000250Z  INFO Cart#12 ${SPAN} added`,
      `2026-03-01T12:00:00.000750Z  ${SPAN} java.lang.IllegalStateException: empty`,
      '2026-03-01T12:00:00.000800Z  INFO Cart#12 ffffffffffffffff of another',
      '2026-03-01T12:00:00.000900Z  INFO Cart#12 of none',
    ];
    const found = read([ONE_SPAN], logs).statements;
    assert.deepEqual(
      found.map(({ span, key, throws, line }) => [span, key, throws, line]),
      [
        [SPAN, 'Cart#12', false, 1],
        [SPAN, 'template 7', true, 3],
      ],
    );
    assert.ok(Math.abs(found[1].at - found[0].at - 0.5) < 1e-3, 'ordered within the millisecond');
  });

  it('points of metrics, without those that are no number', () => {
    const table = ['time,pod,cpu_usage_percent,node_cpu_percent', '1772366400000,cart-0,12.5,80', '1772366460000,cart-0,NaN,80'];
    assert.deepEqual(
      read([table]).samples.map(({ service, value, line }) => [service, value, line]),
      [['cart', 12.5, 2]],
    );
  });
});
