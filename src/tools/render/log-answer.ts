/** The table: a log server's answer as text: a line each with its time and labels, and how to bring the lines in. */

import { connectionLabel } from '../../model/connection.ts';
import type { LogAnswer, ServerLine } from '../../model/log-answer.ts';
import type { View } from '../tool.ts';
import { painted } from './paint.ts';
import { cells, elided, oneLine, padded } from './safe.ts';
import { counted, stamp } from './words.ts';

/** Where nobody looks at columns, lines are kept nearly whole. */
const UNSEEN_WIDTH = 2000;
const VALUES = 8;

export function logAnswerText(answer: LogAnswer, view: View): string {
  const { kind, lines, gaps } = answer;
  const room = view.colour ? Math.max(40, view.width - 25) : UNSEEN_WIDTH;
  const rows =
    kind === 'fields' ? fieldRows(answer, view) : lines.map(line => row(line, { view, room, numbers: kind === 'numbers' }));
  const notes = gaps.map(gap => painted(view, 'yellow', `! ${oneLine(gap.words)}`));
  return [...rows, ...(rows.length ? [''] : []), ...foot(answer).map(words => painted(view, 'dim', words)), ...notes].join('\n');
}

/** One line as the answer shows it, where nobody looks at columns. */
export function serverLineText(line: ServerLine, view: View): string {
  return row(line, { view, room: UNSEEN_WIDTH, numbers: false });
}

function row({ at, text, fields }: ServerLine, { view, room, numbers }: { view: View; room: number; numbers: boolean }): string {
  const when = at === null ? ' '.repeat(23) : stamp(at);
  const labels = oneLine(labelText(fields));
  const said = numbers ? `${labels || '(all)'}  ${oneLine(text)}` : oneLine(text);
  const beside = numbers || !labels ? '' : `\n${' '.repeat(25)}${painted(view, 'dim', elided(labels, room))}`;
  return `${painted(view, 'dim', when)}  ${elided(said, room)}${beside}`;
}

function labelText(fields: ServerLine['fields']): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}=${/^[\w./:-]+$/.test(value) ? value : JSON.stringify(value)}`)
    .join(' ');
}

function fieldRows({ fields }: LogAnswer, view: View): string[] {
  const width = Math.max(0, ...fields.map(field => cells(oneLine(field.name))));
  return fields.map(({ name, values }) => {
    const more = values.length > VALUES ? `, … and ${values.length - VALUES} more` : '';
    return `${padded(oneLine(name), width)}  ${elided(oneLine(values.slice(0, VALUES).join(', ')) + more, Math.max(40, view.width - width - 2))}`;
  });
}

function foot(answer: LogAnswer): string[] {
  const { system, connection, kind, lines, fields, address, from, to } = answer;
  const server = connectionLabel({ system, name: connection });
  const span = `${stamp(from)} – ${stamp(to)} UTC`;
  if (kind === 'fields')
    return fields.length
      ? [`What streams of ${server} can be selected by, ${span}.`]
      : [`${server} has no streams between ${span}; ask for another time with --from and --to.`];
  if (lines.length === 0) return [`No line of ${server} fits, ${span}.`];
  const what = counted(lines.length, kind === 'numbers' ? 'number' : 'line');
  return [
    `${what} of ${server}, ${span}.`,
    ...(address === null ? [] : [`Bring them in to cite and investigate them: investigator investigate ${shellQuoted(address)}`]),
  ];
}

function shellQuoted(text: string): string {
  return `'${oneLine(text).replaceAll("'", `'\\''`)}'`;
}
