/** The window, timeline: the tree, drawn: only the rows in sight, one stop of the Tab key, the chosen row kept in sight. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { oneLine } from '../../src/tools/render/safe.ts';
import { clock, count, lasting } from '../../src/tools/render/words.ts';
import { useVirtual, type Virtual } from '../virtual.ts';
import { t } from '../words.ts';
import { type Entry, isGrave, keyOf, lasts, nameOf, outcomeOf, outcomeSigns, outcomeWords, testName } from './entry.ts';
import { type Branch, branchesOf, moveOf, rowsOf, type TreeRow } from './tree.ts';
import type { Stage } from './view.ts';

const ROW = 23;

export function Tree({ stage, hovered }: { stage: Stage; hovered: readonly Entry[] | null }) {
  const { timeline, arrangement } = stage;
  const branches = branchesOf(timeline.lanes, timeline.untimed);
  const rows = rowsOf(branches, arrangement.folds);
  const { at, focus } = useFocus(rows, arrangement.chosen);
  const { pane, virtual } = usePane(rows, at);
  const act = actsOf(stage, { branches, rows, focus });
  const lit = new Set(hovered?.map(keyOf));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (act.key(event.key, { at, page: Math.max(1, Math.floor((virtual.scrollRect?.height ?? 0) / ROW) - 1) }))
      event.preventDefault();
  };
  return (
    <div
      class="tl-tree"
      role="tree"
      aria-label={t('What the run did')}
      tabIndex={0}
      aria-activedescendant={rows[at] ? rowId(at) : undefined}
      ref={pane}
      onKeyDown={onKeyDown}
      onClick={event => act.click(event)}
      onDblClick={event => act.click(event)}
    >
      <div role="none" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          const look = { row, at: index, top: start, focused: index === at, chosen: row.key === arrangement.chosen };
          return <Row key={row.key} {...look} lit={lit.has(row.key)} />;
        })}
      </div>
    </div>
  );
}

/** The row with the focus: the chosen entry's, until the keys lead elsewhere. */
function useFocus(rows: readonly TreeRow[], chosen: string | null): { at: number; focus(key: string): void } {
  const [key, focus] = useState<string | null>(chosen);
  useEffect(() => {
    if (chosen !== null) focus(chosen);
  }, [chosen]);
  return {
    at: Math.max(
      0,
      rows.findIndex(row => row.key === key),
    ),
    focus,
  };
}

/** The rows in sight; brings a row there when the focus comes to it. */
function usePane(rows: readonly TreeRow[], at: number): { pane: RefObject<HTMLDivElement>; virtual: Virtual } {
  const pane = useRef<HTMLDivElement>(null);
  const virtual = useVirtual({ count: rows.length, scroller: pane, row: ROW, keyOf: index => rows[index].key, kept: [at] });
  useEffect(() => virtual.scrollToIndex(at), [at]);
  return { pane, virtual };
}

interface Acts {
  click(event: MouseEvent): void;
  /** Whether the key meant something. */
  key(key: string, where: { at: number; page: number }): boolean;
}

interface TreeLook {
  readonly branches: readonly Branch[];
  readonly rows: readonly TreeRow[];
  focus(key: string): void;
}

function actsOf(stage: Stage, { branches, rows, focus }: TreeLook): Acts {
  const { folds } = stage.arrangement;
  const fold = (branch: Branch, open: boolean) => stage.arrange({ folds: { ...folds, [branch.id]: open } });
  const pick = (row: TreeRow) => {
    focus(row.key);
    if (row.kind === 'entry') stage.choose(row.entry);
  };
  const open = (row: TreeRow) => {
    if (row.kind === 'branch') return fold(row.branch, !row.open);
    stage.open(row.kind === 'entry' ? row.entry : { at: undefined, place: row.test.place });
  };
  const key = (pressed: string, { at, page }: { at: number; page: number }) => {
    const row = rows[at];
    if (row && pressed === 'Enter') open(row);
    else if (row && pressed === ' ') row.kind === 'branch' ? fold(row.branch, !row.open) : pick(row);
    else {
      const move = moveOf(rows, { key: pressed, at, page });
      if (move === null) return false;
      if ('to' in move) pick(rows[move.to]);
      else if ('fold' in move) fold(move.fold, move.open);
      else stage.arrange({ folds: Object.fromEntries(branches.map(branch => [branch.id, true])) });
    }
    return true;
  };
  const click = (event: MouseEvent) => {
    const at = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]')?.dataset.at : undefined;
    const row = rows[Number(at ?? -1)];
    if (!row) return;
    if (event.type === 'dblclick') row.kind === 'branch' || open(row);
    else if (row.kind === 'branch') open(row);
    else pick(row);
  };
  return { click, key };
}

function rowId(at: number): string {
  return `tl-row-${at}`;
}

interface RowLook {
  readonly row: TreeRow;
  readonly at: number;
  /** Pixels from the first row's. */
  readonly top: number;
  readonly focused: boolean;
  readonly chosen: boolean;
  readonly lit: boolean;
}

function Row({ row, at, top, focused, chosen, lit }: RowLook) {
  const branch = row.kind === 'branch';
  const marks = [branch ? 'branch' : 'leaf', focused && 'focused', chosen && 'chosen', lit && 'lit'].filter(one => one).join(' ');
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active row
    <div
      role="treeitem"
      id={rowId(at)}
      class={`tl-row ${marks}`}
      style={{ top }}
      aria-level={branch ? 1 : 2}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-expanded={branch ? row.open : undefined}
      aria-selected={chosen}
      data-at={at}
    >
      {branch ? <BranchWords branch={row.branch} open={row.open} /> : <LeafWords row={row} />}
    </div>
  );
}

function BranchWords({ branch, open }: { branch: Branch; open: boolean }) {
  return (
    <>
      <span class={`tl-twisty ${open ? 'open' : ''}`} aria-hidden="true" />
      <span class="tl-name">{branch.words}</span>
      <span class="tl-much">{count(branch.entries.length + branch.untimed.length)}</span>
    </>
  );
}

function LeafWords({ row }: { row: Exclude<TreeRow, { kind: 'branch' }> }) {
  if (row.kind === 'untimed')
    return <Leaf sign="✗" grave name={testName(row.test.title)} much={t('failed')} title={row.test.title} />;
  const { entry } = row;
  const outcome = outcomeOf(entry);
  const word = lasts(entry) && outcome !== 'done' ? outcomeWords(outcome) : '';
  const time = entry.until === null ? (lasts(entry) ? '' : clock(entry.at).slice(0, 8)) : lasting(entry.until - entry.at);
  return (
    <Leaf
      sign={entry.kind === 'cause' ? '◆' : lasts(entry) || entry.kind === 'test' ? outcomeSigns[outcome] : '·'}
      grave={lasts(entry) ? outcome === 'failed' : isGrave(entry)}
      name={nameOf(entry)}
      much={[word, time].filter(one => one).join(' · ')}
      title={entry.title}
    />
  );
}

interface LeafLook {
  readonly sign: string;
  readonly grave: boolean;
  readonly name: string;
  readonly much: string;
  readonly title: string;
}

function Leaf({ sign, grave, name, much, title }: LeafLook) {
  return (
    <>
      <span class={`tl-sign ${grave ? 'grave' : ''}`} aria-hidden="true">
        {sign}
      </span>
      <span class="tl-name" title={oneLine(title)}>
        {oneLine(name)}
      </span>
      <span class="tl-much">{much}</span>
    </>
  );
}
