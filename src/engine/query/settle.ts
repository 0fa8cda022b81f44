/** The store: puts in a query's tree what only a run knows: which of its templates are new against passing runs. */
import type { Query } from '../../model/query.ts';

/** Whether a part of the query turns on what is new. */
export function asksForNew(query: Query): boolean {
  if (query.kind === 'and' || query.kind === 'or') return query.parts.some(asksForNew);
  return query.kind === 'not' ? asksForNew(query.part) : query.kind === 'new';
}

/** The same query in terms of templates; `ids` are those that are new. */
export function settled(query: Query, ids: readonly number[]): Query {
  switch (query.kind) {
    case 'and':
    case 'or':
      return { kind: query.kind, parts: query.parts.map(part => settled(part, ids)) };
    case 'not':
      return { kind: 'not', part: settled(query.part, ids) };
    case 'new': {
      const fresh: Query = { kind: 'template', ids };
      return query.wanted ? fresh : { kind: 'not', part: fresh };
    }
    default:
      return query;
  }
}

export function unsettled(): never {
  throw new Error('new: was not settled before the query runs');
}
