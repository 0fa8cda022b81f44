/** The knowledge, tests: documents are cut at their headings, each section with its line. */
import assert from 'node:assert/strict';
import { sectionsOf, titleIn } from '../../../src/engine/knowledge/sections.ts';

const BODY = `Before all.

# Title
About it.

## First ##
one

### Deeper
two
\`\`\`sh
# a comment, no heading
\`\`\`

## Second
three`;

describe('sections of a document', () => {
  it('begin at headings, know those above, and their line in the file', () => {
    assert.deepEqual(
      sectionsOf(BODY, 11).map(({ heading, line, text }) => [line, heading, text.split('\n')[0]]),
      [
        [11, '', 'Before all.'],
        [13, '', 'About it.'],
        [16, 'First', 'one'],
        [19, 'First > Deeper', 'two'],
        [25, 'Second', 'three'],
      ],
    );
  });

  it('keep what stands in a code fence', () => {
    assert.match(sectionsOf(BODY, 1)[3].text, /# a comment, no heading/);
  });

  it('that are long are cut between paragraphs, each part with its line', () => {
    const paragraph = `${'word '.repeat(200).trim()}\n\n`;
    const parts = sectionsOf(`## Long\n${paragraph.repeat(10)}`, 1);
    assert.ok(parts.length > 1);
    assert.ok(parts.every(part => part.heading === 'Long' && part.text.length <= 4200));
    const lines = `## Long\n${paragraph.repeat(10)}`.split('\n');
    for (const { line, text } of parts.slice(1))
      assert.ok(
        lines
          .slice(line - 1, line + 1)
          .join('\n')
          .includes(text.split('\n')[0]),
      );
    assert.equal(
      parts.map(part => part.text.split(/\s+/).length).reduce((a, b) => a + b),
      2000,
    );
  });

  it('of nothing are none', () => assert.deepEqual(sectionsOf('\n\n', 1), []));

  it('a title is the first heading of the first depth', () => {
    assert.equal(titleIn(BODY), 'Title');
    assert.equal(titleIn('text'), null);
  });
});
