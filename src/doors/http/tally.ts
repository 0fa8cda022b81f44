/** HTTP: what the server counts of itself, as Prometheus reads it (text format 0.0.4): counters, gauges and one histogram. */

type Labels = Readonly<Record<string, string>>;

/** Upper bounds in seconds. */
const BOUNDS = [0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Names without the prefix, and what they count. */
const COUNTERS = {
  requests_total: 'Requests that were answered.',
  errors_total: 'Requests that were answered with an error.',
  anomalies_total: 'Lines that stood out and were answered with, by /analyze and /investigate.',
  predictions_total: 'Causes that were asked for.',
  searches_total: 'Searches for similar incidents.',
  recommendations_total: 'Actions that were recommended.',
  alerts_total: 'Alerts that were posted, repeats among them.',
  alerts_repeated_total: 'Alerts that told nothing new.',
  alerts_investigated_total: 'Incidents that were investigated, resolved ones once more.',
  alerts_failed_total: 'Incidents that could not be investigated.',
} as const;

const GAUGES = {
  runs: 'Runs that are known.',
  ingestions: 'Ingestions under way.',
  alerts_waiting: 'Alerts that wait for their investigation or are in it.',
} as const;

const HISTOGRAM = 'request_duration_seconds';

export interface Tally {
  add(name: keyof typeof COUNTERS, labels: Labels, by?: number): void;
  /** Seconds that an answer took. */
  took(seconds: number, labels: Labels): void;
  text(gauges: Readonly<Record<keyof typeof GAUGES, number>>): string;
}

interface Spread {
  /** Per bound those at most so long; the last counts all. */
  readonly upTo: number[];
  sum: number;
}

export function makeTally(): Tally {
  const counted = new Map<string, number>();
  const spreads = new Map<string, Spread>();

  function add(name: keyof typeof COUNTERS, labels: Labels, by = 1): void {
    const key = `${name}${labelText(labels)}`;
    counted.set(key, (counted.get(key) ?? 0) + by);
  }

  function took(seconds: number, labels: Labels): void {
    const key = labelText(labels);
    const spread = spreads.get(key) ?? { upTo: [...BOUNDS, Infinity].map(() => 0), sum: 0 };
    spreads.set(key, spread);
    for (const [at, bound] of [...BOUNDS, Infinity].entries()) if (seconds <= bound) spread.upTo[at]++;
    spread.sum += seconds;
  }

  function text(gauges: Readonly<Record<keyof typeof GAUGES, number>>): string {
    const counters = Object.entries(COUNTERS).flatMap(([name, help]) => {
      const series = [...counted].filter(([key]) => key === name || key.startsWith(`${name}{`));
      return family(
        { name, help, type: 'counter' },
        series.map(([key, value]) => `${key} ${value}`),
      );
    });
    const levels = Object.entries(GAUGES).flatMap(([name, help]) =>
      family({ name, help, type: 'gauge' }, [`${name} ${gauges[name as keyof typeof GAUGES]}`]),
    );
    const buckets = [...spreads].flatMap(([labels, spread]) => spreadLines(labels, spread));
    const histogram = family({ name: HISTOGRAM, help: 'How long answers took.', type: 'histogram' }, buckets);
    return `${[...counters, ...levels, ...histogram].join('\n')}\n`;
  }

  return { add, took, text };
}

function family({ name, help, type }: Readonly<Record<'name' | 'help' | 'type', string>>, series: readonly string[]): string[] {
  const full = `investigator_${name}`;
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...series.map(one => `investigator_${one}`)];
}

function spreadLines(labels: string, { upTo, sum }: Spread): string[] {
  const within = (more: string) => (labels ? `${labels.slice(0, -1)},${more}}` : `{${more}}`);
  const buckets = upTo.map((count, at) => `${HISTOGRAM}_bucket${within(`le="${BOUNDS[at] ?? '+Inf'}"`)} ${count}`);
  return [...buckets, `${HISTOGRAM}_sum${labels} ${sum}`, `${HISTOGRAM}_count${labels} ${upTo.at(-1)}`];
}

function labelText(labels: Labels): string {
  const told = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, one => (one === '\n' ? '\\n' : `\\${one}`))}"`,
  );
  return told.length ? `{${told.join(',')}}` : '';
}
