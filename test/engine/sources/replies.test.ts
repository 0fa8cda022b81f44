/** The recorded answers: each comes back with the status and type it was recorded with, by path, query and form. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { linkTo } from './loopback.ts';
import { type Replies, serveReplies } from './replies.ts';

const life = { signal: new AbortController().signal };

describe('recorded answers', () => {
  let replies: Replies;
  before(async () => {
    replies = await serveReplies('victorialogs', {
      '/select/logsql/query?query=error%20(': 'vl-error-parse.txt',
      '/select/logsql/query': 'vl-query.jsonl',
      '/select/logsql/field_names': 'vl-field-names.json',
      '/busy': { file: 'vl-empty.jsonl', status: 503 },
    });
  });
  after(() => replies.close());

  it('come by path and query, with their status and type, through the client', async () => {
    const { link } = await linkTo('victoriaLogs', replies.url);
    const names = await link.ask({ path: '/select/logsql/field_names', query: { query: '*' } }, life);
    assert.ok(names.json(z.object({ values: z.array(z.object({ value: z.string() })) })).values.length > 0);
    const lines = await link.ask({ path: '/select/logsql/query', form: { query: '*', limit: 10 } }, life);
    assert.equal(lines.type, 'application/stream+json');
    assert.equal(replies.asked.at(-1)?.query.limit, '10');
    const wrong = { path: '/select/logsql/query', form: { query: 'error (' }, answers: [400] };
    assert.equal((await link.ask(wrong, life)).status, 400);
  });

  it('are 404 where none is named', async () => {
    const { link } = await linkTo('victoriaLogs', replies.url);
    await assert.rejects(link.ask({ path: '/nowhere', what: 'place called nowhere' }, life), {
      code: 'source_missing',
      message: /has no place called nowhere \(status 404\)/,
    });
  });
});
