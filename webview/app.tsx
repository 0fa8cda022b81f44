/** The window: one run: its head, its tabs, and what they show; it hears what the host pushes. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Act, Tab } from '../src/tools/window.ts';
import type { AgentArrangement } from './agent/arrangement.ts';
import { AgentRoom } from './agent/room.tsx';
import { useHoldsAgents } from './agent/use-play.ts';
import { type Arrangement, arrangementFrom } from './arrangement.ts';
import { reach } from './ask.ts';
import { type Desk, DeskContext, type Show } from './desk.ts';
import { FactsContext, useFactsOf } from './facts.ts';
import { Foot } from './foot.tsx';
import { Head } from './head.tsx';
import { hearAsks } from './hear-asks.ts';
import type { Host } from './host.ts';
import { type LogsArrangement, OPEN_FILTER } from './logs/arrangement.ts';
import { LogsRoom } from './logs/room.tsx';
import { PatternsRoom } from './patterns/room.tsx';
import { ReportRoom } from './report/room.tsx';
import { Tabs } from './tabs.tsx';
import { TimelineRoom } from './timeline/room.tsx';
import { useWay } from './way.ts';

/** How long the foot keeps what was said before it tells again what keys do, ms. */
const SAID = 8000;

export function App({ host }: { host: Host }) {
  const [{ arrangement, shown }, setView] = useState<WindowView>(() => ({
    arrangement: arrangementFrom(host.kept()),
    shown: null,
  }));
  const [said, say] = useSaid();
  useEffect(() => host.keep(arrangement), [arrangement]);
  const arrange = (part: Change) => setView(before => ({ ...before, arrangement: changed(before.arrangement, part) }));
  const turn = (tab: Tab) => setView(before => ({ arrangement: { ...before.arrangement, tab }, shown: null }));
  const way = useWay(arrangement.tab, turn);
  const go = (show: Omit<Show, 'kind'>) => {
    way.leave(show.tab);
    const { tab, query } = show;
    const logs = query === undefined ? {} : { ...OPEN_FILTER, query };
    setView(before => ({ arrangement: changed(before.arrangement, { tab, logs }), shown: { kind: 'show', ...show } }));
  };
  const choose = (tab: Tab) => {
    way.forget();
    turn(tab);
  };
  const desk = useHost(host, { tab: arrangement.tab, go, say });
  const facts = useFactsOf(desk);
  return (
    <DeskContext.Provider value={desk}>
      <FactsContext.Provider value={facts}>
        <div class="window">
          <Head />
          <Below {...{ arrangement, arrange, shown, choose, said }} />
        </div>
      </FactsContext.Provider>
    </DeskContext.Provider>
  );
}

const TABS: readonly Tab[] = ['report', 'logs', 'timeline', 'patterns'];

interface BelowLook extends RoomsLook {
  readonly said: string;
  choose(tab: Tab): void;
}

/** The tab of agents is there only where the run holds some; one that was kept from before falls back to the report. */
function Below({ arrangement, said, choose, ...look }: BelowLook) {
  const holds = useHoldsAgents();
  const tabs = holds ? [...TABS, 'agent' as const] : TABS;
  const tab = holds === false && arrangement.tab === 'agent' ? 'report' : arrangement.tab;
  return (
    <>
      <Tabs tabs={tabs} chosen={tab} onChoose={choose} />
      <Rooms {...look} arrangement={{ ...arrangement, tab }} />
      <Foot tab={tab} said={said} />
    </>
  );
}

/** One value, so that what is asked for and the filter it is asked under are never drawn apart. */
interface WindowView {
  readonly arrangement: Arrangement;
  /** What was last asked to be shown, a new object each time; null once a tab was chosen by hand. */
  readonly shown: Show | null;
}

/** Of the log table each part by itself: several things arrange it, some of them later. */
type Change = Partial<Omit<Arrangement, 'logs' | 'agent'>> & {
  readonly logs?: Partial<LogsArrangement>;
  readonly agent?: Partial<AgentArrangement>;
};

function changed(before: Arrangement, part: Change): Arrangement {
  return { ...before, ...part, logs: { ...before.logs, ...part.logs }, agent: { ...before.agent, ...part.agent } };
}

/** What was said last, for a while. */
export function useSaid(): [string, (words: string) => void] {
  const [said, say] = useState('');
  useEffect(() => {
    const over = setTimeout(() => say(''), SAID);
    return () => clearTimeout(over);
  }, [said]);
  return [said, say];
}

/** Acts that only the log table knows: from another tab they lead to it. */
const OF_THE_TABLE: ReadonlySet<Act> = new Set(['jump_to_time', 'focus_filter', 'clear_filter', 'toggle_new', 'next_bookmark']);

/** The desk of a host: its engine, and what it pushes. */
export function useHost(host: Host, { tab, go, say }: Pick<Desk, 'go' | 'say'> & { readonly tab: Tab }): Desk {
  const [edition, setEdition] = useState(0);
  const ears = useRef(new Set<(act: Act) => void>());
  const engine = useMemo(() => reach(host.port), [host]);
  const renew = () => setEdition(before => before + 1);
  const latest = useRef({ go, tab });
  latest.current = { go, tab };
  const late = useRef<Act | null>(null);
  const act = (one: Act) => {
    if (latest.current.tab !== 'logs' && OF_THE_TABLE.has(one)) {
      late.current = one;
      latest.current.go({ tab: 'logs' });
    } else for (const hear of [...ears.current]) hear(one);
  };
  useEffect(() => {
    const life = new AbortController();
    void hearAsks(engine, life.signal, ask => {
      if (ask.kind === 'show') latest.current.go(ask);
      if (ask.kind === 'changed') renew();
      if (ask.kind === 'act') act(ask.act);
    });
    return () => life.abort();
  }, [engine]);
  const onAct = (hear: (act: Act) => void) => {
    ears.current.add(hear);
    return () => void ears.current.delete(hear);
  };
  const lateAct = () => {
    const one = late.current;
    late.current = null;
    return one;
  };
  return { start: host.start, engine, edition, renew, go, onAct, lateAct, say };
}

interface RoomsLook extends WindowView {
  arrange(part: Change): void;
}

/** The report stays as it was left while another room is in front; the others are drawn anew from their arrangement. */
function Rooms({ arrangement, arrange, shown }: RoomsLook) {
  const { tab } = arrangement;
  const room = (name: Tab) =>
    ({ class: 'room', role: 'tabpanel', id: `room-${name}`, 'aria-labelledby': `tab-${name}`, tabIndex: -1 }) as const;
  return (
    <main>
      <div {...room('report')} hidden={tab !== 'report'}>
        <ReportRoom inFront={tab === 'report'} />
      </div>
      <div {...room('logs')} hidden={tab !== 'logs'}>
        {tab === 'logs' && <LogsRoom arrangement={arrangement.logs} arrange={logs => arrange({ logs })} shown={shown} />}
      </div>
      <div {...room('timeline')} hidden={tab !== 'timeline'}>
        {tab === 'timeline' && <TimelineRoom arrangement={arrangement.timeline} arrange={timeline => arrange({ timeline })} />}
      </div>
      <div {...room('patterns')} hidden={tab !== 'patterns'}>
        {tab === 'patterns' && <PatternsRoom arrangement={arrangement.patterns} arrange={patterns => arrange({ patterns })} />}
      </div>
      <div {...room('agent')} hidden={tab !== 'agent'}>
        {tab === 'agent' && <AgentRoom arrangement={arrangement.agent} arrange={agent => arrange({ agent })} />}
      </div>
    </main>
  );
}
