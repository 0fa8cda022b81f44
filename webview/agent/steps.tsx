/** The window, agents: the parts of a run as a tree or in order, drawn only where in sight; the chosen row is where the replay stands. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { oneLine } from '../../src/tools/render/safe.ts';
import { clock, lasting } from '../../src/tools/render/words.ts';
import { showInLog } from '../acts.ts';
import { type Desk, useDesk } from '../desk.ts';
import { useVirtual } from '../virtual.ts';
import { t } from '../words.ts';
import { kindWords, type Part, statusWords, toneOf } from './play.ts';
import { moveOf, orderedRows, type Row, treeRows } from './tree.ts';
import type { Stage } from './use-play.ts';

const ROW = 23;

export function Steps({ stage }: { stage: Stage }) {
  const desk = useDesk();
  const { play, at: chosen, arrangement } = stage;
  const { ordered, closed } = arrangement;
  const rows = useMemo(() => (ordered ? orderedRows(play) : treeRows(play, new Set(closed))), [play, ordered, closed]);
  const at = rows.findIndex(row => row.part === chosen);
  const pane = useRef<HTMLDivElement>(null);
  const virtual = useVirtual({ count: rows.length, scroller: pane, row: ROW, keyOf: index => rows[index].part.key, kept: [at] });
  // Rows that arrive or that are opened by hand do not move the eye from where it is.
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [chosen?.key, ordered]);
  const page = Math.max(1, Math.floor((virtual.scrollRect?.height ?? 0) / ROW) - 1);
  const acts = actsOf(desk, stage, { rows, at, page });
  return (
    <div
      class="ag-tree tl-tree"
      role="tree"
      aria-label={ordered ? t('Steps, calls and guardrails in order') : t('Steps of the agent run')}
      tabIndex={0}
      aria-activedescendant={at >= 0 ? rowId(at) : undefined}
      ref={pane}
      onKeyDown={acts.key}
      onClick={acts.click}
      onDblClick={acts.click}
    >
      <div role="none" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <StepRow key={rows[index].part.key} {...{ row: rows[index], index, start, ordered }} at={chosen?.index ?? 0} />
        ))}
      </div>
    </div>
  );
}

interface Shown {
  readonly rows: readonly Row[];
  readonly at: number;
  /** Rows in sight at once. */
  readonly page: number;
}

/** What is chosen is where the replay goes; Enter and a double click lead to the line. */
function actsOf(desk: Desk, stage: Stage, { rows, at, page }: Shown) {
  const { closed } = stage.arrangement;
  const fold = (key: string, open: boolean) =>
    stage.arrange({ closed: open ? closed.filter(one => one !== key) : [...closed, key] });
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moveOf(rows, event.key, { at, page });
    if (event.key === 'Enter' && rows[at]) showInLog(desk, rows[at].part.place);
    else if (move && 'to' in move) stage.go(rows[move.to].part.index);
    else if (move) fold(move.fold, move.open);
    else return;
    event.preventDefault();
  };
  const click = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const row = rows[Number(target.closest<HTMLElement>('[data-at]')?.dataset.at ?? -1)];
    if (!row) return;
    if (event.type === 'dblclick') showInLog(desk, row.part.place);
    else {
      const folds = target.closest('.tl-twisty') && row.open !== null;
      // What is closed may hold where the replay stands.
      if (!folds || row.open) stage.go(row.part.index);
      if (folds) fold(row.part.key, !row.open);
    }
  };
  return { key, click };
}

function rowId(at: number): string {
  return `ag-row-${at}`;
}

interface RowLook {
  readonly row: Row;
  /** Which row of those that are shown. */
  readonly index: number;
  readonly start: number;
  readonly ordered: boolean;
  /** Where the replay stands. */
  readonly at: number;
}

function StepRow({ row: { part, level, open, place, of }, index, start, ordered, at }: RowLook) {
  const marks = [part.index === at && 'chosen', part.index > at && 'later', part.decisive && 'decisive'];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active row
    <div
      role="treeitem"
      id={rowId(index)}
      class={`ag-row tl-row ${marks.filter(one => one).join(' ')}`}
      style={{ top: start, paddingLeft: 8 + (level - 1) * 16 }}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={of}
      aria-expanded={open ?? undefined}
      aria-selected={part.index === at}
      title={oneLine(part.title)}
      data-at={index}
    >
      {!ordered && <span class={open === null ? 'ag-none' : `tl-twisty ${open ? 'open' : ''}`} aria-hidden="true" />}
      {ordered && part.at !== null && <span class="ag-when">{clock(part.at).slice(0, 8)}</span>}
      <span class={`ag-sign ${toneOf(part)}`} aria-hidden="true">
        {signOf(part)}
      </span>
      {ordered && <span class="ag-who">{oneLine(part.agent ?? kindWords(part.kind))}</span>}
      <span class="unseen">{marksOf(part)}</span>
      <span class="tl-name">{oneLine(part.title)}</span>
      <span class="tl-much">
        {part.cited && <span class="ag-cited" title={t('Evidence of the report')} />}
        {muchOf(part)}
      </span>
    </div>
  );
}

function signOf({ decisive, status, kind }: Part): string {
  if (decisive) return '◆';
  if (status === 'failure') return '✗';
  return { step: status === 'success' ? '✓' : '○', tool_call: '⚒', guardrail: '⚑', message: '❝' }[kind];
}

function muchOf({ retries, latency_ms }: Part): string {
  const words = [retries ? `↻ ${retries}` : '', latency_ms === null ? '' : lasting(latency_ms)];
  return words.filter(word => word).join(' · ');
}

/** What signs and colours tell, for who does not see them. */
function marksOf(part: Part): string {
  const words = [
    kindWords(part.kind),
    part.status && statusWords(part.status),
    part.decisive && t('decisive step'),
    part.cited && t('evidence of the report'),
    part.retries ? t('tried again {0} times', part.retries) : '',
  ];
  return words.filter(word => word).join(', ');
}

/** For who hears the replay. */
export function spokenOf(part: Part): string {
  return `${oneLine(part.title)}: ${marksOf(part)}`;
}
