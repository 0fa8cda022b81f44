/** The table: the tool that finds the service at fault in an incident. */
import { z } from 'zod';
import { Incident } from '../model/incident.ts';
import { When } from './inputs.ts';
import { incidentText } from './render/incident.ts';
import { defineTool } from './tool.ts';

export const rankServices = defineTool({
  name: 'rank_services',
  title: 'Rank the services of an incident',
  description:
    'Finds the service at fault when a system of services misbehaves from some moment on: reads logs, metrics and traces (CSV exports, plain or packed), compares the ' +
    'walk of requests through the code, waits between services and processor use with a fault-free time, and names the kind of fault. ' +
    'Every reason is a log line, span or metric point that can be opened. For one failed test run use investigate_run.',
  effect: 'asks-network',
  input: z.object({
    inputs: z
      .array(z.string().min(1))
      .min(1)
      .describe('a known run, or the paths, globs or archives with its logs, metrics and traces'),
    at: When.describe(
      'the moment of the alert or of the first complaint: ISO 8601, or milliseconds since 1970; named to the minute, the time from its end on is looked at',
    ),
    against: z
      .array(z.string().min(1))
      .default([])
      .describe('runs, paths or archives of a fault-free time; unless given, what came before the moment stands for it'),
    minutes: z.number().positive().max(1440).default(10).describe('how long to look from the moment on'),
    limit: z.int().min(1).max(100).default(10).describe('services at most'),
  }),
  output: Incident,
  command: { word: 'incident', positional: 'inputs' },
  render: incidentText,
});
