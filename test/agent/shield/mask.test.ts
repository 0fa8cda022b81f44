/** Masking hides what it must, keeps what a reader needs, and comes back as it was, whatever the text. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Mask } from '../../../src/agent/shield/mask.ts';

const KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY';
/** Text, and what it must not show. */
const secrets: readonly (readonly [text: string, value: string])[] = [
  ['using AKIAIOSFODNN7EXAMPLE now', 'AKIAIOSFODNN7EXAMPLE'],
  [`aws_secret_access_key = ${KEY}`, KEY],
  [`found ${KEY} in env`, KEY],
  ['clone with ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789'],
  ['github_pat_11ABCDEFG0abcdefghij_klmnop', 'github_pat_11ABCDEFG0abcdefghij_klmnop'],
  ['glpat-abcdefghij0123456789', 'glpat-abcdefghij0123456789'],
  [`slack xox${'b'}-1234567890-abcdefghij`, '1234567890-abcdefghij'],
  ['https://hooks.slack.com/services/T000/B000/XXXXYYYYZZZZ', 'T000/B000/XXXXYYYYZZZZ'],
  ['key=AIzaSyA1234567890abcdefghijklmnopqrstuv', 'AIzaSyA1234567890abcdefghijklmnopqrstuv'],
  ['sk-ant-api03-abcdefghijklmnopqrstuvwxyz', 'sk-ant-api03-abcdefghijklmnopqrstuvwxyz'],
  ['sk-proj-abcdefghijklmnopqrstuvwxyz', 'sk-proj-abcdefghijklmnopqrstuvwxyz'],
  ['//npm/:_authToken=npm_abcdefghijklmnopqrstuvwxyz0123456789', 'npm_abcdefghijklmnopqrstuvwxyz0123456789'],
  [`stripe ${'sk'}_live_abcdefghijklmnop1234`, '_live_abcdefghijklmnop1234'],
  ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-DEF_123', 'eyJzdWIiOiIxMjM0In0'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----', 'MIIEpAIBAAKCAQEA'],
  ['"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkq\\n-----END"', 'MIIEvQIBADANBgkq'],
  ['12:00 | MIIEpAIBAAKCAQEA7Zx9k3LmQp2RtVwYs8Nb5Hf6Jd1Gc4Xe0Ua', 'MIIEpAIBAAKCAQEA7Zx9k3LmQp2RtVwYs8Nb5Hf6Jd1Gc4Xe0Ua'],
  ['Authorization: Bearer abcdefgh', 'abcdefgh'],
  ['{"Authorization": "Basic dXNlcjpwYXNz"}', 'dXNlcjpwYXNz'],
  ['sent Bearer 12ab34cd56', '12ab34cd56'],
  ['password=hunter2', 'hunter2'],
  ['DB_PASSWORD: s3cr3t!', 's3cr3t!'],
  ['{"password":"with space and \\" quote"}', 'quote'],
  ["{'token': 'abc def'}", 'abc def'],
  ['body={\\"client_secret\\":\\"inner value\\"}', 'inner value'],
  ['connect postgres://bob:hunter2@db1:5432/x', 'hunter2'],
  ['GET https://abc123def456@example.com/x', 'abc123def456'],
  ['GET /a?x=1&api_key=zzz999&y=2', 'zzz999'],
  ['GET /a?sig=a%2Fb%3D&y=2', 'a%2Fb%3D'],
  ['mysql --password hunter2x', 'hunter2x'],
  ['machine a login bob password pw-1', 'pw-1'],
  ['the password is Tr0ub4dor', 'Tr0ub4dor'],
  ['Set-Cookie: sid=abc; Path=/', 'sid=abc'],
  ['X-Vault-Token: hvs.abcdefghijklmnopqrstuv', 'hvs.abcdefghijklmnopqrstuv'],
];

const addresses: readonly (readonly [text: string, masked: string])[] = [
  ['mail jane.doe@example.com now', 'mail <email-1> now'],
  ['10.0.0.1:9042 and /10.0.0.2, node_10.0.0.1', '<ip-1>:9042 and /<ip-2>, node_<ip-1>'],
  ['from fe80::1ff:fe23:4567:890a to 2001:db8::8a2e:370:7334', 'from <ip-1> to <ip-2>'],
  ['lost db1.prod.example.com.', 'lost <host-1>.'],
  ['https://db1:9042/x and ws://db1/', 'https://<host-1>:9042/x and ws://<host-1>/'],
  ['ip-10-0-1-2 is up', '<host-1> is up'],
  ['ip-10-0-1-2.eu-west-1.compute.internal is up', '<host-1> is up'],
  ['scylla-0.scylla.svc.cluster.local', '<host-1>'],
];

const left: readonly string[] = [
  'read node.log, system.log and file.py of libc.so.6',
  'at org.apache.cassandra.db.ColumnFamilyStore.flush(ColumnFamilyStore.java:12)',
  'java.net.SocketException in com.example.io and java.lang.Thread',
  'logger.info and self.io, system.local, system.peers, keyspace1.standard1, user.home',
  'scylla-server.service started at 12:34:56.789, std::string a::b',
  '127.0.0.1, 0.0.0.0, ::1, localhost',
  'version v1.2.3.4, 5.2.0 and 2024.1.0',
  'num_tokens: 256 max_tokens=4096 token: -9223372036854775808',
  'password: null, token=none, Unexpected token: }',
  'Bearer authentication failed; Basic authentication',
  'PWD=/home/jenkins',
  'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'uuid 123e4567-e89b-12d3-a456-426614174000',
  'aa:bb:cc:dd:ee:ff',
];

describe('mask', () => {
  for (const [text, value] of secrets)
    it(`hides the secret in ${text.slice(0, 40).replace(/\s/g, ' ')}`, () => {
      const mask = new Mask();
      const masked = mask.mask(text);
      assert.ok(!masked.includes(value), masked);
      assert.match(masked, /<secret-1>/);
      assert.equal(mask.unmask(masked, { secrets: true }), text);
      assert.ok(!mask.unmask(masked).includes(value), 'a secret stays hidden from who reads');
    });

  for (const [text, masked] of addresses) it(`hides ${text}`, () => assert.equal(new Mask().mask(text), masked));
  for (const text of left) it(`leaves ${text}`, () => assert.equal(new Mask().mask(text), text));

  it('names the same value the same, across texts', () => {
    const mask = new Mask({ hosts: ['db-node-1', 'db-node-2'] });
    assert.equal(mask.mask('db-node-1 lost 10.0.0.1'), '<host-1> lost <ip-1>');
    assert.equal(mask.mask('10.0.0.2, then db-node-2/db-node-1.log; 10.0.0.1'), '<ip-2>, then <host-2>/<host-1>.log; <ip-1>');
    assert.deepEqual(mask.hidden(), [
      { kind: 'ip', values: 2 },
      { kind: 'host', values: 2 },
    ]);
  });

  it('finds a secret again where nothing names it', () => {
    const mask = new Mask();
    assert.equal(mask.mask('password=hunter22'), 'password=<secret-1>');
    assert.equal(mask.mask('login as bob/hunter22 failed'), 'login as bob/<secret-1> failed');
    assert.equal(new Mask().mask('bob/hunter22 failed; password=hunter22'), 'bob/<secret-1> failed; password=<secret-1>');
  });

  it('leaves tokens that a log holds, and does not take them for its own', () => {
    const mask = new Mask();
    mask.mask('db1.example.com');
    const text = 'the log says <host-1> and <secret-7>';
    const masked = mask.mask(text);
    assert.equal(masked, 'the log says <text-1> and <text-2>');
    assert.equal(mask.unmask(masked), text);
  });

  it('gives back every text, and hides nothing more the second time', () => {
    const bits = fc.oneof(
      fc.constantFrom(...secrets.map(([text]) => text), ...addresses.map(([text]) => text), ...left),
      fc.constantFrom(
        '<',
        '>',
        '<host-1>',
        '<secret-2>',
        '<text-1>',
        '-1>',
        '"',
        "'",
        '\\',
        '=',
        ':',
        '@',
        '://',
        '.',
        ' ',
        '\n',
        'password',
        'token=',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const text = fc.array(bits, { maxLength: 12 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), texts => {
        const mask = new Mask({ hosts: ['db-node-1'] });
        for (const one of texts) {
          const masked = mask.mask(one);
          assert.equal(mask.unmask(masked, { secrets: true }), one);
          assert.equal(mask.remask(masked), masked);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('needs time in proportion to a hostile text', () => {
    const pieces = [
      'a',
      'a.',
      '1.',
      ':',
      'f:',
      'a@',
      '://',
      '<host-',
      'eyJ',
      'eyJaaaaaaaa.',
      '-----BEGIN PRIVATE KEY-----',
      'password="',
      'password=\\',
      'Authorization: ',
      'Bearer ',
      '://a:',
      'login a ',
      'A1b',
      'cookie: ',
      '--token ',
      'password=hunter22 ',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      const before = performance.now();
      new Mask({ hosts: ['db-node-1'] }).mask(text);
      const took = performance.now() - before;
      assert.ok(took < 2500, `${JSON.stringify(piece)} took ${Math.round(took)} ms`);
    }
  }).timeout(60_000);
});
