/** The store: reads what an open source keeps in memory: everything but the lines themselves. */

import { Fault } from '../../base/fault.ts';
import type { Member, TemplateStat } from '../../model/corpus.ts';
import { Gap } from '../../model/coverage.ts';
import { Kept, type KeptBlock } from '../../model/kept.ts';
import type { ZoneOrigin } from '../../model/line.ts';
import { TestResults } from '../../model/tests.ts';
import { unpackKindLists } from './kind-lists.ts';
import type { Database } from './open.ts';
import type { BlockInfo } from './seal.ts';
import type { ShapeColumns } from './shapes.ts';
import type { PackedRollup } from './tally.ts';
import { unpackVarints } from './varints.ts';

export interface LoadedIndex {
  readonly title: string;
  readonly members: readonly Member[];
  readonly templates: readonly TemplateStat[];
  /** Beside `templates`: words that some lines of the template hold although its text does not. */
  readonly former: readonly (readonly string[])[];
  readonly heads: readonly Uint8Array[];
  readonly shapes: ShapeColumns;
  /** Shapes without their heads: `head` is LOOSE or HEADLESS. */
  readonly kinds: ShapeColumns;
  readonly gaps: Gap[];
  /** Milliseconds by which a member's stamps are ahead of the source's clock, by member id; already taken off all times here. */
  readonly ahead: ReadonlyMap<number, number>;
  readonly tests: TestResults | null;
  readonly blocks: readonly BlockInfo[];
  /** The server that keeps the texts; null when they stand here. */
  readonly kept: { readonly kept: Kept; readonly blocks: ReadonlyMap<number, KeptBlock> } | null;
  readonly rollup: PackedRollup;
}

type Cell = string | number | null | Uint8Array;
type Cells = Record<string, Cell>;

/** Throws index_damaged when a part is missing. */
export function loadIndex(db: Database, sourceId: string): LoadedIndex {
  const all = (sql: string) => db.prepare(sql).all() as Cells[];
  const meta = new Map(all('SELECT key, value FROM meta').map(row => [row.key as string, row.value]));
  const known = <T extends Cell>(key: string): T => {
    const value = meta.get(key);
    if (value === undefined) throw new Fault('index_damaged', { source: sourceId, problem: `it has no ${key}` });
    return value as T;
  };
  const template = all('SELECT * FROM template ORDER BY id');
  return {
    title: known<string>('title'),
    members: all('SELECT * FROM member ORDER BY id').map(readMember),
    templates: template.map(readTemplate),
    former: template.map(row => (row.former as string).split(' ').filter(word => word !== '')),
    heads: all('SELECT mask FROM head ORDER BY id').map(row => row.mask as Uint8Array),
    shapes: readShapes(key => known(`shape_${key}`)),
    kinds: readShapes(key => known(`kind_${key}`)),
    gaps: all('SELECT record FROM gap ORDER BY id').map(row => Gap.parse(JSON.parse(row.record as string))),
    ahead: new Map(all('SELECT member, ahead FROM clock').map(row => [row.member as number, row.ahead as number])),
    tests: TestResults.nullable().parse(JSON.parse(known<string>('tests'))),
    blocks: readBlocks(all('SELECT * FROM block ORDER BY id'), known('block_kinds')),
    kept: meta.has('kept') ? readKept(known<string>('kept'), all(KEPT)) : null,
    rollup: {
      first: known<number>('rollup_first'),
      entries: known<number>('rollup_entries'),
      bytes: known<Uint8Array>('rollup'),
    },
  };
}

const KEPT = 'SELECT kept.*, first_line, count FROM kept JOIN block ON block.id = kept.block';

function readKept(kept: string, rows: readonly Cells[]): LoadedIndex['kept'] {
  const blocks = rows.map((row): [number, KeptBlock] => [
    row.block as number,
    {
      id: row.block as number,
      firstLine: row.first_line as number,
      count: row.count as number,
      from: row.from_at as number,
      to: row.to_at as number,
      records: row.records as number,
      bytes: row.bytes as number,
      crc: row.crc as number,
    },
  ]);
  return { kept: Kept.parse(JSON.parse(kept)), blocks: new Map(blocks) };
}

function readShapes(column: (key: string) => Uint8Array): ShapeColumns {
  return {
    template: Uint32Array.from(unpackVarints(column('template'))),
    head: Uint32Array.from(unpackVarints(column('head'))),
    level: column('level'),
    continued: column('continued'),
  };
}

function readMember(row: Cells): Member {
  return {
    id: row.id as number,
    path: row.path as string,
    format: row.format as string,
    lines: row.lines as number,
    bytes: row.bytes as number,
    firstAt: row.first_at as number | null,
    lastAt: row.last_at as number | null,
    zone: row.zone as ZoneOrigin,
  };
}

function readTemplate(row: Cells): TemplateStat {
  return {
    id: row.id as number,
    text: row.text as string,
    count: row.count as number,
    level: row.level as number,
    firstAt: row.first_at as number | null,
    lastAt: row.last_at as number | null,
    firstMember: row.first_member as number,
    firstLine: row.first_line as number,
  };
}

function readBlocks(rows: readonly Cells[], kindLists: Uint8Array): BlockInfo[] {
  const lists = unpackKindLists(kindLists);
  return rows.map((row, i) => ({ ...readBlock(row), ...lists[i] }));
}

function readBlock(row: Cells): Omit<BlockInfo, 'kinds' | 'counts'> {
  return {
    id: row.id as number,
    member: row.member as number,
    firstLine: row.first_line as number,
    count: row.count as number,
    minAt: row.min_at as number | null,
    maxAt: row.max_at as number | null,
    unstamped: row.unstamped as number,
    size: row.size as number,
  };
}
