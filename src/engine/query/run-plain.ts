/** The store: a query without conditions that every line of a source meets, so that what is answered at once for the plain query is so for it too. */
import type { Query } from '../../model/query.ts';
import type { Source } from '../store/source.ts';

export function plainFor(source: Source, query: Query): Query {
  if (query.kind === 'record' && !query.continued) return hasContinued(source) ? query : { kind: 'all' };
  if (query.kind !== 'and') return query;
  const parts = query.parts.map(part => plainFor(source, part)).filter(part => part.kind !== 'all');
  if (parts.length === 0) return { kind: 'all' };
  return parts.length === 1 ? parts[0] : { kind: 'and', parts };
}

const known = new WeakMap<Source, boolean>();

function hasContinued(source: Source): boolean {
  const has = known.get(source) ?? source.kinds.continued.includes(1);
  known.set(source, has);
  return has;
}
