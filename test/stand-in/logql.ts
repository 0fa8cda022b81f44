/** The stand-ins: the part of LogQL that the tests speak: matchers, line filters, label filters; count_over_time and sum by. */

/** A query that cannot be read; its message is the server's. */
export class LogqlError extends Error {}

export type Labels = Readonly<Record<string, string>>;

export interface Selection {
  readonly fitsLabels: (labels: Labels) => boolean;
  /** `fields`: labels and structured metadata. */
  readonly fitsLine: (text: string, fields: Labels) => boolean;
}

export interface Logql extends Selection {
  /** Of a metric query. */
  readonly metric: { readonly windowNs: bigint; readonly by: readonly string[] } | null;
}

const STRING = '"(?:[^"\\\\]|\\\\.)*"|`[^`]*`';
const METRIC = /^(?:sum\s*(?:by\s*\(([^)]*)\)\s*)?\(\s*)?count_over_time\((.*)\[(\d+)(ns|ms|s|m|h|d)\]\)\s*\)?$/s;
const UNIT_NS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};

export function parseLogql(query: string): Logql {
  const metric = METRIC.exec(query.trim());
  if (!metric) return { ...selection(query), metric: null };
  const by = (metric[1] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  return { ...selection(metric[2]), metric: { windowNs: BigInt(metric[3]) * UNIT_NS[metric[4]], by } };
}

function selection(query: string): Selection {
  const found = new RegExp(`^\\s*\\{((?:${STRING}|[^}"\`])*)\\}(.*)$`, 's').exec(query);
  if (!found)
    throw new LogqlError(`parse error at line 1, col ${query.length + 1}: syntax error: unexpected $end, expecting } or ,`);
  const matchers = [...found[1].matchAll(new RegExp(`(\\w+)\\s*(=~|!~|!=|=)\\s*(${STRING})`, 'g'))].map(([, name, op, text]) => ({
    name,
    op,
    value: unquoted(text),
  }));
  const selective = matchers.some(
    ({ op, value }) => (op === '=' && value !== '') || (op === '=~' && !new RegExp(`^(?:${value})$`).test('')),
  );
  if (!selective)
    throw new LogqlError(
      'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
    );
  const tests = stages(found[2]);
  return {
    fitsLabels: labels => matchers.every(({ name, op, value }) => holds(op, labels[name] ?? '', value)),
    fitsLine: (text, fields) => tests.every(test => test(text, fields)),
  };
}

function holds(op: string, actual: string, wanted: string): boolean {
  const is = op.endsWith('~') ? new RegExp(`^(?:${wanted})$`, 's').test(actual) : actual === wanted;
  return is !== op.startsWith('!');
}

const STAGE = new RegExp(`\\s*(?:(\\|=|!=|\\|~|!~)\\s*(${STRING})|\\|\\s*(\\w+)\\s*(=~|!~|!=|=)\\s*(${STRING}))`, 'y');

function stages(text: string): Selection['fitsLine'][] {
  const tests: Selection['fitsLine'][] = [];
  STAGE.lastIndex = 0;
  while (STAGE.lastIndex < text.trimEnd().length) {
    const at = STAGE.lastIndex;
    const found = STAGE.exec(text);
    if (!found) throw new LogqlError(`parse error at line 1, col ${at + 1}: syntax error: unexpected IDENTIFIER`);
    const [, filter, part, name, op, value] = found;
    if (filter) tests.push(lineTest(filter, unquoted(part)));
    else tests.push((_, fields) => holds(op, fields[name] ?? '', unquoted(value)));
  }
  return tests;
}

function lineTest(filter: string, part: string): Selection['fitsLine'] {
  const matches = filter.endsWith('~')
    ? (text: string) => new RegExp(part.replace(/^\(\?i\)/, ''), part.startsWith('(?i)') ? 'i' : '').test(text)
    : (text: string) => text.includes(part);
  return text => matches(text) !== filter.startsWith('!');
}

function unquoted(text: string): string {
  return text.startsWith('`') ? text.slice(1, -1) : (JSON.parse(text) as string);
}
