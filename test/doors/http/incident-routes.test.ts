/** An incident over HTTP: what stands out, why, what was like it, what to do; each alone, all at once, and refused in words. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IncidentAnswer } from '../../../src/doors/http/incident-bodies.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { formatPlace, type Place } from '../../../src/model/place.ts';
import { version } from '../../../src/version.ts';
import { type Asker, openServer } from './asker.ts';

/** In the documented shape: a list of lines. */
const LOGS = [
  '2024-07-07 12:00:01 INFO checkpoint 12 begins',
  '2024-07-07 12:00:02 ERROR write of segment 12 failed: No space left on device',
  '2024-07-07 12:00:03 WARN retrying segment 12',
  '2024-07-07 12:00:04 ERROR write of segment 12 failed: No space left on device',
];
const CALM = Array.from({ length: 50 }, (_, at) => `2024-07-07 12:00:${at % 60} INFO request ${at} served in ${at % 7} ms`);

describe('an incident over HTTP', () => {
  let home: string;
  let engine: RunningEngine;
  let server: Asker;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'http-incident-'));
    engine = startEngine({ home, cwd: home, version, inline: true });
    server = await openServer(engine, { allowWrites: false });
  });
  afterEach(async () => {
    await server.close();
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  const ask = async (path: string, body: unknown) => {
    const { status, body: told } = await server.ask('POST', path, { body });
    assert.equal(status, 200, JSON.stringify(told));
    return told;
  };
  const textAt = async (place: Place) => (await engine.read_lines({ place: formatPlace(place), around: 0 })).lines[0].text;

  it('shows what stands out, each a line that can be read again', async () => {
    const { anomalies, anomalies_in_all, summary, runs } = await ask('/analyze', { logs: LOGS });
    assert.deepEqual([anomalies_in_all, anomalies.length, runs.length], [1, 1, 1]);
    const [{ message, count, place, score, run_id }] = anomalies;
    assert.deepEqual([message, count, place.line], ['write of segment 12 failed: No space left on device', 2, 2]);
    assert.ok(score > 0.25 && score <= 1);
    assert.equal(await textAt(place), LOGS[1]);
    assert.match(summary, /disk/i);
    const [{ first_error, templates, coverage }] = runs;
    assert.deepEqual([first_error.text, first_error.place.line, runs[0].run_id], [LOGS[1], 2, run_id]);
    assert.deepEqual(
      templates.map((one: { text: string; count: number; level: string }) => [one.text, one.count, one.level]),
      [
        ['write of segment <*> failed: No space left on device', 2, 'error'],
        ['retrying segment <*>', 1, 'warn'],
      ],
    );
    assert.equal(coverage.scanned, 4);
    const calm = await ask('/analyze', { logs: CALM.join('\n') });
    assert.deepEqual([calm.anomalies, calm.runs[0].first_error, calm.runs[0].templates], [[], null, []]);
  });

  it('names the kind of failure with its confidence and the evidence for it, or says why not', async () => {
    const cause = await ask('/predict', { logs: LOGS });
    assert.deepEqual(
      [cause.category, cause.category_words, cause.insufficient_evidence],
      ['disk_full', 'A disk ran full', false],
    );
    assert.ok(cause.root_cause && cause.why.length && cause.confidence);
    assert.deepEqual(
      cause.evidence.map((one: { evidence_id: string }) => one.evidence_id),
      cause.evidence_ids,
    );
    assert.equal(cause.evidence[0].snippet, LOGS[1]);
    const calm = await ask('/predict', { logs: CALM });
    assert.deepEqual([calm.root_cause, calm.confidence, calm.evidence, calm.insufficient_evidence], [null, null, [], true]);
    assert.match(calm.insufficient_reason, /None of 50 lines/);
  });

  it('finds similar incidents, with what was advised then, and documents without their folders', async () => {
    const [before] = (await ask('/analyze', { logs: LOGS.map(line => line.replaceAll('12', '57')), title: 'before' })).runs;
    for (const body of [
      { logs: LOGS },
      { query: 'No space left on device' },
      { root_cause: 'write failed: No space left on device' },
    ]) {
      const { similar_incidents, documents } = await ask('/search', body);
      const [first] = similar_incidents;
      assert.deepEqual([first.id, first.title, first.category], [before.run_id, 'before', 'disk_full'], JSON.stringify(body));
      assert.ok(first.summary && first.resolution && first.why.length && first.score > 0);
      assert.match(await textAt(first.place), /No space left on device/);
      assert.equal(documents[0].document, 'categories/disk-full');
      assert.ok(!JSON.stringify(documents).includes('knowledge_base'));
    }
  });

  it('recommends what the report advises, and the steps of documents', async () => {
    const { recommended_actions, actions, steps } = await ask('/recommend', { logs: LOGS });
    assert.deepEqual(
      recommended_actions.slice(0, actions.length),
      actions.map((one: { title: string }) => one.title),
    );
    assert.equal(steps[0].document, 'categories/disk-full');
    assert.ok(recommended_actions.includes(steps[0].steps[0]));
    const told = await ask('/recommend', { category: 'disk_full' });
    assert.deepEqual([told.actions, told.steps[0].document], [[], 'categories/disk-full']);
  });

  it('tells all of it in one answer, in the documented names, and the same lines are one run', async () => {
    const whole = await ask('/investigate', { logs: LOGS });
    assert.equal(typeof whole.root_cause, 'string');
    for (const name of ['anomalies', 'similar_incidents', 'recommended_actions']) assert.ok(Array.isArray(whole[name]), name);
    assert.deepEqual(IncidentAnswer.parse(whole), whole);
    assert.deepEqual(await ask('/investigate', { logs: `${LOGS.join('\n')}\n` }), whole);
    assert.deepEqual(await ask('/investigate', { run_id: whole.run_id }), whole);
    const parts = [await ask('/analyze', { logs: LOGS }), await ask('/predict', { logs: LOGS })];
    for (const part of parts) for (const [name, one] of Object.entries(part)) assert.deepEqual(whole[name], one, name);
    assert.equal((await engine.list_runs({})).in_all, 1);
  });

  it('looks at a run and at lines together', async () => {
    const { run_id } = await ask('/predict', { logs: CALM });
    const both = await ask('/investigate', { run_id, logs: LOGS });
    assert.deepEqual([both.runs.length, both.runs[0].run_id, both.category], [2, run_id, 'disk_full']);
    assert.equal(both.run_id, both.anomalies[0].run_id);
  });

  it('refuses what says nothing, and unknown runs, in words', async () => {
    const wrong: [string, unknown, number, string, RegExp][] = [
      ['/analyze', {}, 400, 'bad_input', /^Neither logs nor run_id/],
      ['/analyze', undefined, 400, 'bad_input', /^Neither logs nor run_id/],
      ['/predict', { logs: [] }, 400, 'bad_input', /^Neither logs nor run_id/],
      ['/predict', { logs: [' ', ''] }, 400, 'bad_input', /^Neither logs nor run_id/],
      ['/investigate', { logs: 7 }, 400, 'bad_input', /^logs /],
      ['/investigate', { logs: ['a', 1] }, 400, 'bad_input', /^logs/],
      ['/analyze', { logs: LOGS, limit: 0 }, 400, 'bad_input', /^limit must be at least 1/],
      ['/analyze', { logs: '\u0000\u0001' }, 400, 'bad_input', /^The text is no log/],
      ['/search', {}, 400, 'bad_input', /says what to search for/],
      ['/recommend', { query: ' ' }, 400, 'bad_input', /says what to recommend for/],
      ['/recommend', { category: 'nonsense' }, 400, 'bad_input', /^category must be one of/],
      ['/predict', { run_id: 'nowhere' }, 404, 'run_unknown', /nowhere/],
      ['/search', [], 400, 'bad_input', /^The body must be an object/],
    ];
    for (const [path, body, status, code, words] of wrong) {
      const reply = await server.ask('POST', path, { body });
      assert.deepEqual([reply.status, reply.body.error.code], [status, code], `${path} ${JSON.stringify(body)}`);
      assert.match(reply.body.error.message, words);
      assert.ok(!JSON.stringify(reply.body).includes(home));
    }
    const large = await server.ask('POST', '/analyze', { body: { logs: 'x'.repeat((16 << 20) + 1) } });
    assert.deepEqual([large.status, large.body.error.code], [413, 'request_too_large']);
  });

  it('is counted for Prometheus', async () => {
    await ask('/analyze', { logs: LOGS });
    await ask('/investigate', { logs: LOGS });
    const { body } = await server.ask('GET', '/metrics');
    for (const line of [
      'investigator_anomalies_total 2',
      'investigator_predictions_total{category="disk_full"} 1',
      'investigator_searches_total 1',
    ])
      assert.ok(body.includes(`\n${line}\n`), line);
    assert.match(body, /\ninvestigator_recommendations_total \d+\n/);
  });

  it('takes the same lines from many at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, at) => server.ask('POST', at % 2 ? '/investigate' : '/predict', { body: { logs: LOGS } })),
    );
    assert.deepEqual([...new Set(all.map(one => `${one.status} ${one.body.category}`))], ['200 disk_full']);
    assert.equal((await engine.list_runs({})).in_all, 1);
  });
});
