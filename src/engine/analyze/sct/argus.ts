/** Analysis: events and nemeses of a Scylla Cluster Test as Argus has them (sources/argus/files.ts), for runs whose own event files are not there. */
import { objectIn } from '../../../base/lenient.ts';
import type { Corpus, Row } from '../../../model/corpus.ts';
import { ERROR, INFO } from '../../../model/level.ts';
import { gist, nodeName, type SctEvent, severityNumber } from './event.ts';
import { readEventTexts } from './event-text.ts';
import { membersLike } from './members.ts';

const FORMAT = 'sct-argus';
const ARGUS = /(?:^|\/)argus\/\w+\.jsonl$/;
const ours = /"argus_(?:event|nemesis)":"/;

type Fields = Readonly<Record<string, unknown>>;

/** Events in file order; a nemesis is told by its own record, since Argus loses the end of a short one's event. */
export function readArgusEvents(corpus: Corpus): SctEvent[] {
  const nemeses = rowsOf(corpus, 'nemeses.jsonl').flatMap(([row, fields]) => nemesisOf(row, fields));
  const events = rowsOf(corpus, 'events.jsonl').flatMap(([row, fields]) => eventsOf(row, fields));
  return nemeses.length ? [...events.filter(event => event.base !== 'DisruptionEvent'), ...nemeses] : events;
}

function rowsOf(corpus: Corpus, file: string): [Row, Fields][] {
  const members = membersLike(corpus, { format: FORMAT, path: ARGUS, looks: text => ours.test(text) });
  const named = members.filter(member => member.path.endsWith(file));
  return named.flatMap(member =>
    [...corpus.rows(member.id, 1, member.lines)].flatMap(row => {
      const fields = objectIn(row.text);
      // What Argus tells is of its own clock, like the test's own events.
      const at = Date.parse(String(fields?.time));
      return fields && at > 0 ? [[{ ...row, at }, fields] as [Row, Fields]] : [];
    }),
  );
}

/** The message is what the test's own events.log says behind the stamp, over several lines. */
function eventsOf(row: Row, { time, severity, event_type, node, message }: Fields): SctEvent[] {
  if (typeof message !== 'string' || typeof time !== 'string') return [];
  const stamp = time.replace('T', ' ').replace('Z', '');
  const [head, ...more] = message.split('\n');
  const read = [...readEventTexts([{ ...row, text: `${stamp}: ${head}` }, ...more.map(text => ({ ...row, text }))])];
  if (read.length) return read.slice(0, 1);
  const told = {
    base: word(event_type) ?? 'Event',
    severity: severityNumber(word(severity) ?? ''),
    node: typeof node === 'string' ? nodeName(node) : null,
    text: gist(message),
  };
  return [{ ...nothing(row), ...told }];
}

function nemesisOf(row: Row, fields: Fields): SctEvent[] {
  const nemesis = word(fields.argus_nemesis);
  if (nemesis === null || row.at === null) return [];
  const failed = fields.status === 'failed';
  const end = typeof fields.end === 'string' ? Date.parse(fields.end) : null;
  const said = gist(
    String(fields.message ?? '')
      .split('\n')
      .slice(1)
      .join('\n'),
  );
  return [
    {
      ...nothing(row),
      id: `${nemesis} ${row.at}`,
      base: 'DisruptionEvent',
      severity: failed ? ERROR : INFO,
      period: end === null ? 'begin' : 'end',
      at: end ?? row.at,
      begin: row.at,
      end,
      node: word(fields.node),
      nemesis,
      skipped: fields.status === 'skipped',
      errors: failed ? [said || 'failed'] : [],
      text: said,
    },
  ];
}

function nothing(row: Row): SctEvent {
  const { member, line } = row;
  return {
    id: '',
    base: '',
    type: null,
    subtype: null,
    severity: INFO,
    period: null,
    at: row.at ?? 0,
    sourceAt: null,
    begin: null,
    end: null,
    node: null,
    nemesis: null,
    skipped: false,
    errors: [],
    text: '',
    during: [],
    filtered: false,
    member,
    line,
  };
}

function word(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
