/** The store: the times of templates and the lines per second of a source, worked out anew where the clocks of its members were put right. */
import type { Database } from './open.ts';
import type { BlockInfo } from './seal.ts';
import type { Source } from './source.ts';
import { MovedRollup, type PackedRollup } from './tally.ts';

/** Called between two blocks: lets other work in, hears the cancel. */
export type Pause = () => Promise<void> | undefined;

type Ahead = ReadonlyMap<number, number>;

export interface Corrected {
  readonly write: (db: Database) => void;
}

/** Of a source whose times are as stamped, with `ahead` (ms by member id) taken off them. */
export async function correctedTimes(source: Source, ahead: Ahead, pause: Pause): Promise<Corrected> {
  const rollup = await rollupOf(source, ahead, pause);
  const times = await templateTimes(source, ahead, pause);
  return { write: db => write(db, rollup, times) };
}

function write(db: Database, rollup: PackedRollup, times: readonly TemplateTimes[]): void {
  const meta = db.prepare('UPDATE meta SET value = ? WHERE key = ?');
  meta.run(rollup.first, 'rollup_first');
  meta.run(rollup.entries, 'rollup_entries');
  meta.run(rollup.bytes, 'rollup');
  const template = db.prepare('UPDATE template SET first_at = ?, last_at = ? WHERE id = CAST(? AS INT)');
  for (const { id, firstAt, lastAt } of times) template.run(firstAt, lastAt, id);
}

async function rollupOf(source: Source, ahead: Ahead, pause: Pause): Promise<PackedRollup> {
  const rollup = new MovedRollup(source.seconds());
  for (const block of source.blocks) {
    const ms = ahead.get(block.member);
    if (ms === undefined) continue;
    await pause();
    const { at, shape } = source.columns(block);
    for (let row = 0; row < block.count; row++) rollup.move(at[row], at[row] - ms, source.shapes.level[shape[row]]);
  }
  return rollup.pack();
}

interface TemplateTimes {
  readonly id: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** A block with its corrected bounds. */
interface Span {
  readonly block: BlockInfo;
  readonly ms: number;
  readonly first: number;
  readonly last: number;
}

/** First and last times of the templates that stand in members whose clocks were put right. */
async function templateTimes(source: Source, ahead: Ahead, pause: Pause): Promise<TemplateTimes[]> {
  const times: Times = new Map();
  const { template } = source.kinds;
  for (const { member, kinds } of source.blocks) {
    if (ahead.has(member)) for (const kind of kinds) times.set(template[kind], { first: Infinity, last: -Infinity });
  }
  const spans = source.blocks.flatMap((block): Span[] => {
    const ms = ahead.get(block.member) ?? 0;
    return block.minAt === null ? [] : [{ block, ms, first: block.minAt - ms, last: block.maxAt! - ms }];
  });
  // From both ends of the run: most templates are met soon, and the blocks between need not be opened.
  const ends = {
    first: spans.toSorted((a, b) => a.first - b.first),
    last: spans.toSorted((a, b) => b.last - a.last),
  };
  for (const end of ['first', 'last'] as const) {
    for (const span of ends[end]) {
      if (!mayMove(source, { span, end }, times)) continue;
      await pause();
      look(source, span, times);
    }
  }
  return [...times].flatMap(([id, { first, last }]) => (first > last ? [] : [{ id, firstAt: first, lastAt: last }]));
}

type Times = Map<number, { first: number; last: number }>;

/** Whether a row of the block can be the first of its template, or the last. */
function mayMove(source: Source, { span, end }: { span: Span; end: 'first' | 'last' }, times: Times): boolean {
  const { template } = source.kinds;
  for (const kind of span.block.kinds) {
    const known = times.get(template[kind]);
    if (known && (end === 'first' ? span.first < known.first : span.last > known.last)) return true;
  }
  return false;
}

function look(source: Source, { block, ms }: Span, times: Times): void {
  const { at, shape } = source.columns(block);
  const { template } = source.shapes;
  for (let row = 0; row < block.count; row++) {
    const known = times.get(template[shape[row]]);
    if (!known) continue;
    const time = at[row] - ms;
    if (time < known.first) known.first = time;
    if (time > known.last) known.last = time;
  }
}
