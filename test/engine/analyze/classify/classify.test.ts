/** Analysis, tests: the cause wins over its consequences, by time and by what explains what; every rule is complete. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classify } from '../../../../src/engine/analyze/classify/classify.ts';
import { explains } from '../../../../src/engine/analyze/classify/explains.ts';
import { ruleOf, rules } from '../../../../src/engine/analyze/classify/rules.ts';
import { parseQuery } from '../../../../src/engine/query/parse.ts';
import { agentCategories, type Category, categories } from '../../../../src/model/category.ts';
import { ActionItem } from '../../../../src/model/judgement.ts';
import type { TestResults } from '../../../../src/model/tests.ts';
import { memoryCorpus } from '../memory-corpus.ts';
import { verdictsOf } from './judge.ts';

const oom = '2026-11-20T11:02:31.745Z n3 kernel: Out of memory: Killed process 2213 (scylla) total-vm:1kB';
const down = '2026-11-20T11:02:40.000Z n1 gossip - Node 10.4.1.33 is now DOWN, status = NORMAL';
const quorum = '2026-11-20T11:03:47.000Z ERROR QuorumLostException: only 1 of 3 replicas reachable';
const refused = '2026-11-20T11:03:50.000Z ERROR dial tcp 10.4.1.33:9042: connect: connection refused';

describe('classify', () => {
  it('puts the cause before its consequences although they rank higher', () => {
    const found = verdictsOf([oom, down, quorum, refused]).map(verdict => verdict.category);
    assert.equal(found[0], 'out_of_memory');
    assert.ok(found.includes('node_down') && found.includes('quorum_lost') && found.includes('connection_refused'));
  });

  it('does not let what came later explain what came before', () => {
    const early = '2026-11-20T10:00:00.000Z ERROR dial tcp 10.4.1.33:9042: connect: connection refused';
    const [first, second] = verdictsOf([early, down.replace('11:02', '12:02')]);
    assert.deepEqual([first.category, second.category], ['connection_refused', 'node_down']);
  });

  it('finds nothing where nothing speaks', () => {
    assert.deepEqual(
      verdictsOf(['all is well', 'tests/test_oom.py::test_out_of_memory PASSED', 'Tests run: 9, Failures: 0, Errors: 0']),
      [],
    );
  });

  it('gives a line that is to be retried less weight', () => {
    const retried = verdictsOf(['connect ECONNREFUSED 127.0.0.1:6379, retrying (1/5)']);
    const final = verdictsOf(['connect ECONNREFUSED 127.0.0.1:6379']);
    assert.ok((retried[0]?.score ?? 0) < final[0].score / 2);
  });

  it('takes an exception inside a failed test for the test', () => {
    const block = 'java.lang.IllegalStateException: no cart\n\tat com.acme.CartTest.total(CartTest.java:9)';
    const corpus = memoryCorpus({ 'job.log': block });
    const suspect = {
      member: 1,
      line: 1,
      endLine: 2,
      at: null,
      score: 1,
      role: 'cause',
      template: 0,
      why: [],
      alike: 0,
    } as const;
    const tests: TestResults = {
      frameworks: ['maven'],
      status: 'failed',
      ran: 1,
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: [{ name: 'com.acme.CartTest.total', member: 'job.log', line: 1 }],
    };
    const judge = (known: TestResults | null) =>
      classify({ corpus, suspects: [suspect], text: () => block, moments: [], tests: known }).map(verdict => verdict.category);
    assert.deepEqual(judge(tests), ['assertion']);
    assert.deepEqual(judge(null), ['crash']);
  });

  it('reads any text within a second and cites only what it was given', () => {
    const noise = fc.array(fc.string({ maxLength: 300 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(noise, lines => {
        for (const verdict of verdictsOf(lines.map(line => `x${line.replace(/[\r\n]/g, ' ')}`))) {
          assert.ok(verdict.evidence.length > 0 && verdict.evidence.every(index => index < lines.length));
          assert.ok(verdict.score > 0 && verdict.score <= 1);
        }
      }),
      { numRuns: 40 },
    );
  });

  for (const [what, text] of [
    ['one long word', 'a'.repeat(60_000)],
    ['many blanks', `error${' '.repeat(60_000)}x`],
    ['many colons', 'a:'.repeat(30_000)],
    ['many short lines', 'Error: x\n'.repeat(5_000)],
    ['many dots and slashes', './a.b'.repeat(12_000)],
    ['many quotes', `Traceback (most recent call last):\n${"'x' ".repeat(15_000)}`],
  ] as const) {
    it(`comes to an end on ${what}`, () => assert.ok(Array.isArray(verdictsOf([text]))));
  }
});

describe('rules', () => {
  it('are complete: one for every category', () => {
    const others: readonly string[] = [...agentCategories, 'unknown'];
    const named = Object.keys(categories).filter(name => !others.includes(name));
    assert.deepEqual(Object.keys(rules).sort(), named.sort());
    for (const [name, rule] of Object.entries(rules)) assert.equal(rule.category, name);
    assert.equal(ruleOf('unknown'), null);
  });

  for (const rule of Object.values(rules)) {
    it(`${rule.category}: words for nothing found and for everything found, steps whose queries can be read`, () => {
      const all = {
        address: 'a.b',
        amount: '5',
        code: 'E1',
        column: '1',
        command: 'c',
        file: 'f.c',
        host: 'n1',
        limit: '9',
        line: '2',
      };
      const more = {
        message: 'm',
        name: 'x',
        nemesis: 'N',
        package: 'p',
        pid: '1',
        port: '80',
        process: 'q',
        signal: 'SEGV',
        test: 't',
        url: 'u',
      };
      for (const found of [{}, { ...all, ...more }]) {
        for (const words of [rule.says(found), rule.describes(found), rule.followed(found)]) {
          assert.ok(words.trim() && !/undefined|null|\s{2}|\s[,.;:]/.test(words), words);
        }
        assert.ok(!/[.]$/.test(rule.says(found)), 'the sentence gets its full stop from whoever writes it');
        assert.match(rule.describes(found), /[.]$/);
        assert.ok(rule.steps(found).length > 0);
        for (const step of rule.steps(found)) for (const query of step.matchAll(/^Search `([^`]+)`/g)) parseQuery(query[1]);
        for (const item of rule.actions(found)) ActionItem.parse(item);
      }
    });
  }

  it('explain without circles of two but where both ways are direct', () => {
    const names = Object.keys(rules) as Category[];
    for (const one of names) assert.equal(explains(one, one), false);
    assert.equal(explains('out_of_memory', 'stress_command'), true);
    assert.equal(explains('stress_command', 'out_of_memory'), false);
    assert.equal(explains('disk_full', 'quorum_lost'), true);
  });
});
