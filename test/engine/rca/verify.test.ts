/** The report, tests: evidence stands only as long as its bytes do. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { verify } from '../../../src/engine/rca/verify.ts';
import type { Evidence, Hypothesis } from '../../../src/model/report.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (text: string) => new TextEncoder().encode(text);

function evidence(id: string, lines: readonly string[], ending: string): { claim: Evidence; bytes: Uint8Array } {
  const bytes = bytesOf(lines.map(line => line + ending).join(''));
  const place = { source: 's', member: id, line: 1, end_line: lines.length };
  const snippet = lines.join('\n');
  const claim: Evidence = {
    evidence_id: id,
    kind: 'log',
    ref_id: id,
    title: id,
    snippet,
    place,
    sha256: sha256(bytes),
    attributes: {},
  };
  return { claim, bytes };
}

function hypothesis(...evidence_ids: string[]): Hypothesis {
  return { title: 't', description: 'd', evidence_ids, confidence: 'low', verification_steps: [] };
}

describe('verify', () => {
  const line = fc.string({ unit: 'grapheme' }).map(text => text.replace(/[\r\n\ufeff]/g, ''));

  it('keeps what is unchanged, whatever its text and line ends', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n'), (lines, ending) => {
        const { claim, bytes } = evidence('ev_1', ['x', ...lines], ending);
        const kept = verify({ evidence: [claim], hypotheses: [hypothesis('ev_1')] }, { bytes: () => bytes, sha256 });
        assert.deepEqual([kept.evidence.length, kept.hypotheses.length, kept.removed], [1, 1, 0]);
      }),
      { numRuns: 60 },
    );
  });

  it('drops what differs in a single byte', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), fc.nat(), (lines, where) => {
        const { claim, bytes } = evidence('ev_1', ['x', ...lines], '\n');
        const changed = bytes.slice();
        changed[where % changed.length] ^= 1;
        const kept = verify({ evidence: [claim], hypotheses: [hypothesis('ev_1')] }, { bytes: () => changed, sha256 });
        assert.deepEqual([kept.evidence, kept.hypotheses, kept.removed], [[], [], 1]);
      }),
      { numRuns: 60 },
    );
  });

  it('drops a snippet that its checksum does not cover', () => {
    const { claim, bytes } = evidence('ev_1', ['a'], '\n');
    const kept = verify({ evidence: [{ ...claim, snippet: 'b' }], hypotheses: [] }, { bytes: () => bytes, sha256 });
    assert.equal(kept.removed, 1);
  });

  it('lets a hypothesis live on what is left of its evidence', () => {
    const one = evidence('ev_1', ['a'], '\n');
    const two = evidence('ev_2', ['b'], '\n');
    const bytes = (place: { member: string }) => (place.member === 'ev_1' ? one.bytes : null);
    const kept = verify(
      { evidence: [one.claim, two.claim], hypotheses: [hypothesis('ev_1', 'ev_2'), hypothesis('ev_2')] },
      { bytes, sha256 },
    );
    assert.deepEqual(
      kept.hypotheses.map(one => one.evidence_ids),
      [['ev_1']],
    );
  });
});
