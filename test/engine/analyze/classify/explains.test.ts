/** Analysis, tests: which kinds of failure bring about which others, and over how many links. */
import assert from 'node:assert/strict';
import { explains, linksBetween } from '../../../../src/engine/analyze/classify/explains.ts';

describe('classify: what explains what', () => {
  it('counts the links of the shortest chain', () => {
    assert.equal(linksBetween('crash', 'node_down'), 1);
    assert.equal(linksBetween('out_of_memory', 'node_down'), 2);
    assert.equal(linksBetween('out_of_memory', 'quorum_lost'), 3);
  });

  it('has no chain from a consequence to its cause, nor to itself', () => {
    assert.equal(linksBetween('node_down', 'out_of_memory'), Number.POSITIVE_INFINITY);
    assert.equal(linksBetween('crash', 'crash'), Number.POSITIVE_INFINITY);
    assert.equal(explains('environment', 'node_down'), true);
  });
});
