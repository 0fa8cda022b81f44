/** The answers: metric series of a span: of the library or of any query, each thinned out, with the change of its level; what could not be asked is a gap. */
import { Fault } from '../../base/fault.ts';
import { type MetricAnswer, MetricName } from '../../model/series.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { LIVE_MS } from '../sources/asked.ts';
import { serverOf } from '../sources/prometheus/ask.ts';
import { describedQuery, gather } from '../sources/prometheus/gather.ts';
import { namedMetric } from '../sources/prometheus/library.ts';
import { parseMatcher } from '../sources/prometheus/matchers.ts';
import { stepFor, type Window } from '../sources/prometheus/steps.ts';
import { type CallLife, findRun, sourcesOf, type Workshop } from '../workshop.ts';
import { momentOf } from './lines.ts';
import { chosenSeries, drawn } from './series.ts';
import { metricsIn } from './stored-metrics.ts';

const HOUR = 3_600_000;
/** Of a run that is but a moment. */
const AROUND = 300_000;

type Request = Proved<typeof table.query_metrics>;

export async function queryMetrics(shop: Workshop, request: Request, life: CallLife): Promise<MetricAnswer> {
  const { query, points, limit } = request;
  if (query !== undefined && (request.named.length || request.match.length))
    throw new Fault('bad_input', { problem: 'named and match belong to the library; narrow a query by its own selectors.' });
  const held = storedAnswer(shop, request);
  if (held) return held;
  const matchers = request.match.map(parseMatcher);
  const window = windowOf(shop, request);
  const link = await shop.outside.link('prometheus', request.name);
  const kept = { ttl: LIVE_MS, signal: life.signal };
  const server = await shop.outside.asked(link.key('server'), kept, alive => serverOf(link, alive));
  const step = stepFor(window, { points, most: server.most, wanted: request.step });
  const to = { link, server };
  const names = request.named.length ? request.named : MetricName.options;
  const metrics =
    query === undefined
      ? names.map(name => ({ ...namedMetric(name, matchers, step), matchers }))
      : [await describedQuery(to, query, life)];
  const question = { metrics, window, step };
  const gathered = await shop.outside.asked(link.key(question), kept, alive => gather(to, question, alive));
  const shown = gathered.metrics.flatMap(({ metric, series }) =>
    chosenSeries(
      series.map(one => drawn(metric, one, points)),
      limit,
    ),
  );
  return {
    system: server.product === 'Prometheus' ? link.label : `${link.label} (${server.product})`,
    ...window,
    step: gathered.step,
    metrics: gathered.metrics.map(({ matchers: _, series: __, ...metric }) => metric),
    series: shown,
    series_in_all: gathered.metrics.reduce((sum, { series }) => sum + series.length, 0),
    gaps: [...gathered.gaps],
  };
}

/** What was brought in with a run, unless somebody else is to be asked, or something else. */
function storedAnswer(shop: Workshop, request: Request): MetricAnswer | null {
  const { run_id, query, name, from, to, step } = request;
  if (run_id === undefined || query !== undefined || name !== undefined || step !== undefined) return null;
  const [source] = sourcesOf(shop, findRun(shop, run_id));
  return metricsIn(source, { ...request, window: from === undefined && to === undefined ? null : windowOf(shop, request) });
}

function windowOf(shop: Workshop, { run_id, from, to }: Request): Window {
  const run = run_id === undefined ? null : findRun(shop, run_id);
  const end = to === undefined ? (run?.to ?? Date.now()) : momentOf('to', to);
  const begin = from === undefined ? (run ? run.from : end - HOUR) : momentOf('from', from);
  if (begin === null)
    throw new Fault('bad_input', { problem: `No line of ${run?.title} has a time; say from when and to when.` });
  if (run && begin === end) return { from: begin - AROUND, to: end + AROUND };
  if (end <= begin) throw new Fault('bad_input', { problem: 'The span ends before it has begun.' });
  // A last sample would go on for minutes into what has not happened yet.
  const now = Date.now();
  return { from: begin, to: begin < now ? Math.min(end, now) : end };
}
