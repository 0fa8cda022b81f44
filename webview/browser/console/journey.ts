/** The console: a journey through the API: health, ingest, RCA, its stages as they are streamed, the report; one exchange after the other. */
import { ask, type Exchange, exchanged, type Request } from './exchange.ts';
import type { Journey } from './requests.ts';

export const STEPS = ['Health', 'Ingest', 'RCA', 'Stream', 'Report'] as const;
export type StepName = (typeof STEPS)[number];

export interface Stage {
  readonly status: string;
  readonly step: string | null;
  readonly pct: number;
  readonly message: string | null;
}

export interface Report {
  readonly category: string;
  readonly summary: string;
  readonly insufficient_evidence: boolean;
  readonly hypotheses: readonly { readonly title: string; readonly confidence: string }[];
  readonly action_items: readonly { readonly title: string }[];
}

export interface Ears {
  onStep(step: StepName): void;
  onExchange(exchange: Exchange): void;
  onStage(stage: Stage): void;
}

interface Going {
  readonly server: string;
  readonly ears: Ears;
  readonly signal: AbortSignal;
}

/** Null: a step did not go well; its exchange says why. Throws what cancels it. */
export async function travel(journey: Journey, going: Going): Promise<Report | null> {
  const { ears } = going;
  const get = (path: string): Request => ({ method: 'GET', path, body: '' });
  ears.onStep('Health');
  if (!(await step(get('/health'), going))) return null;
  ears.onStep('Ingest');
  if (!(await step(journey.ingest, going))) return null;
  ears.onStep('RCA');
  const asked = await step({ method: 'POST', path: `/agent-runs/${journey.run_id}/rca-runs`, body: '' }, going);
  if (!asked) return null;
  const { rca_run_id } = asked as { rca_run_id: string };
  ears.onStep('Stream');
  for await (const stage of stages(get(`/rca-runs/${rca_run_id}/stream`), going)) ears.onStage(stage);
  ears.onStep('Report');
  const told = (await step(get(`/agent-runs/rca-runs/${rca_run_id}`), going)) as { report: Report | null } | null;
  return told?.report ?? null;
}

async function step(request: Request, { server, ears, signal }: Going): Promise<unknown> {
  signal.throwIfAborted();
  const exchange = await exchanged(server, request);
  signal.throwIfAborted();
  ears.onExchange(exchange);
  return exchange.status !== null && exchange.status < 300 ? JSON.parse(exchange.text) : null;
}

/** Read as a stream of our own: EventSource can send no secret. */
export async function* stages(request: Request, { server, signal }: Going): AsyncGenerator<Stage> {
  const reply = await ask(server, request, signal);
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
  let held = '';
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) return;
    const events = `${held}${value}`.split('\n\n');
    held = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').find(line => line.startsWith('data: '));
      if (data) yield JSON.parse(data.slice('data: '.length)) as Stage;
    }
  }
}
