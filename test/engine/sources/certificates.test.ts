/** Certificates: one that a house signed itself is trusted once NODE_EXTRA_CA_CERTS names it, in the command as its user starts it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from './certificate.ts';
import { Loopback } from './loopback.ts';

describe('a certificate of the house', function () {
  this.timeout(60_000);
  let folder: string;
  let server: Loopback;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'certificates-'));
    writeFileSync(join(folder, 'house.pem'), selfSigned.cert);
    server = await Loopback.open((_, response) => void response.end('{"status":"success","data":[]}'), { encrypted: true });
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function connect(env: NodeJS.ProcessEnv): Promise<string> {
    const args = ['src/doors/cli/main.ts', 'connect', 'loki', '--home', join(folder, 'home')];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, LOKI_URL: server.url, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const parts: string[] = [];
    child.stdout.setEncoding('utf8').on('data', part => parts.push(part));
    await once(child, 'close');
    return parts.join('');
  }

  it('is refused by itself, with what to do about it', async () => {
    const told = await connect({});
    assert.match(told, /TLS failed: no encrypted connection with 127\.0\.0\.1 \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
    assert.match(told, /NODE_EXTRA_CA_CERTS/);
  });

  it('is trusted once it is named', async () => {
    assert.match(await connect({ NODE_EXTRA_CA_CERTS: join(folder, 'house.pem') }), /: it answers as it should \(/);
  });
});
