/** The window in a browser: secrets that a person typed, each for the server it belongs to, for as long as the tab lives. */

const keyOf = (origin: string) => `investigator secret ${origin}`;

/** Empty where none was typed. */
export function secretFor(origin: string): string {
  return sessionStorage.getItem(keyOf(origin)) ?? '';
}

export function keepSecret(origin: string, secret: string): void {
  if (secret) sessionStorage.setItem(keyOf(origin), secret);
  else sessionStorage.removeItem(keyOf(origin));
}

/** None where there is no secret. */
export function secretHeader(origin: string): Record<string, string> {
  const secret = secretFor(origin);
  // What cannot stand in a header would make every question fail as if there were no server.
  return secret ? { 'X-Ingest-Secret': secret.replace(/[^\x20-\x7e\xa0-\xff]/g, '?') } : {};
}
