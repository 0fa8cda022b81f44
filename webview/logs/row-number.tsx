/** The window, log table: tells which row one is at while the rows themselves are still on their way. */
import { count } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import type { TableState } from './table-state.ts';

export function RowNumber({ state }: { state: TableState }) {
  const view = state.view();
  if (!view || state.drawn().stand === state.stand()) return null;
  return (
    <div class="log-number" aria-hidden="true">
      {t('row {0} of {1}', count(state.stand().row + 1), count(view.count))}
    </div>
  );
}
