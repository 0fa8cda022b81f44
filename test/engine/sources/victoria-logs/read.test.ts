/** VictoriaLogs: recorded answers of a real server as they are read, and what a person reads when it cannot answer. */
import assert from 'node:assert/strict';
import type { Link } from '../../../../src/engine/sources/outside.ts';
import { lookInVictoriaLogs } from '../../../../src/engine/sources/victoria-logs/look.ts';
import * as questions from '../../../../src/engine/sources/victoria-logs/questions.ts';
import {
  hitsRequest,
  queryRequest,
  statsRequest,
  streamsRequest,
  tailRequest,
} from '../../../../src/engine/sources/victoria-logs/questions.ts';
import {
  readHits,
  readRows,
  readStats,
  readValues,
  type VictoriaRow,
} from '../../../../src/engine/sources/victoria-logs/read.ts';
import { hasPipe, labelsOf } from '../../../../src/engine/sources/victoria-logs/row.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { faultGolden } from '../faults.ts';
import { linkTo } from '../loopback.ts';
import { type Replies, serveReplies } from '../replies.ts';

const life = { signal: new AbortController().signal };
const question = { query: '*', from: Date.UTC(2026, 10, 20, 11), to: Date.UTC(2026, 10, 20, 12) };

describe('VictoriaLogs', () => {
  let replies: Replies;
  let link: Link;
  before(async () => {
    replies = await serveReplies('victorialogs', {
      '/select/logsql/query?query=foo%20%7C%20bar(': 'vl-error-parse.txt',
      '/select/logsql/query?query=nothing': 'vl-empty.jsonl',
      '/select/logsql/query': 'vl-query.jsonl',
      '/select/logsql/hits': 'vl-hits.json',
      '/select/logsql/field_names': 'vl-field-names.json',
      '/select/logsql/field_values': 'vl-field-values.json',
      '/select/logsql/streams': 'vl-streams.json',
      '/select/logsql/stats_query': 'vl-stats-query.json',
      '/select/logsql/stats_query_range': 'vl-stats-query-range.json',
      '/select/logsql/tail': 'vl-tail.jsonl',
    });
    ({ link } = await linkTo('victoriaLogs', replies.url));
  });
  after(() => replies.close());

  async function rows(request: Parameters<Link['stream']>[0]): Promise<VictoriaRow[]> {
    const found: VictoriaRow[] = [];
    for await (const row of readRows(await link.stream(request, life), link, life)) found.push(row);
    return found;
  }

  it('gives rows line by line, with an end to the nanosecond', async () => {
    const found = await rows(queryRequest(question, 10));
    assert.ok(found.length > 0 && found.every(row => row._time && row._msg && row._stream));
    assert.deepEqual(labelsOf(found[0]._stream), { host: 'node-a1', service: 'sct-runner' });
    const asked = replies.asked.at(-1);
    assert.deepEqual(
      [asked?.query.start, asked?.query.end, asked?.query.limit],
      ['1795172400000000000', '1795175999999999999', '10'],
    );
    assert.deepEqual(await rows(queryRequest({ ...question, query: 'nothing' })), []);
    assert.equal((await rows(tailRequest('*')))[0]._msg, 'live line 1');
  });

  it('counts, names and values', async () => {
    const hits = readHits(await link.ask(hitsRequest(question, { step: 300, fields: ['level'] }), life));
    assert.deepEqual(
      hits.map(hit => hit.rows),
      [545, 423, 1],
    );
    assert.deepEqual([hits[0].at, hits[0].fields], [Date.UTC(2026, 10, 20, 11), { level: 'warn' }]);
    const names = readValues(await link.ask(questions.fieldNamesRequest(question), life));
    assert.deepEqual(names[0], { value: '_msg', hits: 4237 });
    const values = readValues(await link.ask(questions.fieldValuesRequest(question, 'level', 10), life));
    assert.deepEqual(
      values.map(one => one.value),
      ['info', 'debug', 'warn', 'error'],
    );
    assert.equal(readValues(await link.ask(streamsRequest(question, 3), life)).length, 3);
    const stats = readStats(await link.ask(statsRequest({ query: '* | stats by (level) count() n', to: question.to }), life));
    assert.deepEqual(stats[0], { at: 1795176001000, value: '37316', labels: { __name__: 'n', level: 'warn' } });
    const range = readStats(
      await link.ask(questions.statsRangeRequest({ ...question, query: '* | stats count() n' }, 300), life),
    );
    assert.deepEqual([range[0].at, range[0].value], [1795172400000, '5096']);
  });

  it('says why it does not take a query', async () => {
    const looking = { link, query: 'foo | bar(', range: question, limit: 10, life };
    await assert.rejects(lookInVictoriaLogs(looking), {
      code: 'bad_input',
      message:
        'VictoriaLogs does not take the query: cannot parse query [foo | bar(]: unexpected pipe "bar"; context: [foo | bar]',
    });
  });

  it('tells a pipe from a sign in a string', () => {
    assert.deepEqual(['{a="x|y"} ~`a|b`', "'|'", '* | limit 3'].map(hasPipe), [false, false, true]);
  });

  it('tells what went wrong', async () => {
    const golden = await faultGolden('victoriaLogs', (to, alive) =>
      lookInVictoriaLogs({ link: to, query: '*', range: question, limit: 10, life: alive }),
    );
    assertGolden('faults.txt', golden, import.meta.url);
  });
});
