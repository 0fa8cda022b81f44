/** The window: its tabs: one stop of the keyboard, arrows between them, and what each holds in a number. */
import { useRef } from 'preact/hooks';
import { count } from '../src/tools/render/words.ts';
import type { Tab } from '../src/tools/window.ts';
import { useFacts } from './facts.ts';
import { t } from './words.ts';

export interface TabsLook {
  readonly tabs: readonly Tab[];
  readonly chosen: Tab;
  onChoose(tab: Tab): void;
}

export function Tabs({ tabs, chosen, onChoose }: TabsLook) {
  const list = useRef<HTMLDivElement>(null);
  const at = tabs.indexOf(chosen);
  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    onChoose(tab);
    list.current?.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('Views of the run')} ref={list} onKeyDown={onKey}>
      {tabs.map(tab => (
        <button
          type="button"
          role="tab"
          key={tab}
          id={`tab-${tab}`}
          aria-selected={tab === chosen}
          aria-controls={`room-${tab}`}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onChoose(tab)}
        >
          {tabWords(tab)}
          <Held tab={tab} />
        </button>
      ))}
    </div>
  );
}

function Held({ tab }: { tab: Tab }) {
  const { info, fresh } = useFacts();
  if (tab === 'logs' && info.data) return <> {count(info.data.run.lines)}</>;
  if (tab === 'patterns' && fresh !== null && fresh > 0) return <span class="badge new">{t('{0} new', count(fresh))}</span>;
  return null;
}

function tabWords(tab: Tab): string {
  return { report: t('Report'), logs: t('Logs'), timeline: t('Timeline'), patterns: t('Patterns'), agent: t('Agent') }[tab];
}
