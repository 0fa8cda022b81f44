/** The investigator, tests: which claims say the opposite of their lines, and which only say it in other words. */
import assert from 'node:assert/strict';
import { denies } from '../../src/agent/denial.ts';

const KILLED = 'Out of memory: Killed process 6550 (scylla) total-vm:33121560kB';
const QUORUM = 'storage_proxy - Cannot achieve consistency level QUORUM: required 2, alive 1';
const WRITE = 'Write to keyspace_load.users timed out at consistency QUORUM: 1 of 2 replicas acknowledged';
const REFUSED = 'dial tcp 10.0.0.7:5432: connection refused';
const SPACE = 'write failed: No space left on device';

const opposites: [claim: string, line: string][] = [
  ['The kernel did not kill scylla', KILLED],
  ['Scylla was never killed.', KILLED],
  ["Scylla wasn't killed, it left", KILLED],
  ['It left by itself. No process was killed', KILLED],
  ['The quorum could be achieved', QUORUM],
  ['The consistency level was achieved', QUORUM],
  ['The test passed', 'ERROR pytest - test_login failed after 3 tries'],
  ['All is healthy', 'FATAL node is unhealthy'],
  ['The operation will be retried', 'operation will not be retried'],
  ['The server did not refuse the connection', REFUSED],
  ['No error occurred', 'ERROR store - broken page'],
  ['The disk has space', SPACE],
];

const otherwise: [claim: string, line: string][] = [
  ['The kernel killed scylla for want of memory', KILLED],
  ['No memory was left, so that scylla was killed', KILLED],
  ['The quorum could not be achieved', QUORUM],
  ['The quorum was lost: its level was not achieved', QUORUM],
  ['The node did not respond', WRITE],
  ['Not all replicas acknowledged', WRITE],
  ['The write was not acknowledged by enough replicas', WRITE],
  ['A replica did not acknowledge the write', WRITE],
  ['The database refused', REFUSED],
  ['The connection could not be established', REFUSED],
  ['A disk ran full: no space was left', SPACE],
  ['The disk was full', SPACE],
  ['The test failed although its setup passed', 'ERROR test failed'],
  ['The operation was given up', 'operation will not be retried'],
  ['A file is missing', 'file /x does not exist'],
  ['The service did not start', 'ERROR systemd - start operation timed out'],
  ['The process did not exit properly', 'process exited with code 137'],
  ['It is not the cause', 'Caused by: java.io.IOException'],
  ['A client sent a different event', 'client event was sent'],
  ['Requests were sent', 'GET /index.html 200'],
];

describe('a claim and its lines', () => {
  for (const [claim, line] of opposites)
    it(`are opposites: ${claim} | ${line}`, () => {
      assert.equal(denies(claim, [line]), true);
      assert.equal(denies(claim.toUpperCase(), [line]), true);
    });
  for (const [claim, line] of otherwise) it(`are none: ${claim} | ${line}`, () => assert.equal(denies(claim, [line]), false));

  it('are none where another line of the claim states it', () => {
    assert.equal(denies('The test passed at last', ['test failed', 'test passed']), false);
    assert.equal(denies('The operation will be retried', ['operation will not be retried', 'operation is retried']), false);
  });
});
