/** The store: a block of an index in the making once more, for the log server that has not kept it. */

import type { SentBlock } from '../../model/kept.ts';
import { levels } from '../../model/level.ts';
import type { Database, Whereabouts } from './open.ts';
import { Source } from './source.ts';

export function sentAgain(where: Whereabouts, db: Database): (id: number) => SentBlock {
  let draft: Source | null = null;
  return id => {
    draft ??= Source.draft(where, db);
    const { shapes, members } = draft;
    const block = draft.blocks[id];
    const { shape, at } = draft.columns(block);
    const { bytes, layout } = draft.text(block);
    const { starts, ends } = layout;
    const rows = Array.from({ length: block.count }, (_, row) => ({
      line: block.firstLine + row,
      at: Number.isNaN(at[row]) ? null : at[row],
      level: levels[shapes.level[shape[row]]],
      bytes: bytes.subarray(starts[row], starts[row + 1]),
      end: starts[row + 1] - ends[row],
    }));
    return { id, member: members[block.member].path, firstLine: block.firstLine, rows };
  };
}
