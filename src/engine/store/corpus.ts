/** The store: answers what analysis may ask of a source's lines. */
import type { Corpus, Row } from '../../model/corpus.ts';
import type { BlockInfo } from './seal.ts';
import type { Source } from './source.ts';

export function corpusOf(source: Source): Corpus {
  return {
    members: source.members,
    templates: source.templates,
    lines: source.lines,
    rows: (member, from, to) => source.rows(member, from, to),
    rowsOf: (templates, perTemplate) => rowsOf(source, templates, perTemplate),
    histogram: (templates, from, to, buckets) => histogram(source, templates, { from, to, buckets }),
    tests: source.tests,
  };
}

function* rowsOf(source: Source, templates: ReadonlySet<number>, perTemplate: number): Generator<Row> {
  if (perTemplate < 1) return;
  const total = new Map<number, number>();
  for (const block of source.blocks) add(total, rowsByTemplate(source, block, templates));
  // The last line takes the place of the last of the first ones, when there is more than one place.
  const first = perTemplate === 1 ? 1 : perTemplate - 1;
  const isDue = (nth: number, template: number) => nth <= first || (perTemplate > 1 && nth === total.get(template));
  const met = new Map<number, number>();
  for (const block of source.blocks) {
    const here = rowsByTemplate(source, block, templates);
    const before = (template: number) => met.get(template) ?? 0;
    const due = [...here].some(
      ([template, count]) => isDue(before(template) + 1, template) || isDue(before(template) + count, template),
    );
    if (due) {
      const { shape } = source.columns(block);
      const nth = new Map(met);
      for (let row = 0; row < block.count; row++) {
        const template = source.shapes.template[shape[row]];
        if (!here.has(template)) continue;
        nth.set(template, (nth.get(template) ?? 0) + 1);
        if (isDue(nth.get(template) as number, template)) yield source.row(block, row);
      }
    }
    add(met, here);
  }
}

function rowsByTemplate(source: Source, block: BlockInfo, templates: ReadonlySet<number>): Map<number, number> {
  const rows = new Map<number, number>();
  for (let i = 0; i < block.kinds.length; i++) {
    const template = source.kinds.template[block.kinds[i]];
    if (templates.has(template)) rows.set(template, (rows.get(template) ?? 0) + block.counts[i]);
  }
  return rows;
}

function add(sums: Map<number, number>, counts: ReadonlyMap<number, number>): void {
  for (const [template, count] of counts) sums.set(template, (sums.get(template) ?? 0) + count);
}

function histogram(
  source: Source,
  templates: ReadonlySet<number>,
  { from, to, buckets }: { from: number; to: number; buckets: number },
): Map<number, Uint32Array> {
  const counts = new Map<number, Uint32Array>();
  for (const id of templates) counts.set(id, new Uint32Array(buckets));
  const scale = buckets / Math.max(1e-9, to - from);
  const { template, continued } = source.shapes;
  for (const block of source.blocks) {
    if (block.minAt === null || block.minAt > to || block.maxAt! < from) continue;
    if (rowsByTemplate(source, block, templates).size === 0) continue;
    const { shape, at } = source.columns(block);
    for (let row = 0; row < block.count; row++) {
      const time = at[row];
      if (!(time >= from && time <= to) || continued[shape[row]] === 1) continue;
      const slices = counts.get(template[shape[row]]);
      if (slices) slices[Math.min(buckets - 1, Math.floor((time - from) * scale))]++;
    }
  }
  return counts;
}
