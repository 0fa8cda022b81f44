/** The table, tests: a report as text, Markdown and HTML reads as the golden files say; nothing a log holds acts on its reader. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Report } from '../../../src/model/report.ts';
import { reportHtml } from '../../../src/tools/render/report-html.ts';
import { reportMarkdown } from '../../../src/tools/render/report-markdown.ts';
import { reportStyle, reportStyleHash } from '../../../src/tools/render/report-style.ts';
import { reportText } from '../../../src/tools/render/report-text.ts';
import { cells } from '../../../src/tools/render/safe.ts';
import { plainView, type View } from '../../../src/tools/tool.ts';
import { agentReport, emptyReport, fullReport, hostile } from './example-report.ts';
import { assertGolden } from './golden.ts';

const reports = { full: fullReport, empty: emptyReport, agent: agentReport };
const ACTS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const coloured: View = { width: 100, colour: true, link: place => `test://${place.member}:${place.line}` };

describe('report', () => {
  for (const [name, report] of Object.entries(reports)) {
    it(`${name}: fits the schema`, () => void Report.parse(report));
    it(`${name}: as text`, () => assertGolden(`report-${name}.txt`, reportText(report, plainView)));
    it(`${name}: as Markdown`, () => assertGolden(`report-${name}.md`, reportMarkdown(report)));
    it(`${name}: as a page`, () => assertGolden(`report-${name}.html`, reportHtml(report)));
  }

  it('as text keeps to the width, but for the full paths at its end', () => {
    for (const width of [40, 60, 80, 120, 139]) {
      const text = reportText(fullReport, { ...plainView, width });
      const body = text.slice(0, text.indexOf('\n\ndb-node-3/system.log'));
      for (const line of body.split('\n')) assert.ok(cells(line) <= width, `${width}: ${line}`);
    }
  });

  it('as text in colour says the same, and its places are links', () => {
    const text = reportText(fullReport, coloured);
    const plain = text.replace(/\x1b\]8;;[^\x1b]*\x1b\\/g, '').replace(/\x1b\[\d+m/g, '');
    assert.equal(plain, reportText(fullReport, plainView));
    assert.ok(
      text.includes(
        '\x1b]8;;test://db-cluster-0a1b2c3d.tar.zst!/db-cluster/longevity-3h-db-node-0a1b2c3d-3/system.log:18342\x1b\\',
      ),
    );
  });

  it('shows what would act', () => {
    for (const text of [reportText(fullReport, plainView), reportMarkdown(fullReport), reportHtml(fullReport)]) {
      assert.doesNotMatch(text, ACTS);
      assert.ok(text.includes('⟨U+202E⟩'));
    }
  });

  it('keeps markup of logs out of Markdown and HTML', () => {
    assert.doesNotMatch(reportHtml(fullReport), /<script|" onload/);
    assert.doesNotMatch(reportMarkdown(fullReport).replace(/^```[\s\S]*?^```/gm, ''), /[^\\`]<script/);
  });

  it('leaves characters out of long lines and says how many', () => {
    assert.match(reportText(fullReport, plainView), /x… \+2,9\d\d/);
    assert.match(reportHtml(fullReport), /x… \+2,7\d\d/);
  });
});

describe('the page', () => {
  it('allows its own style by hash and nothing else', () => {
    const hash = `sha256-${createHash('sha256').update(reportStyle).digest('base64')}`;
    assert.equal(reportStyleHash, hash);
    const page = reportHtml(fullReport);
    assert.ok(page.includes(`content="default-src &#39;none&#39;; style-src &#39;${hash}&#39;`));
    assert.doesNotMatch(page, /\bstyle="|<script|<link|<img|<iframe|url\(|@import|https?:\/\//);
  });

  it('has every anchor that it links to, each id once', () => {
    const page = reportHtml(fullReport);
    const ids = Array.from(page.matchAll(/ id="([^"]+)"/g), match => match[1]);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), target);
    for (const one of fullReport.evidence_index) assert.ok(ids.includes(one.evidence_id));
  });

  it('stays well formed whatever the logs hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), text => {
        const index = fullReport.evidence_index.map(one => ({ ...one, title: text, snippet: text }));
        const page = reportHtml({ ...fullReport, summary: text, evidence_index: index });
        assert.equal(
          page.match(/</g)?.length,
          reportHtml({
            ...fullReport,
            summary: 'x',
            evidence_index: index.map(one => ({ ...one, title: 'x', snippet: 'x' })),
          }).match(/</g)?.length,
        );
        assert.doesNotMatch(page, ACTS);
      }),
      { numRuns: 15 },
    );
  });

  it('escapes what a person would not expect', () => {
    assert.ok(reportHtml({ ...fullReport, summary: hostile }).includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  });
});
