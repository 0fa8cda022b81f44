/** The window in a browser: asking the server that this page came from, as any program would; and what a refusal reads like. */
import { secretFor, secretHeader } from './secret.ts';

/** A question that the server did not answer. */
export class Refusal extends Error {
  /** Null: the server was not reached. */
  readonly status: number | null;
  readonly hint: string;

  constructor(told: { readonly status: number | null; readonly words: string; readonly hint: string }) {
    super(told.words);
    this.status = told.status;
    this.hint = told.hint;
  }
}

/** The data of a tool's answer. Throws Refusal. */
export async function askTool<T>(name: string, input: object, signal?: AbortSignal): Promise<T> {
  const headers = { 'Content-Type': 'application/json', ...secretHeader(location.origin) };
  const request = { method: 'POST', headers, body: JSON.stringify(input), signal };
  const reply = await fetch(`/tools/${name}`, request).catch(failure => {
    throw signal?.aborted ? failure : unreached();
  });
  if (!reply.ok) throw await refusalOf(reply);
  return ((await reply.json()) as { data: T }).data;
}

export function unreached(): Refusal {
  const hint = 'Is `investigator serve` still running there? Start it again, then look again.';
  return new Refusal({ status: null, words: `${location.origin} cannot be reached.`, hint });
}

export async function refusalOf(reply: Response): Promise<Refusal> {
  const { status } = reply;
  if (status === 401 && secretFor(location.origin) === '') {
    return new Refusal({ status, words: 'This server was started with a secret.', hint: 'Whoever started it knows it.' });
  }
  if (status === 401) return new Refusal({ status, words: 'The secret is another one.', hint: 'Whoever started it knows it.' });
  const { message = `The server answered ${status}.`, hint = '' } = await errorIn(reply);
  return new Refusal({ status, words: message, hint });
}

async function errorIn(reply: Response): Promise<{ message?: string; hint?: string }> {
  try {
    return ((await reply.json()) as { error?: { message?: string; hint?: string } }).error ?? {};
  } catch (failure) {
    // Something between us and the server answered in its own words.
    if (failure instanceof SyntaxError) return {};
    throw failure;
  }
}
