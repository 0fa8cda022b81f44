/** The window table: what a window asks of whoever hosts it (an editor, a server of a browser), beside the engine's tools and over the same wire. */
import * as z from 'zod';
import type { Remote } from '../rpc/verb.ts';
import type { Engine } from './table.ts';

const PlaceText = z.string().min(1).describe('source:member:line');

export const Tab = z.enum(['report', 'logs', 'timeline', 'patterns', 'agent']);
export type Tab = z.infer<typeof Tab>;

/** What a person asks of the window through a command of its host. */
export const Act = z.enum([
  'next_error',
  'previous_error',
  'jump_to_time',
  'focus_filter',
  'clear_filter',
  'toggle_wrap',
  'toggle_new',
  'toggle_bookmark',
  'next_bookmark',
  'pin_line',
  'copy_lines',
  'copy_report',
  'open_line',
  'open_source',
]);
export type Act = z.infer<typeof Act>;

/** What the host pushes: a whole view to show, an act of a command, or the bare news that something changed. */
export const Ask = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('show'),
    tab: Tab,
    query: z.string().optional().describe('filter of the log table; unset leaves it as it is'),
    place: PlaceText.optional().describe('line to bring into sight and select'),
    at: z.number().optional().describe('moment to bring into sight, milliseconds since 1970 UTC'),
  }),
  z.object({ kind: z.literal('act'), act: Act }),
  z.object({ kind: z.literal('changed') }),
]);
export type Ask = z.infer<typeof Ask>;

const verb = <const Name extends string, Input extends z.ZodObject, Output extends z.ZodType>(one: {
  name: Name;
  input: Input;
  output: Output;
}) => one;

export const windowTable = {
  /** Opens the log around a line. */
  open_line: verb({
    name: 'open_line',
    input: z.object({ place: PlaceText }),
    output: z.object({ opened: z.boolean() }),
  }),
  /** Opens the source that wrote a line, or the source place that stands in it; the person chooses where several fit. */
  open_source: verb({
    name: 'open_source',
    input: z.object({
      place: PlaceText,
      frame: z.object({ file: z.string(), line: z.int().min(1), column: z.int().min(1).optional() }).optional(),
    }),
    output: z.object({ opened: z.string().nullable().describe('path:line of what was opened') }),
  }),
  /** Opens the definition of an agent's tool in the workspace; the person chooses where several fit. */
  open_tool: verb({
    name: 'open_tool',
    input: z.object({ tool: z.string().min(1) }),
    output: z.object({
      opened: z.string().nullable().describe('path:line of what was opened'),
      looked: z.string().describe('where it was looked for, when nothing was opened'),
    }),
  }),
  /** Opens the window of another run, at its agents. */
  open_run: verb({ name: 'open_run', input: z.object({ run_id: z.string() }), output: z.object({}) }),
  /** Opens a document that the newest report of a run links, at its heading. */
  open_document: verb({
    name: 'open_document',
    input: z.object({ run_id: z.string(), document: z.string() }),
    output: z.object({ opened: z.boolean() }),
  }),
  copy_text: verb({ name: 'copy_text', input: z.object({ text: z.string() }), output: z.object({}) }),
  /** Asks where to, and writes the newest report there as Markdown, page or JSON. */
  export_report: verb({
    name: 'export_report',
    input: z.object({ run_id: z.string() }),
    output: z.object({ file: z.string().nullable().describe('null: the person changed their mind') }),
  }),
  /** Lets the person choose passing runs and investigates anew against them. */
  compare_run: verb({
    name: 'compare_run',
    input: z.object({ run_id: z.string() }),
    output: z.object({ compared: z.boolean() }),
  }),
  /** Fetches a run that goes on anew and investigates it; what asks by a timer may be told that the person wants no such thing. */
  refresh_run: verb({
    name: 'refresh_run',
    input: z.object({ run_id: z.string(), by: z.enum(['person', 'timer']) }),
    output: z.object({ refused: z.boolean(), finished: z.boolean(), fetched_at: z.number().nullable() }),
  }),
  /** Answers once the host has pushed something beyond the first `seen` asks: a push is the answer to a waiting question. */
  await_asks: verb({
    name: 'await_asks',
    input: z.object({ seen: z.int().min(0) }),
    output: z.object({ seen: z.int(), asks: z.array(Ask) }),
  }),
} as const;

/** Everything a window may ask: the engine's tools but for those that write, and the acts of its host. */
export type WindowEngine = Engine & Remote<typeof windowTable>;

/** What the page carries for the window's first breath. */
export const WindowStart = z.object({
  run_id: z.string().describe('empty where the page is about no run'),
  title: z.string(),
  page: z.enum(['run', 'agents']).optional().describe('one run unless given; agents: how all of them did'),
  host: z.enum(['editor', 'browser']),
  texts: z.record(z.string(), z.string()).default({}).describe('translated texts by their English ones'),
  acts: z.array(z.string()).default([]).describe('verbs of the window table that this host answers'),
});
export type WindowStart = z.infer<typeof WindowStart>;
