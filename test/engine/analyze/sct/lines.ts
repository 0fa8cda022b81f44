/** Analysis: lines of Scylla Cluster Test files for tests, short and invented. */

export const START = Date.parse('2026-03-01T12:00:00.000Z');

const ids = new Map<string, string>();

/** A well-formed id for a word; the same word has the same id. */
export function eventId(word: string): string {
  if (!ids.has(word)) ids.set(word, `00000000-0000-4000-8000-${String(ids.size + 1).padStart(12, '0')}`);
  return ids.get(word)!;
}

/** A line of raw_events.log; `after` is seconds since START. */
export function rawLine(word: string, after: number, fields: Record<string, unknown>): string {
  const common = { type: null, subtype: null, event_timestamp: START / 1000 + after, source_timestamp: null, severity: 'NORMAL' };
  return JSON.stringify({ ...common, event_id: eventId(word), log_level: 20, subcontext: [], ...fields });
}

/** The fields of a nemesis' beginning or end. */
export function nemesis(
  name: string,
  node: string,
  period: 'begin' | 'end',
  times: { begin: number; end?: number; errors?: string[]; skip?: string },
) {
  return {
    base: 'DisruptionEvent',
    nemesis_name: name,
    node: `Node ${node} [203.0.113.1 | 10.0.0.1] (Type: small) (rack: R1)`,
    severity: times.errors ? 'ERROR' : 'NORMAL',
    errors: times.errors ?? [],
    begin_timestamp: START / 1000 + times.begin,
    end_timestamp: times.end === undefined ? null : START / 1000 + times.end,
    is_skipped: times.skip !== undefined,
    skip_reason: times.skip ?? '',
    period_type: period,
  };
}

/** The head line of events.log. */
export function textLine(
  word: string,
  after: number,
  head: { base: string; severity: string; period?: string },
  rest: string,
): string {
  const stamp = new Date(START + after * 1000).toISOString().replace('T', ' ').slice(0, -1);
  return `${stamp}: (${head.base} Severity.${head.severity}) period_type=${head.period ?? 'one-time'} event_id=${eventId(word)}${rest}`;
}

/** A line of actions.log with the stamp of newer runs. */
export function actionLine(after: number, source: string, action: string): string {
  const stamp = new Date(START + after * 1000).toISOString().replace('Z', '123+00:00Z');
  return JSON.stringify({ datetime: stamp, status: source === 'event' ? 'error' : 'info', source, action })
    .replaceAll('":"', '": "')
    .replaceAll(',"', ', "');
}
