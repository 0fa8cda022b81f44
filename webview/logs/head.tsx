/** The window, log table: the names of its columns, each with an edge that can be dragged, or moved by arrow keys. */
import { useRef } from 'preact/hooks';
import { t } from '../words.ts';
import { type Column, clamped, type Laid, LEAST, MOST } from './columns.ts';

/** Pixels that an arrow key moves an edge. */
const STEP = 8;

export function Head({ laid, onWidth }: { laid: Laid; onWidth: (column: string, width: number) => void }) {
  return (
    <div role="rowgroup">
      <div role="row" class="log-row log-head" aria-rowindex={1}>
        {laid.columns.map((column, at) => (
          <span role="columnheader" aria-colindex={at + 1} class={`log-${column}`} key={column}>
            {column === 'mark' ? <span class="heard">{t('marks')}</span> : laid.narrow && column === 'level' ? '' : words(column)}
            {column !== 'mark' && column !== 'message' && !laid.narrow && (
              <Edge column={column} width={laid.widths[column]} onWidth={width => onWidth(column, width)} />
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

function words(column: Column): string {
  return {
    mark: '',
    time: t('time'),
    level: t('level'),
    member: t('member'),
    source: t('source'),
    message: t('message'),
  }[column];
}

function Edge({ column, width, onWidth }: { column: Column; width: number; onWidth: (width: number) => void }) {
  const dragged = useRef<{ x: number; width: number } | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onWidth(clamped(width + by));
  };
  return (
    <span
      class="log-edge"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('Width of {0}', words(column))}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      onKeyDown={onKeyDown}
      onPointerDown={event => {
        event.preventDefault();
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
        dragged.current = { x: event.clientX, width };
      }}
      onPointerMove={event => {
        if (dragged.current) onWidth(clamped(dragged.current.width + event.clientX - dragged.current.x));
      }}
      onPointerUp={() => {
        dragged.current = null;
      }}
    />
  );
}
