/** The sources, Alertmanager: the address of an incident: an alert's fingerprint with the moment at which it began to fire. */

export interface AlertAddress {
  readonly fingerprint: string;
  /** Milliseconds since 1970 UTC; null: whenever it fires now. */
  readonly at: number | null;
  readonly connection: string;
}

const FORM = /^alert:([0-9a-f]{8,16})(?:@([^?\s]+))?(?:\?name=([\w.-]+))?$/i;

/** Null where the text is none. */
export function readAddress(text: string): AlertAddress | null {
  const [, fingerprint, moment, connection = ''] = FORM.exec(text.trim()) ?? [];
  if (!fingerprint) return null;
  const at = moment === undefined ? null : Date.parse(moment);
  return Number.isNaN(at) ? null : { fingerprint: fingerprint.toLowerCase(), at, connection };
}

export function alertAddress({ fingerprint, at, connection }: AlertAddress): string {
  const moment = at === null ? '' : `@${new Date(at).toISOString()}`;
  return `alert:${fingerprint}${moment}${connection && `?name=${connection}`}`;
}
