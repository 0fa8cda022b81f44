/** The console: a request as a person makes it: one of those that are ready, changed as they like, its JSON looked at before it is sent. */
import { useId, useState } from 'preact/hooks';
import { type Exchange, exchanged, type Request } from './exchange.ts';
import { brokenAt } from './hints.ts';
import { ready } from './requests.ts';

export interface ComposerLook {
  readonly server: string;
  onExchange(exchange: Exchange): void;
}

export function Composer({ server, onExchange }: ComposerLook) {
  const [request, setRequest] = useState<Request>(ready[1].request);
  const [under, setUnder] = useState(false);
  const broken = request.method === 'POST' ? brokenAt(request.body) : null;
  const change = (next: Partial<Request>) => setRequest(now => ({ ...now, ...next }));
  const submit = async (event: Event) => {
    event.preventDefault();
    if (broken || under) return;
    setUnder(true);
    onExchange(await exchanged(server, request));
    setUnder(false);
  };
  return (
    <form class="con-composer" aria-label="Request" onSubmit={event => void submit(event)}>
      <h2>Request</h2>
      <Chooser choose={setRequest} />
      <Address request={request} change={change} />
      {request.method === 'POST' && <Body body={request.body} broken={broken} change={change} />}
      <button type="submit" class="ui-button" disabled={broken !== null || under}>
        {under ? 'Sending…' : 'Send'}
      </button>
    </form>
  );
}

function Chooser({ choose }: { choose: (request: Request) => void }) {
  const id = useId();
  return (
    <div class="con-field">
      <label for={id}>Ready to send</label>
      <select id={id} onChange={event => choose(ready[Number(event.currentTarget.value)].request)}>
        {ready.map(({ name, request }, at) => (
          <option key={name} value={at} selected={at === 1}>
            {name}: {request.method} {request.path}
          </option>
        ))}
      </select>
    </div>
  );
}

interface Changing {
  change(next: Partial<Request>): void;
}

function Address({ request, change }: Changing & { request: Request }) {
  return (
    <div class="con-line">
      <select
        aria-label="Method"
        value={request.method}
        onChange={event => change({ method: event.currentTarget.value as Request['method'] })}
      >
        <option>GET</option>
        <option>POST</option>
      </select>
      <input
        aria-label="Path"
        spellcheck={false}
        value={request.path}
        onInput={event => change({ path: event.currentTarget.value })}
      />
    </div>
  );
}

function Body({ body, broken, change }: Changing & { body: string; broken: string | null }) {
  const id = useId();
  return (
    <div class="con-field">
      <label for={id}>JSON</label>
      <textarea
        id={id}
        rows={12}
        spellcheck={false}
        value={body}
        aria-invalid={broken !== null}
        aria-describedby={`${id}-broken`}
        onInput={event => change({ body: event.currentTarget.value })}
      />
      <p class="con-broken" id={`${id}-broken`} role="alert">
        {broken}
      </p>
    </div>
  );
}
