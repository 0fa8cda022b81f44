/** Sample: one moment (ms UTC) in every spelling that the files of a run use. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `2026-05-26T10:13:31.735+00:00`: database nodes. */
export function nodeStamp(at: number): string {
  return new Date(at).toISOString().replace('Z', '+00:00');
}

/** `2026-05-26T10:13:31.735159+00:00Z`: actions.log, offset and Z both. */
export function actionStamp(at: number, micros: number): string {
  return `${new Date(at).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}+00:00Z`;
}

/** `2026-05-26 10:13:31.735`: events.log, UTC. */
export function eventStamp(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, -1);
}

/** `2026-05-26 12:13:31,735`: sct.log, the runner's local time; `zone` in ms. */
export function runnerStamp(at: number, zone: number): string {
  return eventStamp(at + zone).replace('.', ',');
}

/** `May 26 10:13:31`: journald without year. */
export function journalStamp(at: number): string {
  const date = new Date(at);
  return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)}`;
}

/** `[Tue May 26 10:13:31 2026]`: dmesg -T. */
export function dmesgStamp(at: number): string {
  const date = new Date(at);
  return `[${days[date.getUTCDay()]} ${journalStamp(at)} ${date.getUTCFullYear()}]`;
}

/** `1h2m3s`, parts at the left left out when zero. */
export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}h${m}m${s}s` : m ? `${m}m${s}s` : `${s}s`;
}
