/** The store: writes a query's tree as text that reads back to the same tree. */
import { levels } from '../../model/level.ts';
import type { Query } from '../../model/query.ts';

/** The text of a query; parseQuery gives the same tree back for every tree it can itself give. */
export function formatQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '*';
    case 'and':
      return query.parts
        .map(part => (part.kind === 'or' || part.kind === 'and' ? `(${formatQuery(part)})` : formatQuery(part)))
        .join(' ');
    case 'or':
      return query.parts.map(part => (part.kind === 'or' ? `(${formatQuery(part)})` : formatQuery(part))).join(' OR ');
    case 'not':
      return query.part.kind === 'and' || query.part.kind === 'or'
        ? `-(${formatQuery(query.part)})`
        : `-${formatQuery(query.part)}`;
    case 'phrase':
      return (isPlain(query.text) ? query.text : quote(query.text)) + (query.prefix ? '*' : '');
    case 'regex':
      return `/${query.source.replace(/\\[\s\S]|\//g, unit => (unit === '/' ? '\\/' : unit))}/${query.flags}`;
    case 'level':
      return `level:${query.levels.map(level => levels[level]).join(',')}`;
    case 'member':
      return `member:${value(query.glob)}`;
    case 'template':
      return `template:${query.ids.join(',')}`;
    case 'record':
      return `record:${query.continued ? 'more' : 'first'}`;
    case 'new':
      return `new:${query.wanted}`;
    case 'source':
      return `source:${value(query.source)}`;
    case 'time':
      return `time:[${stamp(query.from)},${stamp(query.to)})`;
  }
}

/** Text that can stand without quotes and is no operator, field, exclusion or regex. */
function isPlain(text: string): boolean {
  return /^[A-Za-z0-9_][\w.-]*$/.test(text) && !/^(?:AND|OR|NOT)$/.test(text);
}

function value(text: string): string {
  return /^[^\s()"]+$/.test(text) ? text : quote(text);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function stamp(at: number | null): string {
  if (at === null) return '';
  const text = new Date(at).toISOString();
  return /^\d{4}-/.test(text) ? text : String(at);
}
