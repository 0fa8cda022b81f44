/** Analysis: one line of raw_events.log, a JSON object whose keys come in any order. */
import { objectIn } from '../../../base/lenient.ts';
import { gist, nodeName, type Period, type SctEvent, severityNumber, systemEvents } from './event.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Null when the line is torn or is no event. `filtered` holds for events that never reach events.log; others are judged later. */
export function readRawEvent(text: string, member: number, line: number): SctEvent | null {
  const fields = parse(text);
  if (!fields || typeof fields.base !== 'string' || typeof fields.event_timestamp !== 'number') return null;
  const errors = strings(fields.errors);
  return {
    id: word(fields.event_id) ?? '',
    base: fields.base,
    type: word(fields.type),
    subtype: word(fields.subtype),
    severity: severityNumber(word(fields.severity) ?? ''),
    period: periodOf(fields.period_type),
    at: fields.event_timestamp * 1000,
    sourceAt: milliseconds(fields.source_timestamp),
    begin: milliseconds(fields.begin_timestamp),
    end: milliseconds(fields.end_timestamp),
    node: typeof fields.node === 'string' && fields.node ? nodeName(fields.node) : null,
    nemesis: word(fields.nemesis_name),
    skipped: fields.is_skipped === true,
    errors,
    text: telling(fields, errors),
    during: duringOf(fields.subcontext),
    filtered: systemEvents.has(fields.base),
    member,
    line,
  };
}

/** A killed runner leaves a torn last line. */
function parse(text: string): Fields | null {
  if (!text.startsWith('{') || !text.trimEnd().endsWith('}')) return null;
  return objectIn(text) as Fields | null;
}

function telling(fields: Fields, errors: readonly string[]): string {
  for (const key of ['line', 'error', 'exception', 'message', 'full_traceback', 'backtrace']) {
    const said = fields[key];
    if (typeof said === 'string' && said !== '' && !(key === 'message' && errors.length)) return gist(said);
  }
  if (errors.length) return gist(errors.find(error => error.trim() !== '') ?? '');
  return word(fields.skip_reason) ?? command(fields) ?? '';
}

/** What a lasting thing does: the stress command, nodetool's words, the step. */
function command(fields: Fields): string | null {
  const nodetool = fields.nodetool_command;
  if (nodetool && typeof nodetool === 'object') {
    const { cmd, options } = nodetool as Record<string, unknown>;
    return `nodetool ${word(cmd) ?? ''} ${word(options) ?? ''}`.trim();
  }
  return word(fields.stress_cmd) ?? word(fields.step) ?? word(fields.nemesis_name);
}

export function periodOf(value: unknown): Period {
  return value === 'begin' || value === 'end' || value === 'one-time' ? value : null;
}

function milliseconds(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value * 1000 : null;
}

function word(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Shared by the many events that have none. */
const none: readonly string[] = [];

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) && value.length ? value.filter(one => typeof one === 'string') : none;
}

function duringOf(value: unknown): readonly string[] {
  if (!Array.isArray(value) || !value.length) return none;
  return value.flatMap((one: unknown) => word((one as Fields | null)?.nemesis_name) ?? []);
}
