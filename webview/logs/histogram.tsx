/** The window, log table: the map above the table: lines over time by level; a span of it brushed by mouse or keys filters, a click goes there. */
import { useMemo, useState } from 'preact/hooks';
import { clock, count, stamp } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import { type Bars, barAt, partsOf, pathOf, spanOf, summed, total } from './bars.ts';
import type { Span } from './moment.ts';

export interface HistogramLook {
  readonly bars: Bars;
  readonly untimed: number;
  readonly brush: { readonly from: number | null; readonly to: number | null };
  /** Of the rows in sight. */
  readonly seen: Span | null;
  onBrush(span: Span | null): void;
  onJump(at: number): void;
}

/** Pixels. */
const HEIGHT = 48;
/** Rows of the table that says the same. */
const ROWS = 40;

export function Histogram(look: HistogramLook) {
  const [asTable, setAsTable] = useState(false);
  if (look.bars.bars.length === 0) return <div class="log-map" />;
  return (
    <div class="log-map">
      {asTable ? <CountTable {...look} /> : <Chart {...look} />}
      <button type="button" class="log-link" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
        {asTable ? t('as bars') : t('as a table')}
      </button>
    </div>
  );
}

/** What is being brushed, in bars: where it began and where it is. */
interface Drag {
  readonly from: number;
  readonly to: number;
  readonly byKey: boolean;
}

function Chart(look: HistogramLook) {
  const { bars, untimed, brush, seen } = look;
  const { at, cursor, drag, hears } = useBrush(look);
  const brushed = drag ? spanOf(bars, drag.from, drag.to) : brush.from !== null || brush.to !== null ? brush : null;
  return (
    <div
      class="log-chart"
      role="slider"
      tabIndex={0}
      aria-label={t('Lines over time')}
      aria-describedby="log-map-keys"
      aria-valuemin={0}
      aria-valuemax={bars.bars.length - 1}
      aria-valuenow={at}
      aria-valuetext={wordsOf(bars, at)}
      {...hears}
    >
      <Picture bars={bars} />
      <Band bars={bars} span={brushed} name="log-brush" />
      <Band bars={bars} span={seen} name="log-seen" />
      {cursor !== null && <Band bars={bars} span={spanOf(bars, cursor, cursor)} name="log-cursor" />}
      <span class="log-axis">{cursor === null ? axisWords(bars, untimed) : wordsOf(bars, cursor)}</span>
      <span class="heard" id="log-map-keys">
        {t('Arrow keys move, Shift+arrow keys choose a span, Enter filters by it or goes to the moment, Escape shows all.')}
      </span>
    </div>
  );
}

function useBrush({ bars, seen, onBrush, onJump }: HistogramLook) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const at = cursor ?? barAt(bars, seen?.from ?? bars.from);
  const finish = () => {
    setDrag(null);
    if (drag?.from === drag?.to && !drag?.byKey) onJump(spanOf(bars, at, at).from);
    else if (drag) onBrush(spanOf(bars, drag.from, drag.to));
  };
  const under = (event: PointerEvent) => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    return Math.max(0, Math.min(bars.bars.length - 1, Math.floor(((event.clientX - left) / width) * bars.bars.length)));
  };
  const hears = {
    onKeyDown: brushKeys({ bars, at, drag, setDrag, setCursor, finish, onBrush }),
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      setDrag({ from: under(event), to: under(event), byKey: false });
    },
    onPointerMove: (event: PointerEvent) => {
      setCursor(under(event));
      if (drag && !drag.byKey) setDrag({ ...drag, to: under(event) });
    },
    onPointerUp: () => drag && finish(),
    onPointerLeave: () => drag || setCursor(null),
    onBlur: () => {
      setDrag(null);
      setCursor(null);
    },
  };
  return { at, cursor, drag, hears };
}

interface BrushKeys extends Pick<HistogramLook, 'bars' | 'onBrush'> {
  readonly at: number;
  readonly drag: Drag | null;
  setDrag(drag: Drag | null): void;
  setCursor(bar: number): void;
  finish(): void;
}

function brushKeys({ bars, at, drag, setDrag, setCursor, finish, onBrush }: BrushKeys) {
  const last = bars.bars.length - 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    PageDown: 10,
    PageUp: -10,
    Home: -last,
    End: last,
  };
  return (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined && event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (step !== undefined) {
      const to = Math.max(0, Math.min(last, at + step));
      setCursor(to);
      return setDrag(event.shiftKey ? { from: drag?.from ?? at, to, byKey: true } : null);
    }
    if (event.key === 'Enter') return finish();
    setDrag(null);
    onBrush(null);
  };
}

/** The same drawing for the same bars, so that scrolling does not draw it anew. */
function Picture({ bars }: { bars: Bars }) {
  return useMemo(() => drawn(bars), [bars]);
}

function drawn(bars: Bars) {
  const path = (level: 'error' | 'warn' | 'other', least: number) => (
    <path class={`bar-${level}`} d={pathOf(bars, level, least / HEIGHT)} />
  );
  return (
    <svg viewBox={`0 0 ${bars.bars.length} 1`} preserveAspectRatio="none" height={HEIGHT} aria-hidden="true">
      {path('other', 2)}
      {path('warn', 2)}
      {path('error', 2)}
    </svg>
  );
}

function Band({ bars, span, name }: { bars: Bars; span: { from: number | null; to: number | null } | null; name: string }) {
  const parts = span && partsOf(bars, span);
  return parts ? <span class={name} style={{ left: `${parts[0] * 100}%`, width: `${parts[1] * 100}%` }} /> : null;
}

function wordsOf(bars: Bars, at: number): string {
  const { error, warn, other } = bars.bars[at];
  const span = spanOf(bars, at, at);
  const counts = [
    error > 0 && t('{0} errors', count(error)),
    warn > 0 && t('{0} warnings', count(warn)),
    other > 0 && t('{0} others', count(other)),
  ].filter(Boolean);
  return `${clock(span.from).slice(0, 8)} – ${clock(span.to).slice(0, 8)} · ${counts.join(' · ') || t('no lines')}`;
}

function axisWords({ from, step, bars }: Bars, untimed: number): string {
  const span = `${stamp(from).slice(0, 16)} – ${stamp(from + step * bars.length).slice(11, 16)} UTC`;
  return untimed > 0 ? `${span} · ${t('{0} lines without a time are not drawn', count(untimed))}` : span;
}

function CountTable({ bars, onJump }: HistogramLook) {
  return (
    <div class="log-counts">
      <table>
        <thead>
          <tr>
            {[t('from'), t('errors'), t('warnings'), t('others')].map(words => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {summed(bars, ROWS)
            .filter(row => total(row) > 0)
            .map(row => (
              <tr key={row.from}>
                <td>
                  <button type="button" class="log-link" onClick={() => onJump(row.from)}>
                    {stamp(row.from).slice(0, 19)}
                  </button>
                </td>
                <td class={row.error > 0 ? 'error' : ''}>{count(row.error)}</td>
                <td class={row.warn > 0 ? 'warn' : ''}>{count(row.warn)}</td>
                <td>{count(row.other)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
