/** The sources, Argus: what it tells of a run as text files, so that each of its facts is a line with a place. */
import type { ArgusRun, Event, Nemesis } from './nouns.ts';

/** Keys that other files tell, or that are copies of them. */
const ELSEWHERE = new Set(['events', 'nemesis_data', 'logs', 'histograms', 'junit_reports']);

/** The run as Argus has it, indented, a line per field. */
export function runFile(raw: unknown): string {
  const fields = Object.entries((raw as object | null) ?? {}).filter(([key, value]) => !ELSEWHERE.has(key) && !isEmpty(value));
  return `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

const levels: Readonly<Record<string, string>> = {
  CRITICAL: 'critical',
  ERROR: 'error',
  WARNING: 'warning',
  NORMAL: 'info',
  DEBUG: 'debug',
};

/** One line per event; keys that the reader knows, the message last since it is what is read. Analysis reads them too (analyze/sct/argus.ts). */
export function eventsFile(events: readonly Event[]): string {
  const lines = events.flatMap(event => {
    if (event.ts === null) return [];
    return line({
      time: new Date(event.ts).toISOString(),
      level: levels[event.severity ?? ''] ?? null,
      severity: event.severity,
      event_type: event.event_type,
      node: event.node,
      nemesis: event.nemesis_name,
      known_issue: event.known_issue,
      argus_event: event.event_id,
      duplicate_of: event.duplicate_id,
      line: quotedIn(event),
      message: event.message,
    });
  });
  return lines.join('');
}

/** The log line that an event was made from stands below its head. */
function quotedIn({ event_type, message }: Event): string | null {
  return /LogEvent$/.test(event_type ?? '') ? (message?.split('\n')[1] ?? null) : null;
}

/** One line per nemesis, at its start. */
export function nemesesFile({ nemesis_data }: ArgusRun): string {
  const known = nemesis_data.filter(one => one.start_time !== null);
  const lines = known.sort((one, other) => (one.start_time ?? 0) - (other.start_time ?? 0)).map(one => line(nemesisFields(one)));
  return lines.join('');
}

function nemesisFields(one: Nemesis): Record<string, string | null> {
  const name = one.name ?? one.class_name ?? 'nemesis';
  const node = one.target_node?.name ?? null;
  const failed = one.status === 'failed';
  const end = one.end_time !== null && one.end_time > (one.start_time ?? 0) ? new Date(one.end_time).toISOString() : null;
  return {
    time: new Date(one.start_time ?? 0).toISOString(),
    level: failed ? 'error' : 'info',
    argus_nemesis: name,
    node,
    status: one.status,
    end,
    message: `${name}${node ? ` on ${node}` : ''}: ${one.status ?? 'no status'}${failed && one.stack_trace ? `\n${one.stack_trace}` : ''}`,
  };
}

function line(fields: Readonly<Record<string, string | null>>): string {
  return `${JSON.stringify(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)))}\n`;
}
