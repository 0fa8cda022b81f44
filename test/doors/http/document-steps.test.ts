/** The steps that a document advises, as its author wrote them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { stepsIn } from '../../../src/doors/http/document-steps.ts';

describe('the steps of a document', () => {
  it('are the list under its heading for them, each with its further lines', () => {
    const text =
      '## How it shows\n- not this\n\n## What to do\n1. First\n   goes on\n2) Second\n- Third\n* Fourth\n\n## Mistaken for\n- nor this\n';
    assert.deepEqual(stepsIn(text), ['First goes on', 'Second', 'Third', 'Fourth']);
  });

  it('are its paragraphs where there is no list, and none without such a heading', () => {
    assert.deepEqual(stepsIn('## What helps\r\nBound what\r\ngrows.\r\n\r\nClean up.\r\n'), ['Bound what grows.', 'Clean up.']);
    assert.deepEqual(stepsIn('# Disk\n- a\n- b\n'), []);
    assert.deepEqual(stepsIn(''), []);
  });

  it('are words: links lead nowhere in them', () => {
    assert.deepEqual(stepsIn('## What to do\n- Look at [the disk](../disk.md#x), then [] (y) [a](b c)\n'), [
      'Look at the disk, then [] (y) [a](b c)',
    ]);
  });

  it('stand in nearly every document that comes along', () => {
    const all = readdirSync('knowledge_base', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md'));
    const without = all.filter(name => stepsIn(readFileSync(`knowledge_base/${name}`, 'utf8')).length === 0);
    assert.ok(without.length <= 3, without.join(', '));
  });

  it('never fail on any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('## What to do', '- a', '', '  b', '#', '1. c', '\r')), lines => {
        for (const step of stepsIn(lines.join('\n'))) assert.ok(!step.includes('undefined'), step);
      }),
    );
  });
});
