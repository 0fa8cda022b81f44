/** GitHub: addresses as people paste them, words of a run, and all that a server can do wrong. */
import assert from 'node:assert/strict';
import { fileName } from '../../../../src/engine/sources/file-name.ts';
import { formatAddress, readAddress, servesHost } from '../../../../src/engine/sources/github/address.ts';
import { runRequest } from '../../../../src/engine/sources/github/ask.ts';
import { Job, WorkflowRun } from '../../../../src/engine/sources/github/read.ts';
import { annotationLines, jobLines, outcomeOf, titleOf } from '../../../../src/engine/sources/github/story.ts';
import { job, workflowRun } from '../../../stand-in/github.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { faultGolden } from '../faults.ts';

describe('GitHub', () => {
  it('knows a run however its address is written, and nothing else', () => {
    const one = (text: string) => {
      const read = readAddress(text);
      return read && formatAddress(read);
    };
    assert.equal(one('https://github.com/acme/shop/actions/runs/77'), 'github:acme/shop/77');
    assert.equal(one('https://www.github.com/acme/shop/actions/runs/77/job/2#step:3:4'), 'github:acme/shop/77');
    assert.equal(one(' https://github.com/acme/shop/actions/runs/77/attempts/2?pr=1 '), 'github:acme/shop/77/2');
    assert.equal(one('https://ghe.example.com/acme/shop/actions/runs/77'), 'github:ghe.example.com/acme/shop/77');
    assert.equal(one('github:acme/shop/77'), 'github:acme/shop/77');
    assert.equal(one('github:ghe.example.com/acme/shop/77/2'), 'github:ghe.example.com/acme/shop/77/2');
    for (const text of ['https://github.com/acme/shop/pull/9', 'github:acme/shop', 'github:acme/shop/x', './logs', ''])
      assert.equal(one(text), null, text);
  });

  it('is asked at the API of its host only', () => {
    assert.ok(servesHost('https://api.github.com', 'github.com'));
    assert.ok(servesHost('https://ghe.example.com/api/v3', 'ghe.example.com'));
    assert.ok(!servesHost('https://api.github.com', 'ghe.example.com'));
    assert.ok(!servesHost('', 'github.com'));
  });

  it('may leave any field out', () => {
    const run = WorkflowRun.parse({ id: 1 });
    assert.equal(titleOf(run), 'Workflow run');
    assert.equal(WorkflowRun.parse(workflowRun({ updated_at: '0001-01-01T00:00:00Z' })).updated_at, null);
    assert.deepEqual(
      [outcomeOf('timed_out'), outcomeOf('success'), outcomeOf('cancelled'), outcomeOf('')],
      ['failed', 'passed', 'unknown', 'unknown'],
    );
  });

  it('has jobs and annotations told as lines, a hostile text as one', () => {
    const told = Job.parse(job(2, 'a\nb', 'failure'));
    const rows = jobLines([told])
      .trimEnd()
      .split('\n')
      .map(row => JSON.parse(row));
    assert.deepEqual(
      rows.map(row => [row.level, row.message]),
      [
        ['info', 'job a\nb, step Set up job: success'],
        ['error', 'job a\nb, step Run tests: failure'],
        ['error', 'job a\nb on runner-1: failure'],
      ],
    );
    const text = annotationLines([
      {
        job: told,
        annotations: [
          {
            path: '.github',
            start_line: 1,
            start_column: null,
            annotation_level: 'warning',
            title: '',
            message: 'Node 16 is deprecated',
          },
        ],
      },
    ]);
    assert.deepEqual(JSON.parse(text), {
      time: '2026-05-26T11:12:40.000Z',
      level: 'warning',
      message: 'Node 16 is deprecated',
      job: 'a\nb',
    });
  });

  it('has names of jobs as names of files that stay in their folder', () => {
    assert.equal(fileName('test (ubuntu, 24) / é'), 'test-ubuntu-24-e');
    assert.equal(fileName('../../etc/passwd'), 'etc-passwd');
    assert.equal(fileName('…'), 'unnamed');
    assert.equal(fileName('x'.repeat(500)).length, 80);
  });

  it('tells what is wrong, and what to do', async () => {
    const run = { host: 'github.com', owner: 'acme', repository: 'shop', id: '77', attempt: null };
    const told = await faultGolden('github', async (link, life) => (await link.ask(runRequest(run), life)).json(WorkflowRun));
    assertGolden('faults.txt', told, import.meta.url);
  });
});
