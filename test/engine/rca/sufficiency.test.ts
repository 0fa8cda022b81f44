/** The report, tests: which last words say nothing. */
import assert from 'node:assert/strict';
import { isGeneric } from '../../../src/engine/rca/sufficiency.ts';

const generic = [
  '##[error]Process completed with exit code 1.',
  'The command "npm test" exited with 1.',
  'make: *** [Makefile:7: all] Error 2',
  'make[1]: *** [test] Error 1',
  'Finished: FAILURE',
  "Build step 'Execute shell' marked build as failure",
  'npm ERR! code ELIFECYCLE',
  'BUILD FAILED',
  'ERROR: script returned exit code 127',
  'Internal Server Error',
  '2026-11-20T11:02:31.7450000Z ##[error]Process completed with exit code 2.',
];
const telling = [
  "src/foo.c:12:9: error: 'bar' undeclared",
  'Killed process 2213 (scylla)',
  'Error: listen EADDRINUSE: address already in use :::3000',
  'FAILED tests/test_a.py::test_b - assert 1 == 2',
];

describe('sufficiency', () => {
  for (const line of generic) it(`hears nothing in: ${line}`, () => assert.equal(isGeneric(line), true));
  for (const line of telling) it(`hears something in: ${line}`, () => assert.equal(isGeneric(line), false));
});
