/** The command on a run of Argus, the whole way from its page to the report, as its user types it: connection by the environment, archives by ranges. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArgusStandIn, openArgus } from '../../stand-in/argus.ts';
import { addSampleRun, CLUSTER, keyOf, SAMPLE_ID } from '../../stand-in/sample-run.ts';
import { assertGolden } from '../../tools/render/golden.ts';
import { typed } from './typed.ts';

const SAMPLE = join(import.meta.dirname, '../../../media/sample');
const ACCESS = { id: 'client.access', secret: 'access-secret-0815' };
const SET = {
  ARGUS_TOKEN: 'argus-token-4711',
  ARGUS_CF_ACCESS_CLIENT_ID: ACCESS.id,
  ARGUS_CF_ACCESS_CLIENT_SECRET: ACCESS.secret,
  NO_PROXY: '*',
};

describe('the command with Argus', function () {
  this.timeout(60_000);
  let folder: string;
  let argus: ArgusStandIn;
  const before = { ...process.env };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cli-argus-'));
    argus = await openArgus({ token: SET.ARGUS_TOKEN, access: ACCESS });
    Object.assign(process.env, SET, { ARGUS_URL: argus.url });
  });

  afterEach(async () => {
    await argus.close();
    rmSync(folder, { recursive: true, force: true });
    for (const key of [...Object.keys(SET), 'ARGUS_URL']) delete process.env[key];
    Object.assign(process.env, before);
  });

  async function run(...args: string[]) {
    const { exit: status, ...written } = await typed(['--home', join(folder, 'home'), '--inline', ...args]);
    const plain = (text: string) =>
      text.replaceAll(argus.url, 'https://argus.test').replaceAll(new URL(argus.url).host, 'argus.test');
    return { status, out: plain(written.out), err: plain(written.err) };
  }

  it('goes from a page to the report, past a download that broke off and an archive that is gone', async () => {
    const sample = await addSampleRun(argus, SAMPLE);
    const links = sample.run.logs as [string, string][];
    argus.storage.cutOnce.add(keyOf(links[0][1]));
    links.push([
      'loader-set-7c19e5d2.tar.zst',
      `https://cloudius-jenkins-test.s3.amazonaws.com/${SAMPLE_ID}/20260526_120014/loader-set-7c19e5d2.tar.zst`,
    ]);
    const page = `${argus.url}/tests/scylla-cluster-tests/${SAMPLE_ID}`;
    const { status, out, err } = await run('investigate', page);
    assert.equal(status, 0, err);
    const storage = (text: string) => text.replaceAll(argus.storage.url, 'https://bucket.test');
    const head = out.split('\n\n').slice(0, 2).join('\n\n');
    const missing = /What was not seen\n(?: {2}.*\n)+/.exec(out)?.[0] ?? '';
    assertGolden('argus-report.txt', storage(`${head}\n\n…\n\n${missing}`), import.meta.url);
    assert.ok(
      argus.storage.asked.some(one => /^bytes=[1-9]/.test(one.headers.range ?? '')),
      'a download went on where it broke off',
    );
    for (const secret of [SET.ARGUS_TOKEN, ACCESS.secret]) assert.ok(!`${out}${err}`.includes(secret));
  });

  it('lists the runs of the token’s user, and tells which are here', async () => {
    const sample = await addSampleRun(argus, SAMPLE);
    sample.run.logs = (sample.run.logs as [string, string][]).filter(([name]) => name === CLUSTER);
    const found = await run('find');
    assert.match(
      found.out,
      new RegExp(`failed, under investigation +longevity-50gb-4h-major-test #412\\n +argus:${SAMPLE_ID} +Argus\\n`),
    );
    await run('ingest', `argus:${SAMPLE_ID}`);
    assert.match((await run('find')).out, /Argus, here as [0-9a-f]{12}\n/);
    assert.match((await run('info', `argus:${SAMPLE_ID}`)).out, /Assignee: Dana Example/);
  });

  it('says what to do when a token is refused, when there is no run, and when nothing is connected', async () => {
    const told: string[] = [];
    const tell = async (what: string, ...args: string[]) => {
      const { status, err } = await run(...args);
      told.push(`${what} (exit ${status})\n${err}`);
    };
    await tell('no such run', 'investigate', `argus:${SAMPLE_ID}`);
    process.env.ARGUS_TOKEN = 'another-token';
    await tell('another token', 'investigate', `argus:${SAMPLE_ID}`);
    process.env.ARGUS_CF_ACCESS_CLIENT_SECRET = 'wrong';
    await tell('no way past Cloudflare', 'investigate', `argus:${SAMPLE_ID}`);
    await tell('another Argus', 'investigate', `https://argus.elsewhere.test/tests/scylla-cluster-tests/${SAMPLE_ID}`);
    delete process.env.ARGUS_URL;
    await tell('nothing connected', 'investigate', `argus:${SAMPLE_ID}`);
    assertGolden('argus-refused.txt', told.join('\n'), import.meta.url);
  });
});
