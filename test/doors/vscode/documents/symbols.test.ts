/** The editor: the outline of a log document. */
import assert from 'node:assert/strict';
import { type LogSymbol, symbolsOf } from '../../../../src/doors/vscode/documents/symbols.ts';
import type { LogView } from '../../../../src/doors/vscode/documents/view.ts';
import type { TimelineEntry } from '../../../../src/model/report.ts';
import { MEMBER, SOURCE, view } from './lines.ts';

const T0 = Date.parse('2026-05-01T10:00:00Z');

function timed(texts: string[]): LogView {
  const plain = view(texts);
  return { ...plain, lines: plain.lines.map((line, at) => ({ ...line, at: T0 + at * 1000 })) };
}

function entry(line: number, title: string, more: Partial<TimelineEntry> & { lasts?: number } = {}): TimelineEntry {
  const { lasts, ...rest } = more;
  const at = T0 + (line - 1) * 1000;
  const place = { source: SOURCE, member: MEMBER, line };
  return { at, until: lasts === undefined ? null : at + lasts * 1000, kind: 'step', level: 'info', title, place, ...rest };
}

function outline(symbols: readonly LogSymbol[], depth = 0): string[] {
  return symbols.flatMap(one => [
    `${'  '.repeat(depth)}${one.start}-${one.end} ${one.kind} ${one.name} (${one.detail})`,
    ...outline(one.children, depth + 1),
  ]);
}

describe('the outline of a log', () => {
  const lines = timed(Array.from({ length: 20 }, (_, i) => `line ${i + 1}`));

  it('nests what happens during a step in it', () => {
    const timeline = [
      entry(2, 'Prepare', { lasts: 5 }),
      entry(4, 'OOM', { kind: 'error' }),
      entry(10, 'Nemesis', { kind: 'nemesis', lasts: 4 }),
    ];
    assert.deepEqual(outline(symbolsOf(lines, timeline)), [
      '1-6 step Prepare (10:00:01.000 · 5.0 s)',
      '  3-3 error OOM (10:00:03.000)',
      '9-13 nemesis Nemesis (10:00:09.000 · 4.0 s)',
    ]);
  });

  it('ends what overlaps with what is around it, and what lasts beyond the lines with them', () => {
    const timeline = [entry(2, 'a', { lasts: 5 }), entry(5, 'b', { lasts: 9 }), entry(15, 'c', { lasts: 500 })];
    assert.deepEqual(
      outline(symbolsOf(lines, timeline)).map(one => one.replace(/ \(.*/, '')),
      ['1-6 step a', '  4-6 step b', '14-19 step c'],
    );
  });

  it('leaves out other files, and shows hostile titles as text', () => {
    const timeline = [
      entry(2, 'elsewhere', { place: { source: SOURCE, member: 'other.log', line: 2 } }),
      entry(3, 'a\nb\x1b[2J\u202ec'),
      entry(4, ''),
    ];
    assert.deepEqual(
      symbolsOf(lines, timeline).map(one => one.name),
      ['a ⏎ b⟨U+202E⟩c', '…'],
    );
  });

  it('tells a step of the timeline and its group once', () => {
    const log = timed(['##[group]Install', 'x', '##[endgroup]', 'y']);
    assert.deepEqual(outline(symbolsOf(log, [entry(1, 'Install', { lasts: 3 })])), ['0-2 step Install (10:00:00.000 · 3.0 s)']);
  });

  it('has the groups of a CI log', () => {
    assert.deepEqual(outline(symbolsOf(timed(['##[group]Install', 'x', '##[endgroup]']), [])), [
      '0-2 group Install (10:00:00.000)',
    ]);
  });
});
