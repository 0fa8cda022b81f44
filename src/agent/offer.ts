/** The investigator: which tools of the table a model is offered, with which inputs; never one that writes, or goes to an address that the model makes up. */
import { Fault } from '../base/fault.ts';
import { formatPlace } from '../model/place.ts';
import { inputSchemaOf } from '../tools/json-schema.ts';
import { type ToolName, table } from '../tools/table.ts';
import type { Tool } from '../tools/tool.ts';
import type { Ledger } from './ledger.ts';
import type { OfferedTool } from './model.ts';

const TIME = 'ISO 8601';
const CURSOR = 'from the previous answer';
const LINE = 'id of a line, such as E12';
/** Among the systems that a tool needs: the run’s own metrics. */
const SAMPLES = 'samples';

interface Offer {
  /** Inputs that the model may give, each with its description, or null for the table's own. All others stay with the host. */
  readonly inputs: Readonly<Record<string, string | null>>;
  /** What the host gives where the model leaves it out. */
  readonly usual?: Readonly<Record<string, unknown>>;
  /** Instead of the first sentence of the table's description. */
  readonly words?: string;
  /** The tool asks about the run of the investigation. */
  readonly run?: true;
  /** Systems of which one has to be connected. */
  readonly needs?: readonly string[];
  /** Only for runs of AI agents. */
  readonly agents?: true;
}

const offers: Partial<Record<ToolName, Offer>> = {
  search_logs: {
    run: true,
    inputs: {
      query: null,
      from: TIME,
      to: TIME,
      near: 'begin a little before this line: E12',
      cursor: CURSOR,
      limit: '',
    },
    usual: { limit: 12 },
  },
  read_lines: {
    inputs: { place: LINE, around: '' },
    usual: { around: 5 },
    words: 'The lines before and after a line of its file; one line in full with around 0.',
  },
  query_logs_by_stream: {
    run: true,
    words: 'Lines of one log file of the run, in order.',
    inputs: { stream: null, start_time: '', end_time: '', cursor: '', limit: '' },
    usual: { limit: 12 },
  },
  count_levels: {
    run: true,
    inputs: { query: '', from: '', to: '', buckets: '' },
    usual: { buckets: 12 },
  },
  list_patterns: {
    run: true,
    words: 'Templates of the run’s lines with counts; compared with passing runs it tells which are new or gone.',
    inputs: { change: '', text: '', limit: '' },
    usual: { limit: 12 },
  },
  get_timeline: {
    run: true,
    words: 'Steps, nemeses, events, failed tests and the cause, in order of time.',
    inputs: { limit: '' },
    usual: { limit: 12 },
  },
  search_knowledge: {
    inputs: { query: null },
    usual: { limit: 2 },
    words: 'Runbooks for an error message or symptom: advice, never evidence.',
  },
  find_source: { inputs: { place: LINE }, usual: { limit: 3 }, words: 'The source code that wrote a line.' },
  query_metrics: {
    run: true,
    words: 'Metric series over the span of the run, as samples; without query those that the run holds, whose samples have ids.',
    inputs: {
      named: null,
      match: 'labels that narrow named ones, such as instance=~"db.*"',
      query: 'PromQL, of a connected server',
      from: TIME,
      to: TIME,
    },
    usual: { points: 12, limit: 5 },
    needs: ['prometheus', SAMPLES],
  },
  list_alerts: { inputs: { filter: null }, usual: { limit: 12 }, needs: ['alertmanager'] },
  query_log_server: {
    inputs: { query: null, from: TIME, to: TIME, limit: '' },
    usual: { limit: 12 },
    needs: ['victoriaLogs', 'loki'],
  },
  get_agent_run: { inputs: { agent_run_id: null }, usual: { limit: 50 }, agents: true },
};

/** What is known of the run and of what surrounds it. */
export interface Circumstances {
  readonly run_id: string;
  /** Names of the systems that a person connected. */
  readonly connected: readonly string[];
  /** The run holds samples of metrics. */
  readonly measured: boolean;
  /** The run is that of an AI agent. */
  readonly of_agent: boolean;
}

export function offeredFor({ connected, measured, of_agent }: Circumstances): ToolName[] {
  const there = measured ? [...connected, SAMPLES] : connected;
  return (Object.keys(offers) as ToolName[]).filter(name => {
    const offer = offers[name];
    if (!offer || (offer.agents && !of_agent)) return false;
    return !offer.needs || offer.needs.some(system => there.includes(system));
  });
}

export function offeredTool(name: ToolName): OfferedTool {
  const tool: Tool = table[name] as unknown as Tool;
  const { inputs, words } = offers[name] as Offer;
  const { properties, required } = inputSchemaOf(tool) as unknown as {
    properties: Record<string, Record<string, unknown>>;
    required?: readonly string[];
  };
  const taken = Object.entries(inputs).map(([key, description]) => [key, shortened(properties[key], description)]);
  const needed = (required ?? []).filter(key => key in inputs);
  return {
    name,
    description: words ?? firstSentence(tool.description),
    input: { type: 'object', properties: Object.fromEntries(taken), ...(needed.length ? { required: needed } : {}) },
  };
}

/** Bounds and defaults go: the engine says what it does not take, and the host has defaults of its own. */
function shortened(schema: Record<string, unknown>, description: string | null): Record<string, unknown> {
  const {
    default: _default,
    minimum: _least,
    maximum: _most,
    minLength: _short,
    maxLength: _long,
    description: own,
    ...rest
  } = schema;
  const told = description ?? own;
  return { ...rest, ...(told ? { description: told } : {}) };
}

function firstSentence(text: string): string {
  return /^.+?[.:](?= |$)/s.exec(text)?.[0].replace(/:$/, '.') ?? text;
}

const PLACES = ['place', 'near'];

/** The input as the engine takes it. Throws `bad_input`, in words for a model. */
export function inputFor(
  name: ToolName,
  written: unknown,
  { run_id, ledger }: { run_id: string; ledger: Ledger },
): Record<string, unknown> {
  const { inputs, usual = {}, run } = offers[name] as Offer;
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    throw new Fault('bad_input', { problem: `${name} takes an object.` });
  const given = Object.entries(written).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const unknown = given.find(([key]) => !Object.hasOwn(inputs, key));
  if (unknown)
    throw new Fault('bad_input', {
      problem: `${name} takes no ${JSON.stringify(unknown[0].slice(0, 60))}, only ${Object.keys(inputs).join(', ')}.`,
    });
  const taken = given.map(([key, value]) => [key, PLACES.includes(key) ? placeOf(value, ledger) : value]);
  return { ...usual, ...(run ? { run_id } : {}), ...Object.fromEntries(taken) };
}

function placeOf(value: unknown, ledger: Ledger): string {
  const id = /^\W*(E\d+)\b/.exec(String(value))?.[1] ?? '';
  const place = ledger.place(id);
  if (!place)
    throw new Fault('bad_input', {
      problem: `No line was shown as ${JSON.stringify(String(value).slice(0, 60))}; a line is named by its id, such as E1.`,
    });
  return formatPlace(place);
}
