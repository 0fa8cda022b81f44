/** HTTP: what the server counts of itself, as Prometheus reads it (text format 0.0.4): counters, gauges and histograms. */

type Labels = Readonly<Record<string, string>>;

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
  spans_total: 'Spans of traces that were taken in.',
} as const;

const GAUGES = {
  runs: 'Runs that are known.',
  ingestions: 'Ingestions under way.',
  alerts_waiting: 'Alerts that wait for their investigation or are in it.',
} as const;

/** Upper bounds in seconds: of answers, and of what reads whole logs. */
const SHORT = [0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60];
const LONG = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 900];

const HISTOGRAMS = {
  request_duration_seconds: { help: 'How long answers took.', bounds: SHORT },
  query_duration_seconds: { help: 'How long the engine took for questions, per tool.', bounds: SHORT },
  ingest_duration_seconds: { help: 'How long logs, texts and agent runs took to be read in, per tool.', bounds: LONG },
  investigation_duration_seconds: { help: 'How long reports took, what had to be read in among it.', bounds: LONG },
} as const;

export type Histogram = keyof typeof HISTOGRAMS;

export interface Tally {
  add(name: keyof typeof COUNTERS, labels: Labels, by?: number): void;
  /** Seconds that something took. */
  took(name: Histogram, seconds: number, labels: Labels): void;
  text(gauges: Readonly<Record<keyof typeof GAUGES, number>>): string;
}

interface Spread {
  /** Per bound those at most so long; the last counts all. */
  readonly upTo: number[];
  sum: number;
}

export function makeTally(): Tally {
  const counted = new Map<string, number>();
  const spreads = new Map<Histogram, Map<string, Spread>>();

  function add(name: keyof typeof COUNTERS, labels: Labels, by = 1): void {
    const key = `${name}${labelText(labels)}`;
    counted.set(key, (counted.get(key) ?? 0) + by);
  }

  function took(name: Histogram, seconds: number, labels: Labels): void {
    const key = labelText(labels);
    const bounds = [...HISTOGRAMS[name].bounds, Infinity];
    const ours = spreads.get(name) ?? new Map<string, Spread>();
    const spread = ours.get(key) ?? { upTo: bounds.map(() => 0), sum: 0 };
    spreads.set(name, ours.set(key, spread));
    for (const [at, bound] of bounds.entries()) if (seconds <= bound) spread.upTo[at]++;
    spread.sum += seconds;
  }

  function text(gauges: Readonly<Record<keyof typeof GAUGES, number>>): string {
    const counters = namesOf(COUNTERS).flatMap(name => {
      const series = [...counted].filter(([key]) => key === name || key.startsWith(`${name}{`));
      return family(
        { name, help: COUNTERS[name], type: 'counter' },
        series.map(([key, value]) => `${key} ${value}`),
      );
    });
    const levels = namesOf(GAUGES).flatMap(name =>
      family({ name, help: GAUGES[name], type: 'gauge' }, [`${name} ${gauges[name]}`]),
    );
    const histograms = namesOf(HISTOGRAMS).flatMap(name => {
      const lines = [...(spreads.get(name) ?? [])].flatMap(([labels, spread]) => spreadLines(name, labels, spread));
      return family({ name, help: HISTOGRAMS[name].help, type: 'histogram' }, lines);
    });
    return `${[...counters, ...levels, ...histograms].join('\n')}\n`;
  }

  return { add, took, text };
}

function namesOf<Name extends string>(of: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(of) as Name[];
}

function family({ name, help, type }: Readonly<Record<'name' | 'help' | 'type', string>>, series: readonly string[]): string[] {
  const full = `investigator_${name}`;
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...series.map(one => `investigator_${one}`)];
}

function spreadLines(name: Histogram, labels: string, { upTo, sum }: Spread): string[] {
  const { bounds } = HISTOGRAMS[name];
  const within = (more: string) => (labels ? `${labels.slice(0, -1)},${more}}` : `{${more}}`);
  const buckets = upTo.map((count, at) => `${name}_bucket${within(`le="${bounds[at] ?? '+Inf'}"`)} ${count}`);
  return [...buckets, `${name}_sum${labels} ${sum}`, `${name}_count${labels} ${upTo.at(-1)}`];
}

function labelText(labels: Labels): string {
  const told = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, one => (one === '\n' ? '\\n' : `\\${one}`))}"`,
  );
  return told.length ? `{${told.join(',')}}` : '';
}
