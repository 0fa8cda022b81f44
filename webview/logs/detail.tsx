/** The window, log table: the selected line as a whole, what is known of its pattern, and where to go from it. */
import { useState } from 'preact/hooks';
import { oneLine } from '../../src/tools/render/safe.ts';
import { count, counted, stamp } from '../../src/tools/render/words.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words.ts';
import type { Facts } from './facts.ts';
import type { Row } from './pages.ts';

export interface DetailLook {
  readonly row: Row;
  readonly facts: Facts;
  readonly acts: DetailActs;
}

export interface DetailActs {
  onOpen(): void;
  onSource(): void;
  onCopy(): void;
  onPattern(): void;
  /** Absent where all lines are shown anyway. */
  readonly onAround: (() => void) | null;
  onClose(): void;
}

/** Characters shown at first, and added by each further click at most. */
const FIRST = 4_000;
const SLICE = 64_000;

export function Detail({ row, facts, acts }: DetailLook) {
  return (
    <section class="log-detail" aria-label={t('Selected line')}>
      <header>
        <span class="log-detail-place" title={oneLine(row.key)}>
          {oneLine(facts.labels.place(row.place))}
        </span>
        <span class="log-dim">{row.at === null ? t('no time') : `${stamp(row.at)} UTC`}</span>
        {row.at !== null && row.clock_ahead !== undefined && (
          <span class="log-dim" title={t('The clock of this log differs from the others: its times are shown corrected.')}>
            {t('stamped {0}', stamp(row.at + row.clock_ahead))}
          </span>
        )}
        <span class={`log-level-word ${row.level}`}>{row.level === 'none' ? '' : row.level}</span>
        <Pattern row={row} facts={facts} />
        <button type="button" class="log-link log-close" onClick={acts.onClose}>
          {t('Close')}
        </button>
      </header>
      <Whole key={row.key} row={row} />
      <footer>
        <Does words={t('Open log')} act={acts.onOpen} />
        <Does words={t('Open source')} act={acts.onSource} />
        <Does words={t('Copy')} act={acts.onCopy} />
        {row.template >= 0 && <Does words={t('Show only this pattern')} act={acts.onPattern} />}
        {acts.onAround && <Does words={t('Lines around')} act={acts.onAround} />}
      </footer>
    </section>
  );
}

function Does({ words, act }: { words: string; act: () => void }) {
  return (
    <button type="button" class="log-link" onClick={act}>
      {words}
    </button>
  );
}

function Pattern({ row, facts: { templates } }: { row: Row; facts: Facts }) {
  const template = templates?.byId.get(row.template);
  if (!template) return null;
  const often = t('pattern {0}: {1}', row.template, counted(template.count, 'record'));
  const runs = counted(templates?.comparedWith ?? 0, 'passing run');
  return (
    <span class="log-dim" title={oneLine(template.text)}>
      {often}
      {template.change === 'new' && <span class="log-new">{` · ${t('new against {0}', runs)}`}</span>}
      {template.change !== 'new' &&
        template.passing !== null &&
        ` · ${t('{0} in a passing run', count(Math.round(template.passing)))}`}
    </span>
  );
}

/** The text as it stands in the log; a long one is asked for and shown slice by slice. */
function Whole({ row }: { row: Row }) {
  const { engine } = useDesk();
  const [shown, setShown] = useState(FIRST);
  const whole = useAnswer(row.cut > 0 ? row.key : null, life => engine.read_lines({ place: row.key, around: 0 }, life));
  const text = whole.data?.lines[0]?.text ?? row.text;
  const left = text.length - shown;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach it
    <div class="log-whole" tabIndex={0} role="region" aria-label={t('The whole line')}>
      {oneLine(text.slice(0, shown))}
      {left > 0 && (
        <button type="button" class="log-link" onClick={() => setShown(shown + SLICE)}>
          {left <= SLICE
            ? t('… show {0} more characters', count(left))
            : t('… show {0} of {1} more characters', count(SLICE), count(left))}
        </button>
      )}
    </div>
  );
}
