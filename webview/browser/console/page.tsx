/** The console: the API tried in a browser: journeys and requests on the left, what was sent and answered on the right. */
import { useEffect, useState } from 'preact/hooks';
import { Composer } from './composer.tsx';
import type { Exchange } from './exchange.ts';
import { Inspector } from './inspector.tsx';
import { Journeys } from './journeys.tsx';
import { Status } from './status.tsx';

/** Exchanges that are kept. */
const KEPT = 30;

export function ConsolePage() {
  const [server, setServer] = useState(location.origin);
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([]);
  const onExchange = (one: Exchange) => setExchanges(now => [one, ...now].slice(0, KEPT));
  useEffect(() => {
    document.title = 'Console · Test Run Investigator';
  }, []);
  return (
    <main class="ui-page con-page">
      <Status server={server} choose={setServer} />
      <div class="con-columns">
        <div class="con-left">
          <Journeys server={server} onExchange={onExchange} />
          <Composer server={server} onExchange={onExchange} />
        </div>
        <Inspector exchanges={exchanges} />
      </div>
    </main>
  );
}
