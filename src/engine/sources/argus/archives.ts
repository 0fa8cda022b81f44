/** The sources, Argus: which logs of a run are fetched and in which order: small and telling ones first, of sets that were collected twice the newer. */
import type { Log } from './nouns.ts';

export interface Archive extends Log {
  /** What to call its file. */
  readonly file: string;
  /** Holds the events of the test as it wrote them down itself. */
  readonly events: boolean;
  /** May be so large that its size is asked for first. */
  readonly large: boolean;
}

export interface Choice {
  readonly fetched: readonly Archive[];
  /** Names of what is left, since it holds no lines. */
  readonly left: readonly string[];
}

interface Kind {
  readonly form: RegExp;
  readonly part?: true;
  readonly events?: true;
  readonly large?: true;
}

/** In the order in which they are fetched. */
const kinds: readonly Kind[] = [
  { form: /^sct-runner-events/, events: true },
  { form: /^(?:raw_)?events\b/, part: true, events: true },
  { form: /^(?:actions|critical|error|warning|summary|junit|output|argus|argus_replay_log|left_processes)\b/, part: true },
  { form: /^(?:normal|debug)\b/, part: true },
  { form: /^sct(?:-[0-9a-f]{8})?\.log|^sct$|chunk_\d+\.sct/ },
  { form: /^db-cluster/ },
  { form: /^(?:kubernetes(?!-must)|siren-manager|vector-store)/ },
  { form: /^loader-set/ },
  { form: /^(?!monitor-set|kubernetes-must)/ },
  { form: /^(?:monitor-set|kubernetes-must)/, large: true },
];

/** A core dump is no log. */
const CORE = /^core[.-]/;

export function chooseArchives(logs: readonly Log[]): Choice {
  const [left, kept] = divided(logs, log => CORE.test(log.name));
  const ranked = newest(kept).map(log => ({ log, rank: kinds.findIndex(kind => kind.form.test(log.name)) }));
  const whole = ranked.some(({ rank }) => rank === 0);
  // A runner whose files are a GiB or more leaves each of them alone instead of one archive.
  const chosen = ranked.filter(({ rank }) => !(whole && kinds[rank].part));
  const ordered = chosen.sort((one, other) => one.rank - other.rank || (one.log.name < other.log.name ? -1 : 1));
  const fetched = ordered.map(({ log, rank }) => ({
    ...log,
    file: fileOf(log),
    events: kinds[rank].events ?? false,
    large: kinds[rank].large ?? false,
  }));
  return { fetched, left: left.map(log => log.name) };
}

/** Of each name the one of the latest collection; of pieces of one log all pieces of it. */
function newest(logs: readonly Log[]): Log[] {
  const latest = new Map<string, string>();
  for (const log of logs) {
    const [key, at] = [keyOf(log), collectedAt(log.url)];
    if (at >= (latest.get(key) ?? '')) latest.set(key, at);
  }
  const met = new Set<string>();
  return logs.filter(log => {
    const same = `${keyOf(log)} ${log.name}`;
    return collectedAt(log.url) === latest.get(keyOf(log)) && !met.has(same) && met.add(same);
  });
}

/** Submitters differ in whether a name ends in the run's id and an ending. */
function keyOf({ name }: Log): string {
  return name
    .replace(/^.*\.chunk_\d+\./, 'chunk of ')
    .replace(/(?:\.(?:log|tar|tgz|zst|gz|bz2|xz|zip))+$/, '')
    .replace(/-[0-9a-f]{8}$/, '');
}

/** `YYYYmmdd_HHMMSS` out of a link; empty where it says nothing. */
export function collectedAt(url: string): string {
  return /\/(\d{8}_\d{6})\//.exec(url)?.[1] ?? '';
}

/** A bare name has no ending; the link's file has. */
function fileOf({ name, url }: Log): string {
  const linked = URL.canParse(url) ? (new URL(url).pathname.split('/').pop() ?? '') : '';
  const file = /\.\w+$/.test(name) || linked === '' ? name : linked;
  return file.replace(/[^\w.+-]+/g, '_').replace(/^\.+/, '_');
}

function divided<T>(all: readonly T[], first: (one: T) => boolean): [T[], T[]] {
  return [all.filter(first), all.filter(one => !first(one))];
}
