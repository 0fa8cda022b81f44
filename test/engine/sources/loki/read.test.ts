/** Loki: recorded answers of a real server as they are read, and what a person reads when it cannot answer. */
import assert from 'node:assert/strict';
import { isoOf, nanoseconds } from '../../../../src/engine/sources/log-address.ts';
import { askQuery } from '../../../../src/engine/sources/log-refusal.ts';
import { lookInLoki } from '../../../../src/engine/sources/loki/look.ts';
import * as questions from '../../../../src/engine/sources/loki/questions.ts';
import { LokiStats, readNames, readResult, readSeries } from '../../../../src/engine/sources/loki/read.ts';
import type { Link } from '../../../../src/engine/sources/outside.ts';
import { replyOf } from '../../../../src/engine/sources/reply.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { faultGolden } from '../faults.ts';
import { linkTo } from '../loopback.ts';
import { type Replies, serveReplies } from '../replies.ts';

const life = { signal: new AbortController().signal };
const range = { from: Date.UTC(2026, 10, 20, 11), to: Date.UTC(2026, 10, 20, 12) };

describe('Loki', () => {
  let replies: Replies;
  let link: Link;
  before(async () => {
    replies = await serveReplies('loki', {
      '/loki/api/v1/query_range?query=%7Bservice%3D%22a%22': 'loki-error-parse.txt',
      '/loki/api/v1/query_range?query=%7Ba%3D~%22.*%22%7D': 'loki-error-empty-matcher.txt',
      '/loki/api/v1/query_range?query=none': 'loki-empty.json',
      '/loki/api/v1/query_range?query=rate': 'loki-query-range-matrix.json',
      '/loki/api/v1/query_range': 'loki-query-range-streams.json',
      '/loki/api/v1/query': 'loki-query-vector.json',
      '/loki/api/v1/labels': 'loki-labels.json',
      '/loki/api/v1/label/service/values': 'loki-label-values.json',
      '/loki/api/v1/series': 'loki-series.json',
      '/loki/api/v1/index/stats': 'loki-index-stats.json',
    });
    ({ link } = await linkTo('loki', replies.url));
  });
  after(() => replies.close());

  const page = (query: string) => ({
    query,
    start: nanoseconds(range.from),
    end: nanoseconds(range.to),
    limit: 100,
    direction: 'backward' as const,
  });
  const result = async (query: string) => readResult(await askQuery(link, questions.rangeRequest(page(query)), life));

  it('gives lines in the order of their nanoseconds, over all streams', async () => {
    const found = await result('{service="shard-store"}');
    assert.ok(found.kind === 'lines' && found.lines.length > 1);
    const { lines } = found;
    assert.ok(lines.every((line, i) => i === 0 || lines[i - 1].ns <= line.ns));
    const one = lines.find(line => line.ns === 1795172811616003584n);
    assert.equal(isoOf(one?.ns ?? 0n), '2026-11-20T11:06:51.616003584Z');
    assert.equal(one?.labels.trace_id, '47011bda80c15eb6');
    assert.deepEqual(
      [replies.asked.at(-1)?.query.start, replies.asked.at(-1)?.query.end],
      ['1795172400000000000', '1795176000000000000'],
    );
    assert.deepEqual(await result('none'), { kind: 'lines', lines: [] });
  });

  it('gives numbers of a metric query', async () => {
    const matrix = await result('rate');
    assert.ok(matrix.kind === 'numbers');
    assert.deepEqual(matrix.numbers[0], { at: 1795172400000, value: '5342', labels: { level: 'debug' } });
    const vector = readResult(await askQuery(link, questions.instantRequest({ query: 'x', at: nanoseconds(range.to) }), life));
    assert.ok(vector.kind === 'numbers' && vector.numbers[1].value === '288');
  });

  it('gives labels, values, series and their size', async () => {
    assert.deepEqual(readNames(await link.ask(questions.labelsRequest(range), life)), ['__stream_shard__', 'level', 'service']);
    assert.equal(readNames(await link.ask(questions.labelValuesRequest(range, 'service'), life)).length, 8);
    assert.deepEqual(readSeries(await link.ask(questions.seriesRequest(range, ['{level="error"}']), life))[0], {
      level: 'error',
      service: 'billing',
    });
    const stats = (await link.ask(questions.statsRequest({ query: '{a="b"}', ...range }), life)).json(LokiStats);
    assert.equal(stats.entries, 1455);
  });

  it('takes what is known of one line from beside it, in either form', () => {
    const known = [{ structuredMetadata: { trace_id: 'ab' }, parsed: { code: '7' } }, { trace_id: 'ab' }, {}];
    const values = known.map((one, i) => [`${i + 1}000000`, 'x', one]);
    const body = { data: { resultType: 'streams', result: [{ stream: { a: 'b' }, values: [...values, ['4000000', 'y']] }] } };
    const reply = replyOf(
      { status: 200, header: () => 'application/json', bytes: Buffer.from(JSON.stringify(body)) },
      null as never,
    );
    const read = readResult(reply);
    assert.ok(read.kind === 'lines');
    assert.deepEqual(
      read.lines.map(line => line.fields),
      [{ trace_id: 'ab', code: '7' }, { trace_id: 'ab' }, {}, {}],
    );
  });

  it('says why it does not take a query', async () => {
    const look = (query: string) => lookInLoki({ link, query, range, limit: 10, life });
    await assert.rejects(look('{service="a"'), {
      code: 'bad_input',
      message: 'Loki does not take the query: parse error at line 1, col 15: syntax error: unexpected $end, expecting } or ,',
    });
    await assert.rejects(look('{a=~".*"}'), { code: 'bad_input', message: /at least one regexp or equality matcher/ });
  });

  it('tells what went wrong', async () => {
    const golden = await faultGolden('loki', (to, alive) =>
      lookInLoki({ link: to, query: '{a="b"}', range, limit: 10, life: alive }),
    );
    assertGolden('faults.txt', golden, import.meta.url);
  });
});
