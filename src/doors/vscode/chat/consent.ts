/** The editor's chat: which models a person lets be asked, remembered for each; nothing leaves this machine before. */

/** `open`: nobody has said anything yet. */
export type Consent = 'given' | 'refused' | 'open';

/** VS Code's memory, as much of it as is needed. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** To whom something would go: a model of the editor, or an address with all its models. */
export interface Destination {
  readonly key: string;
  readonly name: string;
}

export interface Remembered extends Destination {
  readonly consent: Exclude<Consent, 'open'>;
}

const KEY = 'investigator.models';

export function remembered(memory: Memory): Remembered[] {
  const kept = memory.get(KEY);
  return Array.isArray(kept) ? kept.filter(isRemembered) : [];
}

export function consentFor(memory: Memory, { key }: Destination): Consent {
  return remembered(memory).find(one => one.key === key)?.consent ?? 'open';
}

export async function remember(memory: Memory, { key, name }: Destination, consent: Consent): Promise<void> {
  const others = remembered(memory).filter(one => one.key !== key);
  await memory.update(KEY, consent === 'open' ? others : [...others, { key, name, consent }]);
}

function isRemembered(value: unknown): value is Remembered {
  const { key, name, consent } = (value ?? {}) as Partial<Remembered>;
  return typeof key === 'string' && typeof name === 'string' && (consent === 'given' || consent === 'refused');
}
