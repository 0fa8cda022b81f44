/** The editor: which source a line opens. */
import assert from 'node:assert/strict';
import { type Choice, choiceKey, choiceOf, decide } from '../../../../src/doors/vscode/source/decide.ts';
import { itemsOf } from '../../../../src/doors/vscode/source/items.ts';
import type { SourceCandidate, SourceFinding } from '../../../../src/model/code.ts';

function candidate(file: string, more: Partial<SourceCandidate> = {}): SourceCandidate {
  return { file, line: 12, column: null, how: 'named', score: 0.9, reason: 'its name', snippet: 'code', names: 0, ...more };
}

function finding(candidates: SourceCandidate[], more: Partial<SourceFinding> = {}): SourceFinding {
  return {
    place: { source: 's', member: 'm', line: 1 },
    text: 'worker 17 failed: "x" 0xff',
    named: [
      { file: 'tester.py', line: 12, log_line: 1 },
      { file: '/opt/app/b.py', line: 7, log_line: 2 },
    ],
    candidates,
    ambiguous: false,
    commit: null,
    indexed: { files: 10, statements: 0, took_ms: 1, fresh: true },
    gaps: [],
    ...more,
  };
}

const nothing = () => undefined;

describe('the source that a line opens', () => {
  const [a, b] = [candidate('/w/a/tester.py'), candidate('/w/b/tester.py', { score: 0.89 })];

  it('is the best where it is sure', () => {
    const decision = decide(finding([a, candidate('/w/c.py', { score: 0.5 })]), null, nothing);
    assert.deepEqual(decision, { kind: 'open', candidate: a });
  });

  it('is chosen by a person where several fit equally well', () => {
    const decision = decide(finding([a, b], { ambiguous: true }), null, nothing);
    assert.deepEqual(decision, { kind: 'choose', candidates: [a, b] });
  });

  it('is what was chosen before', () => {
    const asked = finding([a, b], { ambiguous: true });
    const kept = new Map<string, Choice>([[choiceKey(asked, b), choiceOf(b)]]);
    assert.deepEqual(
      decide(asked, null, key => kept.get(key)),
      { kind: 'open', candidate: b },
    );
    const gone = new Map<string, Choice>([[choiceKey(asked, b), { file: '/w/gone.py', snippet: '' }]]);
    assert.equal(decide(asked, null, key => gone.get(key)).kind, 'choose');
  });

  it('is that of the place that was clicked, not of another in the record', () => {
    const other = candidate('/w/b.py', { names: 1, score: 0.7 });
    const decision = decide(finding([a, other]), { file: '/opt/app/b.py', line: 7 }, nothing);
    assert.deepEqual(decision, { kind: 'open', candidate: other });
  });

  it('is nothing where nothing fits, and says what the line names', () => {
    assert.deepEqual(decide(finding([]), null, nothing), { kind: 'none', named: { file: 'tester.py', line: 12, log_line: 1 } });
    assert.deepEqual(decide(finding([], { named: [] }), null, nothing), { kind: 'none', named: null });
    assert.deepEqual(decide(finding([a]), { file: '/opt/app/b.py', line: 7 }, nothing).kind, 'none');
  });

  it('is kept under the file that is printed, or under the words that do not vary', () => {
    const statement = candidate('/w/a.py', { how: 'statement', names: null });
    const [one, two] = ['worker 17 failed: "x" 0xff', "worker 4 failed: 'long text' 0x1"].map(text =>
      choiceKey(finding([], { text }), statement),
    );
    assert.equal(one, two);
    assert.notEqual(one, choiceKey(finding([], { text: 'worker 17 stopped' }), statement));
    assert.equal(choiceKey(finding([]), a), 'file tester.py');
  });

  it('is named by its path in the workspace, as text', () => {
    const folders = [{ name: 'shop', path: '/w' }];
    const [item] = itemsOf([candidate('/w/a/t.py', { snippet: '  log("\u202ex")  ', reason: 'same name' })], folders);
    assert.deepEqual([item.label, item.description, item.detail], ['a/t.py:12', 'same name', 'log("⟨U+202E⟩x")']);
    assert.equal(itemsOf([candidate('/w/a.py', { line: null })], folders)[0].label, 'a.py (the line is gone)');
    assert.equal(itemsOf([candidate('/w/a.py')], [...folders, { name: 'lib', path: '/l' }])[0].label, 'shop/a.py:12');
  });
});
