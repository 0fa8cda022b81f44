/** The investigator, tests: metrics of a run are evidence: each sample that is shown has an id, true figures stay, altered ones go, and what is left out is said. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { investigate } from '../../src/agent/investigate.ts';
import type { Turn } from '../../src/agent/model.ts';
import { linesOf } from '../../src/engine/sources/prometheus/files.ts';
import { type RunningEngine, startEngine } from '../../src/engine/start.ts';
import type { Findings } from '../../src/model/findings.ts';
import { formatPlace } from '../../src/model/place.ts';
import { calling, type Line, resultsIn, scripted, shownId, submits } from './scripted.ts';

const FROM = Date.UTC(2026, 10, 20, 8);
const SAMPLES = 480;
const NODES = 60;
/** The one node whose memory fills, and its single peak beyond. */
const [FULL, JUMP, PEAK] = [7, 300, 411];

const timeOf = (index: number) => new Date(FROM + index * 15_000).toISOString();
const valueAt = (node: number, index: number) => {
  if (node !== FULL) return 30 + node / 100 + (index % 3) / 8;
  return index === PEAK ? 99.4375 : (index < JUMP ? 31.0625 : 96.5) + (index % 4) / 64;
};

function memory(unit: string): string {
  const about = { metric: 'memory', title: 'Memory in use', unit, expression: 'mem', system: 'Prometheus', from: FROM };
  const at = Array.from({ length: SAMPLES }, (_, index) => FROM + index * 15_000);
  const series = Array.from({ length: NODES }, (_, node) => ({
    labels: { instance: `db-${node}:9100` },
    at,
    values: at.map((_, index) => valueAt(node, index)),
  }));
  return linesOf(about, series);
}

describe('metrics of a run', function () {
  this.timeout(60_000);
  let home: string;
  let engine: RunningEngine;
  let run_id: string;
  let bare: string;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'agent-samples-'));
    const log = `${timeOf(0)} INFO up\n${timeOf(PEAK)} ERROR store - allocation failed: out of memory\n${timeOf(SAMPLES)} INFO end\n`;
    for (const name of ['measured', 'bare']) {
      mkdirSync(join(home, name, 'metrics'), { recursive: true });
      writeFileSync(join(home, name, 'store.log'), log);
    }
    writeFileSync(join(home, 'measured', 'metrics', 'memory.jsonl'), memory('%'));
    engine = startEngine({ home: join(home, 'home'), cwd: home, version: 'test', inline: true });
    run_id = (await engine.investigate_run({ inputs: ['measured'] })).run.run_id;
    bare = (await engine.investigate_run({ inputs: ['bare'] })).run.run_id;
  });
  after(async () => {
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  const ids = { question: null, findings_id: 'samples', clock: () => FROM };
  const ask = (script: readonly Line[], of = run_id) => {
    const model = scripted(script);
    const signal = new AbortController().signal;
    return { model, findings: investigate({ ...ids, engine, model, run_id: of, signal }) };
  };
  const asks: Line = { parts: [calling('query_metrics', { named: ['memory'], match: ['instance=~"db-.*"'] })] };

  const claims = (turn: Turn, own: { title: string; results?: string[]; quote?: string }) => {
    const { quote = '"value":99.4375', ...rest } = own;
    const evidence = [{ id: shownId(turn, '"value":99.4375'), quote }];
    return { description: 'The node db-7 had none left.', confidence: 'high', evidence, ...rest };
  };
  const judged = async (own: Parameters<typeof claims>[1]): Promise<Findings> =>
    ask([asks, turn => submits({ summary: 'Memory ran out.', claims: [claims(turn, own)] })]).findings;

  it('is shown with an id for each sample, extremes, ends and changes among them, and says of how many', async () => {
    const { model, findings } = ask([asks, { parts: [] }, { parts: [] }, { parts: [] }]);
    await findings;
    const [{ text }] = resultsIn(model.turns[1]);
    assert.match(text, /\{instance="<host-1>:9100"\} {2}10 of 480 samples, 31\.0625 … 99\.4375, last 96\.546875 {2}rises at/);
    assert.match(text, /5 series, of 60, narrow them with match\./);
    const rows = text.slice(text.indexOf('<host-1>:9100')).split('\n').slice(1, 11);
    const row = (index: number, word: string) => `${timeOf(index).slice(11, -1)}${word} | "value":${valueAt(FULL, index)}`;
    for (const one of [row(0, ' least'), row(JUMP, ' rises'), row(PEAK, ' most'), row(SAMPLES - 1, '')])
      assert.ok(
        rows.some(shown => /^\[E\d+\] /.test(shown) && shown.replace(/^\[E\d+\] /, '') === one),
        `${one} among ${rows.join('\n')}`,
      );
  });

  it('carries a claim, whose citation is the line of the sample', async () => {
    const { claims, removed } = await judged({ title: 'Memory of db-7 stood at 99.4375 % at 09:42:45' });
    assert.deepEqual(removed, []);
    const [{ place, quote }] = claims[0].citations;
    assert.equal(quote, '"value":99.4375');
    const [line] = (await engine.read_lines({ place: formatPlace(place), around: 0 })).lines;
    assert.equal(line.text, `{"time":"${timeOf(PEAK)}","metric":"memory","labels":{"instance":"db-7:9100"},"value":99.4375}`);
  });

  const lies: Record<string, Parameters<typeof claims>[1]> = {
    'a number that was altered': { title: 'Memory stood at 99.4376 %' },
    'a number that was rounded': { title: 'Memory stood at 99.44 %' },
    'the number of another sample': { title: 'Memory stood at 96.5 %' },
    'another unit': { title: 'Memory stood at 99.4375 GB' },
    'another time': { title: 'Memory stood at 99.4375 % at 09:42:46' },
    'another node': { title: 'Memory of db-8 stood at 99.4375 %' },
    'the number without its answer': { title: 'It was one of 480 samples' },
  };
  for (const [what, own] of Object.entries(lies))
    it(`does not carry ${what}`, async () => {
      const { claims, removed } = await judged(own);
      assert.deepEqual([claims.length, removed.map(one => one.why)], [0, ['number_differs']]);
    });

  it('does not carry an altered quote', async () => {
    const { claims, removed } = await judged({ title: 'Memory was full', quote: '"value":99.4374' });
    assert.deepEqual([claims.length, removed[0].why], [0, 'quote_differs']);
  });

  it('carries what the answer tells of all samples where the claim names it', async () => {
    const { claims } = await judged({ title: '10 of 480 samples lay between 31.0625 and 99.4375', results: ['R1'] });
    assert.equal(claims.length, 1);
  });

  it('is offered only where the run holds samples, or a server is connected', async () => {
    const names = async (of: string) => {
      const { model, findings } = ask([{ parts: [], stop: 'refused' }], of);
      await findings;
      return model.turns[0].tools.map(tool => tool.name);
    };
    assert.ok((await names(run_id)).includes('query_metrics'));
    assert.ok(!(await names(bare)).includes('query_metrics'));
  });
});
