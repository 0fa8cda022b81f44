/** The console: what was sent and what came back, the newest first; the one that is chosen in full, to copy as a command too. */
import { useId, useState } from 'preact/hooks';
import { Button } from '../../controls.tsx';
import { copyText } from '../clipboard.ts';
import { withCode } from '../coded.tsx';
import { secretFor } from '../secret.ts';
import { asCurl, type Exchange, readable } from './exchange.ts';

/** Lines that a box shows before it scrolls. */
const MOST_ROWS = 22;

export interface InspectorLook {
  /** The newest first. */
  readonly exchanges: readonly Exchange[];
}

export function Inspector({ exchanges }: InspectorLook) {
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = exchanges.find(one => one.number === chosen) ?? exchanges[0];
  return (
    <section class="con-inspector" aria-label="Requests and answers">
      <h2>Requests and answers</h2>
      {!shown && <p class="under">Nothing was sent yet.</p>}
      <ul class="con-exchanges">
        {exchanges.map(one => (
          <li key={one.number}>
            <button type="button" class="con-exchange" aria-pressed={one === shown} onClick={() => setChosen(one.number)}>
              <span class={toneOf(one)}>{one.status ?? 'none'}</span> {one.method} {one.path}
              <small> {Math.round(one.took_ms)} ms</small>
            </button>
          </li>
        ))}
      </ul>
      {shown && <Detail key={shown.number} exchange={shown} />}
    </section>
  );
}

function toneOf({ status }: Exchange): string {
  return status !== null && status < 400 ? 'con-status good' : 'con-status bad';
}

function Detail({ exchange }: { exchange: Exchange }) {
  const [copied, setCopied] = useState(false);
  const { server, method, path, body, headers, text, hint } = exchange;
  const copy = async () => {
    await copyText(asCurl(exchange, secretFor(server) !== ''));
    setCopied(true);
  };
  const sent = `${method} ${server}${path}${method === 'POST' && body ? `\n\n${readable(body)}` : ''}`;
  return (
    <div class="con-detail">
      {hint && (
        <p class="con-hint" role="alert">
          {withCode(hint)}
        </p>
      )}
      <Box title="Sent" text={sent} />
      <p class="con-copy">
        <Button onClick={() => void copy()}>{copied ? 'Copied' : 'Copy as curl'}</Button>
      </p>
      <Box title="Answer" text={readable(text) || '(empty)'} />
      <details>
        <summary>{headers.length} headers</summary>
        <Box title="Headers" text={headers.map(([name, value]) => `${name}: ${value}`).join('\n')} />
      </details>
    </div>
  );
}

/** A field, so that keys scroll and mark it. */
function Box({ title, text }: { title: string; text: string }) {
  const id = useId();
  const rows = Math.min(MOST_ROWS, text.split('\n').length + 1);
  return (
    <div class="con-field">
      <label for={id}>{title}</label>
      <textarea id={id} readOnly spellcheck={false} rows={rows} value={text} />
    </div>
  );
}
