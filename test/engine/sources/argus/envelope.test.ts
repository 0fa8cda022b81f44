/** Argus: what its envelope says, in every form that its source code has, through the real client. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { Fault } from '../../../../src/base/fault.ts';
import { payloadOf } from '../../../../src/engine/sources/argus/envelope.ts';
import { ArgusRun, Stats } from '../../../../src/engine/sources/argus/nouns.ts';
import { infoRequest } from '../../../../src/engine/sources/argus/requests.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { faultGolden } from '../faults.ts';
import { Loopback, linkTo } from '../loopback.ts';

const life = { signal: new AbortController().signal };
const ID = '6f0c1c6e-7f0a-4f0e-9a55-0d1f2b3c4d5e';
const raised = (exception: string, message: unknown) => ({
  status: 'error',
  response: { trace_id: 'x=', exception, message, arguments: [1, null] },
});

const answers: Record<string, { status?: number; type?: string; body: unknown }> = {
  'no token': { status: 403, body: { status: 'error', message: 'Authorization required' } },
  'missing role': { status: 403, body: { status: 'error', message: 'Forbidden' } },
  'unknown token': { body: raised('APIException', 'User not found for supplied token') },
  'unknown run by information': { body: raised('ClientException', `Test run ${ID} not found in any plugin model`) },
  'unknown run by type': { body: { status: 'ok', response: null } },
  'bad id': { body: raised('ValueError', 'badly formed hexadecimal UUID string') },
  'a mistake of ours': { body: raised('TypeError', "int() argument must be a string, not 'NoneType'") },
  'nothing said': { body: raised('', null) },
  'database down': { body: { status: 'error', response: 'Cluster seems down. Try again later.' } },
  'database down, called a success': { body: { status: 'success', response: 'Cluster seems down. Try again later.' } },
  'no payload': { body: { status: 'ok' } },
  'another payload': { body: { status: 'ok', response: { unexpected: 1 } } },
  'a page of Cloudflare': { type: 'text/html', body: '<!doctype html><title>Sign in</title>' },
  'plain text': { type: 'text/plain', body: 'hello' },
  'unknown path': { status: 404, type: 'text/html', body: '<!doctype html><title>404 Not Found</title>' },
};

describe('the envelope of Argus', () => {
  it('says in words what each error is', async () => {
    const told: string[] = [];
    for (const [name, { status = 200, type = 'application/json', body }] of Object.entries(answers)) {
      const server = await Loopback.open((_, response) => {
        response.writeHead(status, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body));
      });
      const { link } = await linkTo('argus', server.url);
      const request = infoRequest(ID);
      const words = await link
        .ask(request, life)
        .then(reply => JSON.stringify(payloadOf(reply, z.object({ plugin_name: z.string() }), request.what ?? '')))
        .catch((failure: unknown) => {
          if (!(failure instanceof Fault)) throw failure;
          return `${failure.code}: ${failure.message.replaceAll(server.host, 'HOST')}`;
        });
      told.push(`${name}\n  ${words}\n`);
      await server.close();
    }
    assertGolden('envelope.txt', told.join(''), import.meta.url);
  });

  it('leads to words for all that a server can do wrong', async () => {
    const request = infoRequest(ID);
    const golden = await faultGolden('argus', async (link, alive) =>
      payloadOf(await link.ask(request, alive), z.object({ plugin_name: z.string() }), request.what ?? ''),
    );
    assertGolden('faults.txt', golden, import.meta.url);
  });
});

describe('nouns of Argus', () => {
  it('read a run of which everything but its id is null, missing, or of another form', () => {
    const fields = Object.keys(ArgusRun.shape);
    for (const value of [null, undefined, 7, 'text', [], {}, [null], { a: 1 }]) {
      const run = ArgusRun.parse({ ...Object.fromEntries(fields.map(key => [key, value])), id: ID });
      assert.equal(run.id, ID);
    }
    assert.deepEqual(ArgusRun.parse({ id: ID, logs: { a: 'https://x/a', b: 3 } }).logs, [{ name: 'a', url: 'https://x/a' }]);
    assert.equal(ArgusRun.parse({ id: ID, end_time: '1970-01-01T00:00:00.000Z' }).end_time, null);
    assert.deepEqual(ArgusRun.parse({ id: ID, packages: [{ name: 'kernel', version: null }, { version: '1' }, 3] }).packages, [
      { name: 'kernel', version: null, date: null, revision_id: null },
    ]);
  });

  it('read the statistics of a dormant release as none', () => {
    assert.deepEqual(Stats.parse({ dormant: true }), { groups: [] });
  });
});
