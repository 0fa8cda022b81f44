/** HTTP: the endpoints beside the tools, as the OpenAPI document tells of them; a test asks the server for each. */
import { z } from 'zod';
import { AgentOverview } from '../../model/agent-overview.ts';
import { AgentRun } from '../../model/agent-run.ts';
import { AgentRunHead, AgentRunTold } from '../../model/agent-run-told.ts';
import { AlertWebhook } from '../../model/alert-webhook.ts';
import { DecisiveStep, Report } from '../../model/report.ts';
import { summarizeAgentRuns } from '../../tools/agents.ts';
import { WebhookQuery } from './alert-routes.ts';
import { configEndpoints } from './config-routes.ts';
import { incidentEndpoints } from './incident-endpoints.ts';

export interface Endpoint {
  readonly method: 'get' | 'post';
  /** With {names}. */
  readonly path: string;
  readonly summary: string;
  readonly body?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly answer: {
    readonly words: string;
    readonly schema?: z.ZodObject;
    /** 200 unless given. */
    readonly status?: number;
    /** application/json unless given. */
    readonly type?: string;
  };
}

const RcaEventBody = z.object({
  status: z.enum(['queued', 'running', 'done', 'failed']),
  step: z.string().nullable(),
  pct: z.number(),
  message: z.string().nullable(),
  updated_at: z.string(),
});

const RcaReport = Report.pick({
  category: true,
  insufficient_evidence: true,
  insufficient_reason: true,
  summary: true,
  evidence_index: true,
  hypotheses: true,
  action_items: true,
}).extend({ decisive_step: DecisiveStep.nullable(), jira_summary: z.string(), jira_description_md: z.string() });

const RcaRunBody = RcaEventBody.omit({ updated_at: true }).extend({
  rca_run_id: z.string(),
  run_id: z.string(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  report: RcaReport.nullable(),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
});

export const endpoints: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/',
    summary: 'That the server is there',
    answer: { words: 'it is', schema: z.object({ status: z.literal('ok'), service: z.string() }) },
  },
  {
    method: 'get',
    path: '/health',
    summary: 'Whether the engine answers',
    answer: {
      words: 'it does',
      schema: z.object({
        status: z.literal('ok'),
        service: z.string(),
        version: z.string(),
        runs: z.int().describe('that are known'),
        ingesting: z.int().describe('ingestions under way'),
      }),
    },
  },
  {
    method: 'get',
    path: '/ui',
    summary: 'The panel in a browser: all runs; one under /ui/RUN; the API to try under /ui/console',
    answer: { words: 'a page', type: 'text/html' },
  },
  { method: 'get', path: '/openapi.json', summary: 'This document', answer: { words: 'OpenAPI 3.1' } },
  {
    method: 'post',
    path: '/agent-runs',
    summary: 'Hands in an agent run; one of the same run_id is replaced with all its parts',
    body: AgentRun,
    answer: { words: 'it is kept', schema: AgentRunHead },
  },
  {
    method: 'get',
    path: '/agent-runs/{id}',
    summary: 'An agent run without its parts',
    answer: { words: 'its head', schema: AgentRunHead },
  },
  {
    method: 'get',
    path: '/agent-runs/{id}/timeline',
    summary: 'Steps, tool calls, guardrail events and messages in order of time',
    answer: { words: 'its parts', schema: AgentRunTold.pick({ timeline: true, in_all: true }).extend({ run_id: z.string() }) },
  },
  {
    method: 'post',
    path: '/agent-runs/{id}/rca-runs',
    summary: 'Asks why an agent run failed',
    answer: { words: 'the job', status: 202, schema: z.object({ rca_run_id: z.string() }) },
  },
  {
    method: 'get',
    path: '/agent-runs/rca-runs/{id}',
    summary: 'A job, with its report when it is done',
    answer: { words: 'the job', schema: RcaRunBody },
  },
  { method: 'get', path: '/rca-runs/{id}', summary: 'The same', answer: { words: 'the job', schema: RcaRunBody } },
  {
    method: 'get',
    path: '/rca-runs/{id}/stream',
    summary: 'The stages of a job, from the first on, until it is over; 204 for who has seen the last',
    answer: { words: 'server-sent events, each a JSON document', type: 'text/event-stream', schema: RcaEventBody },
  },
  {
    method: 'post',
    path: '/v1/traces',
    summary:
      'Takes traces as OpenTelemetry exports them (OTLP/HTTP, JSON or protobuf, gzip or not); what speaks of agents becomes agent runs',
    body: z.object({ resourceSpans: z.array(z.unknown()).describe('as opentelemetry-proto has them') }),
    answer: {
      words: 'taken, with what was not',
      schema: z.object({ partialSuccess: z.object({ rejectedSpans: z.string(), errorMessage: z.string() }).optional() }),
    },
  },
  {
    method: 'get',
    path: '/metrics/overview',
    summary: 'How agents did over the last hours',
    query: summarizeAgentRuns.input,
    answer: { words: 'in all, and per agent, version and environment', schema: AgentOverview },
  },
  ...incidentEndpoints,
  ...configEndpoints,
  {
    method: 'post',
    path: '/webhooks/alertmanager',
    summary: 'Takes alerts of Alertmanager; each incident is investigated when it begins and when it is resolved',
    query: WebhookQuery,
    body: AlertWebhook,
    answer: { words: 'taken', status: 202, schema: z.object({ accepted: z.int(), repeated: z.int() }) },
  },
  {
    method: 'get',
    path: '/metrics',
    summary: "The server's own figures for Prometheus",
    answer: { words: 'text format 0.0.4', type: 'text/plain' },
  },
];
