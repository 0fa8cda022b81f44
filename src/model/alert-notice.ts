/** The nouns: what Alertmanager tells of an alert, and which of it is news: peers send the same twice, and what stays so is told again and again. */

export interface Notice {
  readonly fingerprint: string;
  /** Milliseconds since 1970 UTC; with another one the same alert is another incident, however soon. */
  readonly starts_at: number;
  readonly status: string;
  /** Milliseconds since 1970 UTC. */
  readonly heard_at: number;
}

/** The same status of the same incident is not news for this long. */
export const REPEAT_MS = 5 * 60_000;

export function noticeKey({ fingerprint, starts_at, status }: Omit<Notice, 'heard_at'>): string {
  return `${fingerprint}@${starts_at} ${status}`;
}

/** The notices that are news, in order of when they were heard. One that was let go does not hold back the next. */
export function news<T extends Notice>(notices: readonly T[]): T[] {
  const told = new Map<string, number>();
  return [...notices]
    .sort((a, b) => a.heard_at - b.heard_at)
    .filter(notice => {
      const key = noticeKey(notice);
      const before = told.get(key);
      if (before !== undefined && notice.heard_at - before < REPEAT_MS) return false;
      told.set(key, notice.heard_at);
      return true;
    });
}
