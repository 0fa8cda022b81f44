/** The window: one run: its head, its tabs, and what they show; it hears what the host pushes. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Act, Tab } from '../src/tools/window.ts';
import { type Arrangement, arrangementFrom } from './arrangement.ts';
import { reach } from './ask.ts';
import { type Desk, DeskContext, type Show } from './desk.ts';
import { hearAsks } from './hear-asks.ts';
import type { Host } from './host.ts';
import { LogsRoom } from './logs/room.tsx';
import { PatternsRoom } from './patterns/room.tsx';
import { ReportRoom } from './report/room.tsx';
import { TimelineRoom } from './timeline/room.tsx';
import { t } from './words.ts';

const tabs: readonly Tab[] = ['report', 'logs', 'timeline', 'patterns'];

export function App({ host }: { host: Host }) {
  const [arrangement, setArrangement] = useState(() => arrangementFrom(host.kept()));
  const [said, say] = useState('');
  const [shown, setShown] = useState<Show | null>(null);
  useEffect(() => host.keep(arrangement), [arrangement]);
  const arrange = (part: Partial<Arrangement>) => setArrangement(before => ({ ...before, ...part }));
  const go = (show: Omit<Show, 'kind'>) => {
    setShown({ kind: 'show', ...show });
    arrange({ tab: show.tab });
  };
  const desk = useHost(host, { go, say });
  return (
    <DeskContext.Provider value={desk}>
      <div class="window">
        <header class="head">
          <h1>{host.start.title}</h1>
        </header>
        <Tabs chosen={arrangement.tab} onChoose={tab => arrange({ tab })} />
        <main class="room" role="tabpanel" aria-label={tabWords(arrangement.tab)}>
          <Room {...{ arrangement, arrange, shown }} />
        </main>
        <footer class="foot" aria-live="polite">
          {said}
        </footer>
      </div>
    </DeskContext.Provider>
  );
}

/** The desk of a host: its engine, and what it pushes. */
function useHost(host: Host, { go, say }: Pick<Desk, 'go' | 'say'>): Desk {
  const [edition, setEdition] = useState(0);
  const ears = useRef(new Set<(act: Act) => void>());
  const engine = useMemo(() => reach(host.port), [host]);
  useEffect(() => {
    const life = new AbortController();
    void hearAsks(engine, life.signal, ask => {
      if (ask.kind === 'show') go(ask);
      if (ask.kind === 'changed') setEdition(before => before + 1);
      if (ask.kind === 'act') for (const hear of [...ears.current]) hear(ask.act);
    });
    return () => life.abort();
  }, [engine]);
  const onAct = (hear: (act: Act) => void) => {
    ears.current.add(hear);
    return () => void ears.current.delete(hear);
  };
  return { start: host.start, engine, edition, go, onAct, say };
}

interface RoomLook {
  readonly arrangement: Arrangement;
  arrange(part: Partial<Arrangement>): void;
  /** What was last asked to be shown; a new object each time. */
  readonly shown: Show | null;
}

function Room({ arrangement, arrange, shown }: RoomLook) {
  switch (arrangement.tab) {
    case 'report':
      return <ReportRoom />;
    case 'logs':
      return <LogsRoom arrangement={arrangement.logs} arrange={logs => arrange({ logs })} shown={shown} />;
    case 'timeline':
      return <TimelineRoom arrangement={arrangement.timeline} arrange={timeline => arrange({ timeline })} />;
    case 'patterns':
      return <PatternsRoom arrangement={arrangement.patterns} arrange={patterns => arrange({ patterns })} />;
  }
}

function Tabs({ chosen, onChoose }: { chosen: Tab; onChoose: (tab: Tab) => void }) {
  const step = (by: number) => onChoose(tabs[(tabs.indexOf(chosen) + by + tabs.length) % tabs.length]);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') step(1);
    if (event.key === 'ArrowLeft') step(-1);
  };
  return (
    <div class="tabs" role="tablist" onKeyDown={onKey}>
      {tabs.map(tab => (
        <button
          type="button"
          role="tab"
          key={tab}
          aria-selected={tab === chosen}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onChoose(tab)}
        >
          {tabWords(tab)}
        </button>
      ))}
    </div>
  );
}

function tabWords(tab: Tab): string {
  return { report: t('Report'), logs: t('Logs'), timeline: t('Timeline'), patterns: t('Patterns') }[tab];
}
