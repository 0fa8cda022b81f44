/** The table: numbers, times and sizes as people read them, the same in every answer; times are UTC. */

export function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** `1 line`, `12,000 lines`. */
export function counted(number: number, word: string, plural = `${word}s`): string {
  return `${count(number)} ${number === 1 ? word : plural}`;
}

/** `2026-11-20 11:02:31.745`, empty when unknown. */
export function stamp(at: number | null): string {
  if (at === null || !Number.isFinite(at) || Math.abs(at) > 8.64e15) return '';
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '');
}

/** `11:02:31.745`. */
export function clock(at: number | null): string {
  return stamp(at).slice(11);
}

/** `08:00:00 – 12:00:00 UTC, 20 Nov 2026`; with both days where they differ. */
export function span(from: number | null, to: number | null): string {
  if (from === null || to === null) return 'no time known';
  const [first, last] = [stamp(from).slice(0, 19), stamp(to).slice(0, 19)];
  const end = first.slice(0, 10) === last.slice(0, 10) ? last.slice(11) : last;
  return `${first} – ${end} UTC (${lasting(to - from)})`;
}

/** `76 s`, `5 min`, `3 h 07 min`, `2 d 4 h`. */
export function lasting(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** `3.1 MB`; powers of 1000. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const unit = Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** unit;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${['B', 'kB', 'MB', 'GB', 'TB'][unit]}`;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
