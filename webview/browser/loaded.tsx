/** The window in a browser: something that is asked for first: while it is, when it is there, why it is not; and the field for the secret. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '../controls.tsx';
import { Refusal } from './ask-server.ts';
import { withCode } from './coded.tsx';
import { keepSecret } from './secret.ts';

export interface LoadedLook<T> {
  /** Asked anew when it changes. */
  readonly of: string;
  load(signal: AbortSignal): Promise<T>;
  draw(value: T): ComponentChildren;
}

type State<T> = { readonly value: T } | { readonly refusal: Refusal } | null;

/** The former answer stands until the new one is there. */
export function Loaded<T>({ of, load, draw }: LoadedLook<T>) {
  const [state, setState] = useState<State<T>>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const life = new AbortController();
    load(life.signal).then(
      value => life.signal.aborted || setState({ value }),
      failure => life.signal.aborted || setState({ refusal: refusalFrom(failure) }),
    );
    return () => life.abort();
  }, [of, asked]);
  const again = () => setAsked(before => before + 1);
  if (state === null)
    return (
      <p class="ui-waiting" role="status">
        Asking…
      </p>
    );
  if ('value' in state) return <>{draw(state.value)}</>;
  return state.refusal.status === 401 ? (
    <SecretForm refusal={state.refusal} again={again} />
  ) : (
    <Refused {...state} again={again} />
  );
}

/** A bug of ours is told as what it is, in the console of the browser too. */
function refusalFrom(failure: unknown): Refusal {
  if (failure instanceof Refusal) return failure;
  console.error(failure);
  return new Refusal({
    status: null,
    words: 'Something went wrong in this page.',
    hint: 'The console of the browser has the details.',
  });
}

function Refused({ refusal, again }: { refusal: Refusal; again: () => void }) {
  return (
    <div class="ui-refused" role="alert">
      <h2 class="verdict">{refusal.message}</h2>
      <p class="under">{withCode(refusal.hint)}</p>
      <Button onClick={again}>Look again</Button>
    </div>
  );
}

function SecretForm({ refusal, again }: { refusal: Refusal; again: () => void }) {
  const id = useId();
  const [secret, setSecret] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    keepSecret(location.origin, secret);
    again();
  };
  return (
    <form class="ui-refused" onSubmit={submit}>
      <h2 class="verdict" role="alert">
        {refusal.message}
      </h2>
      <p class="under">{refusal.hint} It is kept in this tab until you close it, and sent to this server only.</p>
      <label for={id}>Secret</label>
      <div class="ui-field">
        <input
          id={id}
          type="password"
          autocomplete="off"
          value={secret}
          onInput={event => setSecret(event.currentTarget.value)}
          ref={field => field?.focus()}
        />
        <button type="submit" class="ui-button" disabled={secret === ''}>
          Continue
        </button>
      </div>
    </form>
  );
}
