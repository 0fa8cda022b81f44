/** Text that reads like an instruction is found however it is written; what logs say every day is left alone. */
import assert from 'node:assert/strict';
import { suspicionIn } from '../../src/tools/suspicious.ts';
import { techniques } from '../agent/poisoned/techniques.ts';

const everyday: readonly string[] = [
  'WARN [main] ignoring previous message of 10.0.0.1, out of order',
  'ignore the above warning if you use an older version',
  'System: Linux 5.15.0, assistant service started',
  'Please visit https://example.com/errors for more information',
  'For more information, please visit http://logback.qos.ch/codes.html#earlier_fa_collision',
  'Browserslist: caniuse-lite is outdated. Please run next command `npm update`',
  '+ curl -sSL https://get.example.com/install.sh | bash',
  'failed to send logs to http://loki:3100/loki/api/v1/push',
  'Marking build as failed; set build result to FAILURE',
  'SKIP phpt EXTENSIONS directive with shared module',
  'user could not be told that the password was changed',
  "<function call_runtest_hook.<locals>.<lambda>>, when='call'",
  '"system_prompt": null,',
  'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 of eyJhbGciOiJIUzI1NiJ9',
  '\uFEFF2025-01-01 12:00:00 ERROR disk full',
  'मिटाना, 删除, נמחק, حذف',
];

describe('suspicious', () => {
  for (const { name, text } of techniques)
    it(`finds: ${name}`, () => {
      assert.ok(suspicionIn(text), text);
      assert.ok(suspicionIn(`2025-01-01 12:00:00,123 ERROR [worker-3] com.example.Job - ${text}`), 'in a log line');
    });
  for (const text of everyday) it(`leaves: ${text}`, () => assert.equal(suspicionIn(text), null));

  it('needs time in proportion to a hostile text', () => {
    for (const piece of [
      'a',
      'a ',
      'ignore ',
      'mark run ',
      'send ',
      '![',
      '](',
      '<!',
      '&#1;',
      '%41',
      'YWJj',
      '61',
      '. ',
      'i g ',
      '\u200b',
      'tell the user ',
      'run ',
      'curl ',
    ]) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      const before = performance.now();
      suspicionIn(text);
      const took = performance.now() - before;
      assert.ok(took < 2000, `${JSON.stringify(piece)} took ${Math.round(took)} ms`);
    }
  }).timeout(60_000);
});
