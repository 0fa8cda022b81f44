/** The window, patterns: what kinds of line the run has, and how they differ from the passing runs. */
import { useRef, useState } from 'preact/hooks';
import type { TemplatePage } from '../../src/model/page.ts';
import { labelsOf } from '../../src/tools/render/labels.ts';
import { count, counted } from '../../src/tools/render/words.ts';
import { told } from '../acts.ts';
import { Button } from '../controls.tsx';
import { useDesk } from '../desk.ts';
import { t } from '../words.ts';
import type { PatternsArrangement } from './arrangement.ts';
import { usePatterns } from './asked.ts';
import { patternsMarkdown } from './markdown.ts';
import { type Change, changeName, changes } from './pattern.ts';
import './patterns.css';
import type { PartLook } from './part.ts';
import { PatternTable } from './table.tsx';

export interface PatternsLook {
  readonly arrangement: PatternsArrangement;
  arrange(arrangement: PatternsArrangement): void;
}

/** Patterns that are asked for at first, and with each further click; the table draws those in sight. */
const FIRST = 1000;
const MORE = 1000;

export function PatternsRoom({ arrangement, arrange }: PatternsLook) {
  const [most, show] = useState(FIRST);
  const pane = useRef<HTMLDivElement>(null);
  const { data: page, failure } = usePatterns(arrangement, most);
  const change = (part: Partial<PatternsArrangement>) => {
    if (!('open' in part)) show(FIRST);
    arrange({ ...arrangement, ...part });
  };
  return (
    <div class="patterns">
      <Bar arrangement={arrangement} change={change} page={page} />
      {failure ? (
        <p class="pt-calm" role="alert">{`${failure.words} ${failure.hint}`}</p>
      ) : page ? (
        <div class="pt-pane" ref={pane}>
          {page.compared_with === 0 ? <Uncompared /> : null}
          {page.templates.length > 0 ? (
            <PatternTable {...{ page, arrangement, change, pane }} />
          ) : (
            <Nothing {...{ page, arrangement, change }} />
          )}
          {page.templates.length < page.in_all ? <More page={page} show={() => show(page.templates.length + MORE)} /> : null}
        </div>
      ) : (
        <p class="pt-calm" aria-busy="true">
          {t('Comparing…')}
        </p>
      )}
    </div>
  );
}

function Bar({ arrangement, change, page }: Omit<PartLook, 'page'> & { page: TemplatePage | null }) {
  const compared = page !== null && page.compared_with > 0;
  return (
    <div class="pt-bar">
      <fieldset class="pt-chips">
        <legend class="unseen">{t('Which patterns')}</legend>
        {changes.map(one => (
          <button
            key={one}
            type="button"
            class={`pt-chip ${one}`}
            aria-pressed={chosenOf(arrangement, page) === one}
            disabled={one !== 'all' && page !== null && !compared}
            onClick={() => change({ change: one, open: null })}
          >
            {changeName(one)} {page ? <span>{count(page.in_each[one])}</span> : null}
          </button>
        ))}
      </fieldset>
      <input
        type="search"
        class="pt-filter"
        placeholder={t('Filter by text')}
        aria-label={t('Filter patterns by text')}
        value={arrangement.text}
        onInput={event => change({ text: event.currentTarget.value })}
      />
      <span class="pt-told" role="status">
        {page ? toldOf(page) : ''}
      </span>
      {page ? <CopyButton page={page} change={chosenOf(arrangement, page)} /> : null}
    </div>
  );
}

function chosenOf({ change }: PatternsArrangement, page: TemplatePage | null): Change {
  return page?.compared_with === 0 ? 'all' : change;
}

function toldOf({ templates, in_all, compared_with }: TemplatePage): string {
  const shown =
    templates.length < in_all ? t('{0} of {1} shown', count(templates.length), count(in_all)) : counted(in_all, 'pattern');
  return compared_with > 0 ? t('{0}, against {1}', shown, counted(compared_with, 'passing run')) : shown;
}

function CopyButton({ page, change }: { page: TemplatePage; change: Change }) {
  const desk = useDesk();
  const copy = async () => {
    const labels = labelsOf(page.templates.flatMap(one => one.member ?? []));
    await desk.engine.copy_text({ text: patternsMarkdown({ title: desk.start.title, change, page, labels }) });
    return t('Copied {0} as Markdown.', counted(page.templates.length, 'pattern'));
  };
  return (
    <button type="button" class="pt-link" onClick={() => void told(desk, copy)}>
      {t('Copy as Markdown')}
    </button>
  );
}

function More({ page, show }: { page: TemplatePage; show: () => void }) {
  return (
    <p class="pt-more">
      {t('{0} of {1} shown', count(page.templates.length), count(page.in_all))} ·{' '}
      <button type="button" class="pt-link" onClick={show}>
        {t('show more')}
      </button>
    </p>
  );
}

/** Why nothing is called new or gone, and the way to have it. */
function Uncompared() {
  const { engine, start } = useDesk();
  return (
    <div class="pt-calm pt-uncompared">
      <p>{t('This run is not compared with a passing one, so nothing can be called new or gone: these are all its patterns.')}</p>
      {start.acts.includes('compare_run') ? (
        <Button onClick={() => void engine.compare_run({ run_id: start.run_id })}>{t('Compare…')}</Button>
      ) : (
        <p>{t('Investigate it again together with a passing run of the same job.')}</p>
      )}
    </div>
  );
}

function Nothing({ page, arrangement, change }: PartLook) {
  if (arrangement.text) {
    return (
      <p class="pt-calm">
        {t('No pattern here holds “{0}”.', arrangement.text)}{' '}
        <button type="button" class="pt-link" onClick={() => change({ text: '' })}>
          {t('Clear the filter')}
        </button>
      </p>
    );
  }
  return (
    <p class="pt-calm">
      {t(
        'No pattern is {0} against {1}.',
        changeName(arrangement.change).toLocaleLowerCase(),
        counted(page.compared_with, 'passing run'),
      )}{' '}
      <button type="button" class="pt-link" onClick={() => change({ change: 'all' })}>
        {t('Show all {0}', count(page.in_each.all))}
      </button>
    </p>
  );
}
