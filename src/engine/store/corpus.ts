/** The store: answers what analysis may ask of a source's lines. */
import type { Corpus, Row } from '../../model/corpus.ts';
import type { TestResults } from '../../model/tests.ts';
import type { BlockInfo } from './seal.ts';
import type { Source } from './source.ts';

export function corpusOf(source: Source, tests: TestResults | null): Corpus {
  return {
    members: source.members,
    templates: source.templates,
    lines: source.lines,
    rows: (member, from, to) => source.rows(member, from, to),
    rowsOf: (templates, perTemplate) => rowsOf(source, templates, perTemplate),
    histogram: (templates, from, to, buckets) => histogram(source, templates, { from, to, buckets }),
    tests,
  };
}

/** Positions in the block's own list of the shapes that have one of the templates; null when there are none. */
function wanted(source: Source, block: BlockInfo, templates: ReadonlySet<number>): Uint8Array | null {
  const { template } = source.shapes;
  let some = false;
  const marks = Uint8Array.from(block.shapes, shape => {
    const has = templates.has(template[shape]);
    some ||= has;
    return has ? 1 : 0;
  });
  return some ? marks : null;
}

function* rowsOf(source: Source, templates: ReadonlySet<number>, perTemplate: number): Generator<Row> {
  if (perTemplate < 1) return;
  const total = rowCounts(source, templates);
  const met = new Map<number, number>();
  for (const block of source.blocks) {
    if (!holdsWanted(source, block, templates, perTemplate, { total, met })) continue;
    const { shape } = source.columns(block);
    for (let row = 0; row < block.count; row++) {
      const template = source.shapes.template[block.shapes[shape[row]]];
      if (!templates.has(template)) continue;
      const nth = (met.get(template) ?? 0) + 1;
      met.set(template, nth);
      // The last line takes the place of the last of the first ones, when there is more than one place.
      const first = perTemplate === 1 ? 1 : perTemplate - 1;
      if (nth <= first || (perTemplate > 1 && nth === total.get(template))) yield source.row(block, row);
    }
  }
}

/** Whether rows of this block are due; when none is, they are counted as met. */
function holdsWanted(
  source: Source,
  block: BlockInfo,
  templates: ReadonlySet<number>,
  perTemplate: number,
  seen: { total: Map<number, number>; met: Map<number, number> },
): boolean {
  const here = new Map<number, number>();
  block.shapes.forEach((shape, i) => {
    const template = source.shapes.template[shape];
    if (templates.has(template)) here.set(template, (here.get(template) ?? 0) + block.counts[i]);
  });
  const due = [...here].some(([template, count]) => {
    const met = seen.met.get(template) ?? 0;
    return met < perTemplate || met + count >= (seen.total.get(template) as number);
  });
  if (!due) for (const [template, count] of here) seen.met.set(template, (seen.met.get(template) ?? 0) + count);
  return due;
}

function rowCounts(source: Source, templates: ReadonlySet<number>): Map<number, number> {
  const total = new Map<number, number>();
  for (const block of source.blocks) {
    block.shapes.forEach((shape, i) => {
      const template = source.shapes.template[shape];
      if (templates.has(template)) total.set(template, (total.get(template) ?? 0) + block.counts[i]);
    });
  }
  return total;
}

function histogram(
  source: Source,
  templates: ReadonlySet<number>,
  { from, to, buckets }: { from: number; to: number; buckets: number },
): Map<number, Uint32Array> {
  const counts = new Map<number, Uint32Array>();
  for (const id of templates) counts.set(id, new Uint32Array(buckets));
  const scale = buckets / Math.max(1e-9, to - from);
  for (const block of source.blocks) {
    if (block.minAt === null || block.minAt > to || block.maxAt! < from) continue;
    const marks = wanted(source, block, templates);
    if (!marks) continue;
    const rowsByShape = Array.from(block.shapes, shape => counts.get(source.shapes.template[shape]));
    const { shape, at } = source.columns(block);
    for (let row = 0; row < block.count; row++) {
      const local = shape[row];
      const time = at[row];
      if (marks[local] === 0 || !(time >= from && time <= to) || source.shapes.continued[block.shapes[local]] === 1) continue;
      (rowsByShape[local] as Uint32Array)[Math.min(buckets - 1, Math.floor((time - from) * scale))]++;
    }
  }
  return counts;
}
