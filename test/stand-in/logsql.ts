/** The stand-ins: the part of LogsQL that the tests speak: selectors, words, phrases, regexps, exact fields; fields, sort, limit and stats. */

export type Row = Readonly<Record<string, string>>;

/** A query that cannot be read; its message is the server's. */
export class LogsqlError extends Error {}

export interface Logsql {
  readonly fits: (row: Row, labels: Readonly<Record<string, string>>) => boolean;
  readonly pipes: readonly string[];
}

const TOKEN = /\s*(?:(\{[^}]*\})|(!?)(?:([\w.]+):)?(?:(=|~)?("(?:[^"\\]|\\.)*")|(=)?([^\s"|(){}]+))|(\|))/y;

export function parseLogsql(query: string): Logsql {
  if (query.trim() === '')
    throw new LogsqlError('cannot parse query []: missing query; see https://docs.victoriametrics.com/victorialogs/logsql/');
  const [filter, ...pipes] = split(query);
  const tests: Logsql['fits'][] = [];
  TOKEN.lastIndex = 0;
  const text = filter.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (!found) throw new LogsqlError(`cannot parse query [${query}]: unexpected token; context: [${text}]`);
    tests.push(testOf(found));
  }
  const known = /^(fields|sort|limit|stats|delete)\b/;
  const strange = pipes.find(pipe => !known.test(pipe));
  if (strange !== undefined)
    throw new LogsqlError(`cannot parse query [${query}]: unexpected pipe "${/^\w*/.exec(strange)?.[0]}"; context: [${query}]`);
  return { fits: (row, labels) => tests.every(test => test(row, labels)), pipes };
}

function split(query: string): string[] {
  const parts = query.match(/(?:"(?:[^"\\]|\\.)*"|[^|"])+/g) ?? [];
  return parts.map(part => part.trim());
}

function testOf([, selector, not, field = '_msg', op, quoted, exact, word]: RegExpExecArray): Logsql['fits'] {
  if (selector) return selectorTest(selector);
  const wanted = quoted === undefined ? word : (JSON.parse(quoted) as string);
  const kind = op ?? exact;
  const test = valueTest(kind, wanted, quoted === undefined);
  return row => test(row[field] ?? '') !== (not === '!');
}

function valueTest(kind: string | undefined, wanted: string, bare: boolean): (value: string) => boolean {
  if (bare && wanted === '*') return () => true;
  if (kind === '=') return value => value === wanted;
  if (kind === '~') return value => new RegExp(wanted).test(value);
  if (wanted === '') return value => value === '';
  const pattern = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return value => new RegExp(`(?<!\\w)${pattern}(?!\\w)`).test(value);
}

function selectorTest(selector: string): Logsql['fits'] {
  const pairs = [...selector.matchAll(/([\w.]+)\s*=\s*("(?:[^"\\]|\\.)*")/g)].map(([, key, value]) => [
    key,
    JSON.parse(value) as string,
  ]);
  return (_, labels) => pairs.every(([key, value]) => labels[key] === value);
}

/** Applies the pipes; of `stats by (a, b) count() n, count_uniq(row) m` both functions. */
export function piped(rows: readonly Row[], pipes: readonly string[]): Row[] {
  return pipes.reduce<Row[]>(
    (left, pipe) => {
      const [, name, rest] = /^(\w+)\s*(.*)$/s.exec(pipe) as RegExpExecArray;
      if (name === 'limit') return left.slice(0, Number(rest));
      if (name === 'fields')
        return left.map(row => Object.fromEntries(rest.split(/,\s*/).flatMap(key => (row[key] ? [[key, row[key]]] : []))));
      if (name === 'sort') return sorted(left, rest);
      return name === 'stats' ? stats(left, rest) : left;
    },
    [...rows],
  );
}

function sorted(rows: readonly Row[], rest: string): Row[] {
  const [, key, desc] = /^by \((\w+)\)\s*(desc)?/.exec(rest) as RegExpExecArray;
  const sign = desc ? -1 : 1;
  return [...rows].sort((a, b) => sign * (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
}

function stats(rows: readonly Row[], rest: string): Row[] {
  const [, by = '', functions] = /^(?:by \(([^)]*)\)\s*)?(.*)$/s.exec(rest) as RegExpExecArray;
  const keys = by.split(/,\s*/).filter(Boolean);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map(one => row[one] ?? ''));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  if (groups.size === 0 && keys.length === 0) groups.set('[]', []);
  return [...groups.values()].map(group => ({
    ...Object.fromEntries(keys.map(key => [key, group[0]?.[key] ?? ''])),
    ...Object.fromEntries(
      [...functions.matchAll(/(count|count_uniq)\((\w*)\)\s*(\w+)/g)].map(([, fn, arg, name]) => [
        name,
        numberOf(group, fn, arg),
      ]),
    ),
  }));
}

function numberOf(rows: readonly Row[], fn: string, field: string): string {
  if (fn === 'count') return String(rows.length);
  return String(new Set(rows.flatMap(row => (row[field] ? [row[field]] : []))).size);
}
