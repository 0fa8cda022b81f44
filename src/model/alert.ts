/** The nouns: an alert as Alertmanager knows it, and the silences that keep some quiet. */
import { z } from 'zod';
import { Gap } from './coverage.ts';

export const Alert = z.object({
  address: z.string().describe('what investigate_run takes: alert:FINGERPRINT@BEGIN'),
  connection: z.string().describe('name of the connection; empty for the only one'),
  fingerprint: z.string().describe('of its labels: the same whenever it fires; with starts_at it names one incident'),
  name: z.string(),
  summary: z.string().describe('of its annotations; empty where they have none'),
  severity: z.string().describe('as its label words it; empty where it has none'),
  state: z.string().describe('active, suppressed (silenced or inhibited), or unprocessed'),
  starts_at: z.number().describe('milliseconds since 1970 UTC'),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  receivers: z.array(z.string()),
  silenced_by: z.array(z.string()).describe('ids of silences'),
  inhibited_by: z.array(z.string()).describe('fingerprints of alerts'),
  expression: z.string().nullable().describe('PromQL that it comes from'),
  generator_url: z.string().nullable().describe('where that is shown'),
});
export type Alert = z.infer<typeof Alert>;

export const Silence = z.object({
  id: z.string(),
  connection: z.string(),
  state: z.string().describe('active, pending or expired'),
  matchers: z.array(z.string()),
  starts_at: z.number(),
  ends_at: z.number(),
  created_by: z.string(),
  comment: z.string(),
});
export type Silence = z.infer<typeof Silence>;

export const AlertsAnswer = z.object({
  alerts: z.array(Alert).describe('newest first'),
  in_all: z.int(),
  silences: z.array(Silence).describe('that are active or pending'),
  gaps: z.array(Gap),
});
export type AlertsAnswer = z.infer<typeof AlertsAnswer>;
