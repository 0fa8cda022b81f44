/** The window, log table: the rows, what is in their way, and the selected one below them. */
import { useMemo, useState } from 'preact/hooks';
import { parsePlace } from '../../src/model/place.ts';
import { openSource } from '../acts.ts';
import { t } from '../words.ts';
import { OPEN_FILTER } from './arrangement.ts';
import { laidOut } from './columns.ts';
import { Detail, type DetailActs } from './detail.tsx';
import { activeRow, attempt, doIt, type Hands, move } from './doings.ts';
import { type Filter, isOpen } from './filter.ts';
import { wishOf } from './keys.ts';
import { mentionsOf } from './mention.ts';
import { Notes } from './notes.tsx';
import type { Row } from './pages.ts';
import type { RowStyle } from './row.tsx';
import { useSignWidth } from './sign.ts';
import { Table, type TableActs } from './table.tsx';
import type { Opening } from './use-view.ts';

export interface LinesLook {
  readonly hands: Hands;
  readonly opening: Opening;
  readonly filter: Filter | null;
  /** The failure is a mistake in the query, which is told where it was typed. */
  readonly mistyped: boolean;
}

export function Lines({ hands, opening, filter, mistyped }: LinesLook) {
  const { state, facts, records, arrangement } = hands;
  const [room, setRoom] = useState(1000);
  const view = state.view();
  const row = activeRow(state);
  const filtered = filter !== null && !isOpen(filter);
  const style = useStyle(hands, room);
  return (
    <>
      <Notes
        failure={mistyped ? null : (opening.failure ?? view?.blocks.failure())}
        excluded={opening.excluded && facts.labels.place(parsePlace(opening.excluded))}
        empty={!opening.stale && view?.count === 0}
        filtered={filtered}
        {...noteActs(hands, opening)}
      />
      <Table
        state={state}
        style={style}
        marksOf={useMarks(hands)}
        recordOf={index => records.of(view?.blocks.row(index))}
        stale={opening.stale && view !== null}
        acts={tableActs(hands, setRoom)}
      />
      {row && arrangement.detail ? (
        <Detail row={row} facts={facts} acts={detailActs(hands, row, filtered)} />
      ) : (
        <Hint hands={hands} row={row} />
      )}
    </>
  );
}

function noteActs({ desk, state, arrange }: Hands, opening: Opening) {
  return {
    onRetry: () => {
      state.view()?.blocks.retry();
      opening.retry();
    },
    onClear: () => {
      if (opening.excluded === null) arrange(OPEN_FILTER);
      else desk.go({ tab: 'logs', query: '', place: opening.excluded });
    },
  };
}

function Hint({ hands: { arrange }, row }: { hands: Hands; row: Row | undefined }) {
  if (!row) return null;
  return (
    <p class="log-hint">
      <button type="button" class="log-link" onClick={() => arrange({ detail: true })}>
        {t('Show the whole line')}
      </button>
    </p>
  );
}

/** The same object while nothing of it changes, so that rows need not be drawn anew. */
function useStyle({ arrangement, facts }: Hands, room: number): RowStyle {
  const sign = useSignWidth();
  const { wrap, raw, widths } = arrangement;
  const { labels, dated } = facts;
  return useMemo(
    () => ({ room, sign, labels, dated, wrap, raw, laid: laidOut(room, widths, dated) }),
    [room, sign, labels, dated, wrap, raw, widths],
  );
}

function useMarks({ arrangement: { bookmarks, pins }, facts }: Hands) {
  const fresh = facts.templates?.fresh;
  return useMemo(() => {
    const [bookmarked, pinned] = [bookmarks, pins].map(marks => new Set(marks.map(mark => mark.place)));
    return (row: Row) => ({
      isNew: fresh?.has(row.template) ?? false,
      bookmarked: bookmarked.has(row.key),
      pinned: pinned.has(row.key),
    });
  }, [bookmarks, pins, fresh]);
}

function tableActs(hands: Hands, onRoom: (width: number) => void): TableActs {
  const { desk, state, records, arrangement, arrange } = hands;
  return {
    onRoom,
    onKey: event => {
      const wish = wishOf(event);
      if (!wish || event.defaultPrevented) return;
      event.preventDefault();
      if (wish.kind === 'move') move(hands, wish);
      else doIt(hands, wish.what);
    },
    onRow: (index, { event, source, fold }) => {
      state.select(index, { extend: event.shiftKey });
      const row = state.view()?.blocks.row(index);
      if (row && fold) void attempt(desk, () => records.toggle(row));
      else if (row && source !== null) void openSource(desk, { place: row.key, ...frameAt(row, source) });
      else if (row && (event.ctrlKey || event.metaKey)) doIt(hands, 'open_source');
    },
    onOpen: () => doIt(hands, 'open_line'),
    onWidth: (column, width) => arrange({ widths: { ...arrangement.widths, [column]: width } }),
  };
}

/** `shown`: what the column of sources shows; else a number among those within the message. */
function frameAt(row: Row, source: string) {
  const mentions = mentionsOf(row);
  const frame = source === 'shown' ? mentions.shown?.frame : mentions.within[Number(source)]?.frame;
  return frame ? { frame } : {};
}

function detailActs(hands: Hands, row: Row, filtered: boolean): DetailActs {
  const { arrange, arrangement } = hands;
  return {
    onOpen: () => doIt(hands, 'open_line'),
    onSource: () => doIt(hands, 'open_source'),
    onCopy: () => doIt(hands, 'copy_lines'),
    onPattern: () => {
      const history = [arrangement.query, ...arrangement.history].filter(query => query.trim() !== '');
      arrange({ ...OPEN_FILTER, query: `template:${row.template}`, history });
    },
    onAround: filtered ? () => arrange(OPEN_FILTER) : null,
    onClose: () => arrange({ detail: false }),
  };
}
