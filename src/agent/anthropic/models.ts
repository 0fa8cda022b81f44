/** The investigator, Anthropic: the models that a key may use, as the API lists them, newest first. */
import type { Anthropic } from '@anthropic-ai/sdk';
import { type Access, type Line, openExchange } from './connect.ts';
import { type Patience, patience, patiently } from './patience.ts';

export interface ListedModel {
  readonly id: string;
  readonly name: string;
  /** Tokens of a request at most; null where the API does not say. */
  readonly window: number | null;
}

/** More than there will be: a server that pages in circles is left. */
const MOST = 1000;
const PAGE = 100;

export interface Listing extends Access, Partial<Patience> {
  readonly signal: AbortSignal;
  onWait?(words: string): void;
}

/** Throws `key_missing`, the source_ faults and `cancelled`. */
export async function listModels(listing: Listing): Promise<ListedModel[]> {
  const exchange = openExchange(listing);
  let line: Line | null = null;
  const attempt = async () => {
    line = await exchange.line('list');
    const found = new Map<string, ListedModel>();
    for await (const model of line.client.models.list({ limit: PAGE }, { signal: listing.signal })) {
      if (found.has(model.id) || found.size === MOST) break;
      if (model.lifecycle !== 'retired') found.set(model.id, listed(model));
    }
    if (found.size === 0) throw line.blame.failed('it lists no models; check its address');
    return [...found.values()];
  };
  return patiently(attempt, {
    ...patience,
    ...listing,
    judge: failure => (line as Line | null)?.judge(failure, false) ?? null,
  });
}

/** Gateways leave out what the API has. */
function listed({ id, display_name, max_input_tokens }: Anthropic.ModelInfo): ListedModel {
  return { id, name: display_name ?? id, window: max_input_tokens ?? null };
}
