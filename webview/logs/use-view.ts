/** The window, log table: brings the rows of a filter into the table; the former rows stay until the new ones are there. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Fault } from '../../src/base/fault.ts';
import type { Life } from '../../src/base/progress.ts';
import { type Desk, useDesk } from '../desk.ts';
import { makeBlocks } from './blocks.ts';
import { type Filter, filterKey, isFolded } from './filter.ts';
import { type Begun, type Located, pagesOf, type Row } from './pages.ts';
import * as scroll from './scroll.ts';
import type { TableState, View } from './table-state.ts';

/** What is to stay, or come, into sight. */
export interface Target {
  readonly place?: string;
  /** A moment, or the first line that has a time. */
  readonly at?: number | 'first';
  /** Pixels below the upper edge; a third of the table unless given. */
  readonly y?: number;
  readonly select: boolean;
}

export interface Opening {
  /** The rows in the table are those of a former filter. */
  readonly stale: boolean;
  readonly failure: unknown;
  /** The place that was to be selected does not fit the filter. */
  readonly excluded: string | null;
  retry(): void;
}

/** What is asked of the table, at once: these lines, around this one. */
export interface Asking {
  readonly filter: Filter | null;
  /** Another object is another asking. */
  readonly target: Target;
}

/** How the last opening went. */
interface Told {
  readonly key: string;
  readonly target: Target | null;
  readonly failure: unknown;
  readonly excluded: string | null;
}

/** `unfold` unfolds records, because a line within one is to be shown. */
export function useView(state: TableState, { filter, target }: Asking, unfold: () => void): Opening {
  const desk = useDesk();
  /** What was brought into sight, or could not be; it says nothing of any newer target. */
  const dealt = useRef<{ target: Target | null; missed: boolean }>({ target: null, missed: false });
  const [turn, setTurn] = useState(0);
  const [told, setTold] = useState<Told>({ key: '', target: null, failure: null, excluded: null });
  const key = filter ? `${desk.edition} ${turn} ${filterKey(filter)}` : '';
  // Before anything else can happen: a former opening that ends now is given up, not shown.
  useLayoutEffect(() => {
    if (!filter) return;
    const life = new AbortController();
    // What the filter hid is aimed at again once that changes, unless a line was chosen meanwhile.
    const asked = dealt.current.target !== target || (dealt.current.missed && !state.selection());
    const aimed = asked ? target : standing(state);
    openView(desk, { state, filter, aimed }, { signal: life.signal }).then(
      ({ view, located, within }) => {
        if (life.signal.aborted) return view.blocks.end();
        if (asked && within) {
          view.blocks.end();
          return unfold();
        }
        dealt.current = { target, missed: asked && (view.count === 0 || located?.fits === false) };
        const { y = scroll.third(state.extent()), select = false } = aimed ?? {};
        state.open(view, located && { index: located.index, y, select: select && located.fits });
        setTold({ key, target, failure: null, excluded: asked && located && !located.fits ? (target.place ?? null) : null });
      },
      failure => life.signal.aborted || setTold({ key, target, failure, excluded: null }),
    );
    return () => life.abort();
  }, [key, target]);
  const now = told.key === key && told.target === target;
  return {
    stale: !now || told.failure !== null,
    failure: now ? told.failure : null,
    excluded: now ? told.excluded : null,
    retry: () => setTurn(before => before + 1),
  };
}

/** The selected line stays where it is, else the first one in sight once the table was moved. */
function standing(state: TableState): Target | null {
  const view = state.view();
  const selection = state.selection();
  const stand = state.stand();
  const index = selection?.active ?? stand.row;
  const row = view?.blocks.row(index);
  if (!row || (!selection && !state.wasMoved())) return null;
  const seen = index >= stand.row && index <= scroll.lastShown(stand, state.extent());
  return { place: row.key, select: !!selection, ...(seen ? { y: scroll.topOf(index, stand, state.extent()) } : {}) };
}

interface Wanted {
  readonly state: TableState;
  readonly filter: Filter;
  readonly aimed: Target | null;
}

interface Opened {
  readonly view: View;
  readonly located: Located | null;
  /** What was aimed at is a further line of a folded record. */
  readonly within: boolean;
}

async function openView(desk: Desk, wanted: Wanted, life: Life): Promise<Opened> {
  const { state, filter, aimed } = wanted;
  const pages = pagesOf(desk.engine, desk.start.run_id, filter);
  const { count, scanned, located } = await begin(desk, pages, { aimed, life });
  const within = located !== null && !located.fits && isFolded(filter) && (await isWithin(desk, wanted, life));
  let heard = (): void => undefined;
  const blocks = makeBlocks<Row>({ count, ask: pages.rows, heard: () => heard() });
  const { viewport } = state.extent();
  const extent = { count, viewport, height: () => scroll.ROW };
  const stand = located ? scroll.placed(located.index, aimed?.y ?? scroll.third(extent), extent) : scroll.TOP;
  const last = scroll.lastShown(stand, extent);
  await new Promise<void>((resolve, reject) => {
    life.signal?.addEventListener('abort', () => {
      blocks.end();
      reject(new Fault('cancelled'));
    });
    heard = () => {
      if (blocks.failure() !== null) reject(blocks.failure());
      else if (count === 0 || blocks.has(stand.row, last)) resolve();
    };
    blocks.want(stand.row, last);
    heard();
  });
  heard = state.redraw;
  return { view: { filter, pages, blocks, count, scanned }, located, within };
}

/** Whether the place fits the filter but for the folding. */
async function isWithin(desk: Desk, { filter, aimed }: Wanted, life: Life): Promise<boolean> {
  const unfolded = pagesOf(desk.engine, desk.start.run_id, { ...filter, fold: false });
  return aimed?.place !== undefined && (await unfolded.locate(aimed.place, life)).fits;
}

/** A line that the run does not have, such as one marked in logs that were read anew, is told and passed over. */
async function begin(desk: Desk, pages: View['pages'], { aimed, life }: { aimed: Target | null; life: Life }): Promise<Begun> {
  const { place, at } = aimed ?? {};
  try {
    return await pages.begin(place !== undefined ? { place } : at !== undefined ? { at } : null, life);
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code !== 'place_unknown') throw failure;
    desk.say(failure.message);
    return pages.begin(null, life);
  }
}
