/** The server's own figures: the text format of Prometheus, line by line, and what the engine is timed by. */
import assert from 'node:assert/strict';
import type { Served } from '../../../src/doors/http/server.ts';
import { makeTally } from '../../../src/doors/http/tally.ts';
import { timedEngine } from '../../../src/doors/http/timed-engine.ts';

const GAUGES = { runs: 3, ingestions: 0, alerts_waiting: 1 };

/** Name and labels without `le`, and the values of its buckets in order. */
function histogramsIn(text: string): Map<string, { buckets: [string, number][]; sum: number; count: number }> {
  const found = new Map<string, { buckets: [string, number][]; sum: number; count: number }>();
  for (const line of text.split('\n')) {
    const [, name, part, labels = '', value] = /^(\w+_seconds)_(bucket|sum|count)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (!name) continue;
    const le = /,?le="([^"]+)"/.exec(labels);
    const key = `${name}{${labels.replace(/,?le="[^"]+"/, '')}}`;
    const one = found.get(key) ?? { buckets: [], sum: Number.NaN, count: Number.NaN };
    found.set(key, one);
    if (le) one.buckets.push([le[1], Number(value)]);
    else if (part !== 'bucket') one[part as 'sum' | 'count'] = Number(value);
  }
  return found;
}

describe('the tally', () => {
  it('names and describes each family once, before its series', () => {
    const tally = makeTally();
    tally.add('alerts_total', { status: 'a "b"\n\\' }, 2);
    tally.took('ingest_duration_seconds', 0.2, { tool: 'ingest_logs' });
    const lines = tally.text(GAUGES).split('\n');
    assert.equal(lines.at(-1), '');
    const types = lines.filter(line => line.startsWith('# TYPE')).map(line => line.split(' ').slice(2));
    assert.equal(new Set(types.map(([name]) => name)).size, types.length);
    for (const [name, type] of types) {
      assert.match(name, /^investigator_[a-z_]+$/);
      assert.equal(name.endsWith('_total'), type === 'counter', name);
      assert.equal(name.endsWith('_seconds'), type === 'histogram', name);
    }
    assert.ok(lines.includes('investigator_alerts_total{status="a \\"b\\"\\n\\\\"} 2'));
    assert.ok(lines.includes('investigator_runs 3'));
    let family = '';
    for (const line of lines.slice(0, -1)) {
      family = /^# \w+ (\S+)/.exec(line)?.[1] ?? family;
      assert.ok(line.startsWith('#') || line.startsWith(family), line);
    }
  });

  it('counts in each bucket all that took at most so long, and everything in the last', () => {
    const tally = makeTally();
    for (const seconds of [0.01, 0.2, 0.2, 5, 10_000]) tally.took('ingest_duration_seconds', seconds, { tool: 'x' });
    const found = histogramsIn(tally.text(GAUGES));
    const { buckets, sum, count } = found.get('investigator_ingest_duration_seconds{tool="x"}') ?? assert.fail();
    assert.deepEqual(buckets, [
      ['0.01', 1],
      ['0.05', 1],
      ['0.25', 3],
      ['1', 3],
      ['5', 4],
      ['15', 4],
      ['60', 4],
      ['300', 4],
      ['900', 4],
      ['+Inf', 5],
    ]);
    assert.deepEqual([sum, count], [10_005.41, 5]);
  });

  it('times what reads in, what investigates and what asks, failures among them', async () => {
    const tally = makeTally();
    const tools = {
      keep_agent_run: async () => 'kept',
      investigate_run: async () => 'report',
      list_runs: async () => Promise.reject(new Error('no')),
      own: { keep_log_text: async () => 'text', count_rca_jobs: async () => 'untimed' },
    };
    const engine = timedEngine(tools as unknown as Served['engine'], tally);
    assert.equal(await engine.keep_agent_run({ run: '{}' }), 'kept');
    assert.equal(await engine.own.keep_log_text({ text: 'x' }), 'text');
    assert.equal(await engine.own.count_rca_jobs({ kind: 'agent' } as never), 'untimed');
    await engine.investigate_run({ inputs: ['x'] });
    await assert.rejects(engine.list_runs({}), /^Error: no$/);
    const found = [...histogramsIn(tally.text(GAUGES))].map(([name, { count }]) => `${name} ${count}`);
    assert.deepEqual(found.sort(), [
      'investigator_ingest_duration_seconds{tool="keep_agent_run"} 1',
      'investigator_ingest_duration_seconds{tool="keep_log_text"} 1',
      'investigator_investigation_duration_seconds{tool="investigate_run"} 1',
      'investigator_query_duration_seconds{tool="list_runs"} 1',
    ]);
  });
});
