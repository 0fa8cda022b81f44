/** The console: the requests that are ready to be sent, and the two agent runs that they speak of. */
import type { Request } from './exchange.ts';

/** A tool whose schema changed: the calls say so, and each claim has its line. */
const changed = {
  run_id: 'console-schema-changed',
  agent_name: 'customer-support-agent',
  agent_version: '2.1.0',
  model: 'a-model',
  environment: 'staging',
  started_at: '2026-01-15T10:30:00Z',
  ended_at: '2026-01-15T10:30:45Z',
  status: 'failure',
  error_type: 'ToolCallError',
  error_message: 'Tool schema validation failed',
  steps: [
    { step_id: 'step-1', name: 'Plan', status: 'success', started_at: '2026-01-15T10:30:00Z', ended_at: '2026-01-15T10:30:05Z' },
    { step_id: 'step-2', name: 'Look up order', status: 'failure', started_at: '2026-01-15T10:30:05Z', retries: 2 },
  ],
  tool_calls: [
    {
      call_id: 'call-1',
      step_id: 'step-2',
      tool_name: 'order_lookup',
      status: 'failure',
      args_json: { order_number: '12345' },
      error_class: 'ValidationError',
      error_message: "Missing required field: 'customer_id'",
      status_code: 400,
    },
  ],
  guardrail_events: [
    {
      event_id: 'guard-1',
      type: 'schema_validation',
      message: 'order_lookup lacks customer_id',
      step_id: 'step-2',
      call_id: 'call-1',
      created_at: '2026-01-15T10:30:08Z',
    },
  ],
  cost: { tokens_prompt: 1250, tokens_completion: 380, total_cost_usd: 0.0245 },
};

/** Too little was recorded to say anything. */
const bare = {
  run_id: 'console-too-little',
  agent_name: 'data-processor',
  agent_version: '1.0.0',
  model: 'a-model',
  environment: 'staging',
  started_at: '2026-01-15T11:00:00Z',
  ended_at: '2026-01-15T11:00:30Z',
  status: 'failure',
  error_message: 'Internal Server Error',
  steps: [],
  tool_calls: [],
  guardrail_events: [],
};

export interface Ready {
  readonly name: string;
  readonly request: Request;
}

const post = (path: string, body: object | null = null): Request => ({
  method: 'POST',
  path,
  body: body === null ? '' : JSON.stringify(body, null, 2),
});
const get = (path: string): Request => ({ method: 'GET', path, body: '' });

export interface Journey {
  readonly name: string;
  readonly words: string;
  readonly run_id: string;
  readonly ingest: Request;
}

export const journeys: readonly Journey[] = [
  {
    name: 'A tool’s schema changed',
    words: 'An agent run that says enough: the report cites its calls.',
    run_id: changed.run_id,
    ingest: post('/agent-runs', changed),
  },
  {
    name: 'Too little was recorded',
    words: 'An agent run that says next to nothing: the report says what to record.',
    run_id: bare.run_id,
    ingest: post('/agent-runs', bare),
  },
];

export const ready: readonly Ready[] = [
  { name: 'What there is', request: get('/openapi.json') },
  { name: 'Whether it answers', request: get('/health') },
  { name: 'Its own figures', request: get('/metrics') },
  { name: 'How agents did', request: get('/metrics/overview?hours=24') },
  { name: 'Hand in an agent run', request: journeys[0].ingest },
  { name: 'Why it failed', request: post(`/agent-runs/${changed.run_id}/rca-runs`) },
  { name: 'Its timeline', request: get(`/agent-runs/${changed.run_id}/timeline`) },
  { name: 'All runs', request: post('/tools/list_runs', { limit: 10 }) },
  { name: 'Investigate logs', request: post('/tools/investigate_run', { inputs: ['/path/to/logs'] }) },
  {
    name: 'Analyse log lines',
    request: post('/investigate', {
      logs: ['2026-01-15T10:00:00Z ERROR db - connection refused', '2026-01-15T10:00:01Z FATAL app - giving up'],
    }),
  },
  { name: 'What it runs with', request: get('/config') },
];
