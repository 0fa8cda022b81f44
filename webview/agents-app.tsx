/** The window: how all agents did, as a page of its own that is about no run. */
import { useEffect, useState } from 'preact/hooks';
import { Overview } from './agent/overview.tsx';
import { useHost, useSaid } from './app.tsx';
import { arrangementFrom } from './arrangement.ts';
import { DeskContext } from './desk.ts';
import type { Host } from './host.ts';
import { t } from './words.ts';

export function AgentsApp({ host }: { host: Host }) {
  const [arrangement, setArrangement] = useState(() => arrangementFrom(host.kept()));
  const [said, say] = useSaid();
  useEffect(() => host.keep(arrangement), [arrangement]);
  const desk = useHost(host, { tab: 'agent', go: () => undefined, say });
  const arrange = (part: object) => setArrangement(before => ({ ...before, agent: { ...before.agent, ...part } }));
  return (
    <DeskContext.Provider value={desk}>
      <div class="window of-agents">
        <header class="head">
          <h1>{t('Agents')}</h1>
          <p class="facts">{t('Runs of AI agents that were handed in or read from files')}</p>
        </header>
        <main class="ag">
          <Overview arrangement={arrangement.agent} arrange={arrange} />
        </main>
        <footer class="foot">
          <span role="status">{said}</span>
        </footer>
      </div>
    </DeskContext.Provider>
  );
}
