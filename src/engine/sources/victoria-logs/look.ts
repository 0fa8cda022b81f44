/** The sources: a look at VictoriaLogs: the newest rows that fit, or what streams can be selected by. */
import { gapsOf, type Looking, MOST_LABELS, MOST_VALUES, type Seen } from '../log-look.ts';
import { askQuery } from '../log-refusal.ts';
import { queryRequest, streamFieldNamesRequest, streamFieldValuesRequest } from './questions.ts';
import { readValues, rowsIn, type VictoriaRow } from './read.ts';

export async function lookInVictoriaLogs({ link, query, range, limit, life }: Looking): Promise<Seen> {
  if (query === '') return fieldsOf({ link, query: '*', range, limit, life });
  const rows = await rowsIn(await askQuery(link, queryRequest({ ...range, query }, limit), life), link, life);
  // Rows that a pipe has made of others have no message.
  const counts = rows.length > 0 && rows.every(row => row._msg === undefined);
  return { kind: counts ? 'numbers' : 'lines', lines: rows.map(victoriaLine), fields: [], gaps: gapsOf(rows.length, limit) };
}

export function victoriaLine({ _time, _msg, _stream_id, _stream, ...fields }: VictoriaRow): Seen['lines'][number] {
  const at = Date.parse(_time ?? '');
  if (_msg !== undefined) return { at: Number.isNaN(at) ? null : at, text: _msg, fields };
  const numbers = Object.entries(fields).filter(([, value]) => /^-?[\d.]+(e[+-]?\d+)?$/i.test(value));
  const names = Object.entries(fields).filter(entry => !numbers.some(([key]) => key === entry[0]));
  const text = numbers.map(([key, value]) => `${key}=${value}`).join(' ');
  return { at: Number.isNaN(at) ? null : at, text, fields: Object.fromEntries(names) };
}

async function fieldsOf({ link, query, range, life }: Looking): Promise<Seen> {
  const names = readValues(await askQuery(link, streamFieldNamesRequest({ ...range, query }), life));
  const fields = await Promise.all(
    names.slice(0, MOST_LABELS).map(async ({ value }) => {
      const values = await askQuery(link, streamFieldValuesRequest({ ...range, query }, value, MOST_VALUES), life);
      return { name: value, values: readValues(values).map(one => one.value) };
    }),
  );
  return { kind: 'fields', lines: [], fields, gaps: [] };
}
