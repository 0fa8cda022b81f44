/** The sources: a look at Loki: the newest lines that fit, numbers of a metric query, or what streams can be selected by. */
import type { ServerLine } from '../../../model/log-answer.ts';
import { nanoseconds } from '../log-address.ts';
import { gapsOf, type Looking, MOST_LABELS, MOST_VALUES, type Seen } from '../log-look.ts';
import { askQuery } from '../log-refusal.ts';
import { labelsRequest, labelValuesRequest, rangeRequest } from './questions.ts';
import { type LokiLine, readNames, readResult } from './read.ts';

export async function lookInLoki({ link, query, range, limit, life }: Looking): Promise<Seen> {
  if (query === '') return fieldsOf({ link, query, range, limit, life });
  const page = { query, start: nanoseconds(range.from), end: nanoseconds(range.to), limit, direction: 'backward' as const };
  const result = readResult(await askQuery(link, rangeRequest(page), life));
  if (result.kind === 'numbers') {
    const lines = result.numbers.map(({ at, value, labels }) => ({ at, text: value, fields: labels }));
    const shown = lines.slice(-limit);
    const left = lines.length - shown.length;
    const gaps: Seen['gaps'] = left
      ? [{ kind: 'cut', words: `${left} further numbers are not shown; ask for a shorter time.` }]
      : [];
    return { kind: 'numbers', lines: shown, fields: [], gaps };
  }
  const lines = result.lines.map(lokiLine);
  return { kind: 'lines', lines, fields: [], gaps: gapsOf(lines.length, limit) };
}

export function lokiLine({ at, text, labels, fields }: LokiLine): ServerLine {
  return { at, text, fields: { ...labels, ...fields } };
}

async function fieldsOf({ link, range, life }: Looking): Promise<Seen> {
  const names = readNames(await link.ask(labelsRequest(range), life));
  const fields = await Promise.all(
    names.slice(0, MOST_LABELS).map(async name => {
      const values = readNames(await link.ask(labelValuesRequest(range, name), life));
      return { name, values: values.slice(0, MOST_VALUES) };
    }),
  );
  return { kind: 'fields', lines: [], fields, gaps: [] };
}
