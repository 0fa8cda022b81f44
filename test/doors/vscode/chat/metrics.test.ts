/** The editor's chat: /metrics: tables of series whose labels stay text, with the line of the first lasting change. */
import assert from 'node:assert/strict';
import type { MetricAnswer } from '../../../../src/model/series.ts';
import type { Engine } from '../../../../src/tools/table.ts';
import { asked, seen } from './asked.ts';

const T = Date.UTC(2026, 4, 26, 11);

function answer(): MetricAnswer {
  const series = {
    ...{ metric: 'cpu', labels: { instance: 'db|1:9100', note: '`[x](command:y)' }, at: [T, T + 60_000], values: [0.1, 0.9] },
    ...{ samples: 2, least: 0.1, most: 0.9, last: 0.9, change: { at: T + 60_000, before: 0.1, after: 0.9 } },
    stored: { source: 'abc', member: 'metrics/cpu.jsonl', lines: [2, 3] },
  };
  return {
    ...{ system: 'metrics of the run', from: T, to: T + 60_000, step: null, series: [series], series_in_all: 4, gaps: [] },
    metrics: [{ metric: 'cpu', title: 'CPU', unit: '%', expression: 'cpu' }],
  };
}

describe('/metrics', () => {
  const questions: unknown[] = [];
  const engine = {
    get_test_run_info: async () => ({ run: { run_id: 'abc', title: 'sample' } }),
    query_metrics: async (question: unknown) => {
      questions.push(question);
      return answer();
    },
  } as unknown as Engine;

  it('tells series as a table that no label can leave', async () => {
    const { text, lines } = await asked(engine, { command: 'metrics', focus: 'abc' });
    assert.deepEqual(lines, [{ source: 'abc', member: 'metrics/cpu.jsonl', line: 3 }]);
    const rows = text.split('\n').filter(line => line.startsWith('|'));
    assert.deepEqual(
      rows.map(row => row.split(/(?<!\\)\|/).length),
      [7, 7, 7],
    );
    assert.match(seen(text), /^1 of 4 series of sample; times in UTC\./);
    assert.doesNotMatch(text.replace(/\]\(command:investigator\.openLine/g, ''), /(?<!\\)\]\(command/);
  });

  it('asks for metrics by name, else in PromQL', async () => {
    for (const prompt of ['cpu, memory', 'rate(up[5m])']) await asked(engine, { command: 'metrics', focus: 'abc', prompt });
    assert.deepEqual(questions.slice(-2), [
      { run_id: 'abc', points: 60, limit: 5, named: ['cpu', 'memory'] },
      { run_id: 'abc', points: 60, limit: 5, query: 'rate(up[5m])' },
    ]);
  });
});
