/** Argus: the ways to name a run of it, and what is none of its. */
import assert from 'node:assert/strict';
import { claimArgus, wantedBy } from '../../../../src/engine/sources/argus/address.ts';

const ID = '7c19e5d2-48b3-4f06-a1d7-90be62c3f518';
const OTHER = '1a2b3c4d-0000-4000-8000-00000000aaaa';

describe('addresses of Argus', () => {
  const claimed: Record<string, string | null> = {
    [`argus:${ID}`]: `argus:${ID}`,
    [` argus:${ID.toUpperCase()} `]: `argus:${ID}`,
    [`https://argus.test/tests/scylla-cluster-tests/${ID}`]: `argus:${ID}`,
    [`https://argus.test/tests/scylla-cluster-tests/${ID}/events?x=1#y`]: `argus:${ID}`,
    [`https://host.test/below/tests/generic/${ID}`]: `argus:${ID}`,
    [`https://argus.test/test/${OTHER}/runs?additionalRuns[]=${ID}`]: `argus:${ID}`,
    [`https://argus.test/test/${OTHER}/runs?x=1&additionalRuns%5B%5D=${ID}`]: `argus:${ID}`,
    'argus:scylla-master/longevity/longevity-10gb#412': 'argus:scylla-master/longevity/longevity-10gb#412',
    'argus:scylla-master/longevity-10gb/412': 'argus:scylla-master/longevity-10gb#412',
    'https://jenkins.test/job/scylla-master/job/longevity%2010/412/': 'argus:scylla-master/longevity 10#412',
    'https://jenkins.test/job/alone/7/': null,
    'https://jenkins.test/job/a/job/b/412/artifact/log.zip': null,
    [`https://argus.test/test/${OTHER}/runs`]: null,
    [`https://argus.test/files/${ID}.log`]: null,
    'argus:nothing': null,
    'argus:': null,
    './argus/run.log': null,
    'https://argus.test/tests/scylla-cluster-tests/123': null,
  };

  for (const [text, address] of Object.entries(claimed)) {
    it(`${text} is ${address ?? 'none'}`, () => assert.equal(claimArgus(text), address));
  }

  it('say whether a run or a build is wanted', () => {
    assert.deepEqual(wantedBy(`argus:${ID}`), { id: ID });
    assert.deepEqual(wantedBy('argus:a/b#412'), { build: 'a/b', number: 412 });
  });
});
