/** The investigator, tests: pages of a long answer, put together, are the answer. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pageOf } from '../../src/agent/page.ts';

describe('pages', () => {
  it('leave nothing out, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 90 })), fc.integer({ min: 20, max: 400 }), (lines, most) => {
        const text = lines.join('\n');
        let from = 0;
        let read = '';
        for (;;) {
          const page = pageOf({ id: 'R1', text }, { from, most });
          const head = page.slice(0, page.indexOf('\n'));
          read += page.slice(head.length + 1);
          const next = /with from (\d+) goes on$/.exec(head)?.[1];
          if (!next) break;
          assert.ok(Number(next) - 1 > from && page.length - head.length - 1 <= most);
          from = Number(next) - 1;
        }
        assert.equal(read, text);
      }),
    );
  });
});
