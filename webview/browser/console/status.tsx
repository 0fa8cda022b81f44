/** The console: which server is asked, with which secret, and whether it answers now. */
import { useEffect, useId, useState } from 'preact/hooks';
import { counted } from '../../../src/tools/render/words.ts';
import { keepSecret, secretFor } from '../secret.ts';
import { ask } from './exchange.ts';

/** How often it is asked whether it answers, ms. */
const EVERY = 5000;

interface Health {
  readonly version: string;
  readonly runs: number;
  readonly ingesting: number;
}

export interface StatusLook {
  readonly server: string;
  choose(server: string): void;
}

export function Status({ server, choose }: StatusLook) {
  const health = useHealth(server);
  return (
    <div class="con-top">
      <h1>Console</h1>
      <ServerField server={server} choose={choose} />
      <SecretField key={server} server={server} />
      <p class="con-health" role="status">
        <span class={`con-dot ${health ? 'good' : health === null ? 'bad' : ''}`} aria-hidden="true" />
        {health && `It answers · version ${health.version} · ${counted(health.runs, 'run')} · ${health.ingesting} being read`}
        {health === null && 'It does not answer'}
        {health === undefined && 'Asking…'}
      </p>
    </div>
  );
}

/** Undefined until it is known; null where no answer comes. */
function useHealth(server: string): Health | null | undefined {
  const [health, setHealth] = useState<Health | null>();
  useEffect(() => {
    const life = new AbortController();
    setHealth(undefined);
    const look = async () => {
      const told = await healthOf(server, life.signal);
      if (!life.signal.aborted) setHealth(told);
    };
    void look();
    const timer = setInterval(() => void look(), EVERY);
    return () => {
      life.abort();
      clearInterval(timer);
    };
  }, [server]);
  return health;
}

async function healthOf(server: string, signal: AbortSignal): Promise<Health | null> {
  try {
    const reply = await ask(server, { method: 'GET', path: '/health', body: '' }, signal);
    return reply.ok ? ((await reply.json()) as Health) : null;
  } catch {
    // Not reached, or something else answers there: the requests say which.
    return null;
  }
}

function ServerField({ server, choose }: StatusLook) {
  const id = useId();
  const [typed, setTyped] = useState(server);
  const fits = URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol);
  const use = () => fits && choose(new URL(typed).origin);
  return (
    <div class="con-field">
      <label for={id}>Server</label>
      <input
        id={id}
        type="url"
        spellcheck={false}
        value={typed}
        aria-invalid={!fits}
        onInput={event => setTyped(event.currentTarget.value)}
        onBlur={use}
        onKeyDown={event => event.key === 'Enter' && use()}
      />
    </div>
  );
}

function SecretField({ server }: { server: string }) {
  const id = useId();
  const [secret, setSecret] = useState(secretFor(server));
  const change = (text: string) => {
    setSecret(text);
    keepSecret(server, text);
  };
  return (
    <div class="con-field">
      <label for={id}>Secret, if it has one</label>
      <input
        id={id}
        type="password"
        autocomplete="off"
        title="Kept in this tab until you close it, and sent to this server only"
        value={secret}
        onInput={event => change(event.currentTarget.value)}
      />
    </div>
  );
}
