/** Analysis: a Corpus held in memory, for tests: plain stamps and levels, templates by masking, no store. */
import type { Corpus, Member, Row, TemplateStat } from '../../../src/model/corpus.ts';
import { levels } from '../../../src/model/level.ts';

interface Text {
  readonly member: Member;
  readonly texts: string[];
  readonly at: Float64Array;
  readonly level: Uint8Array;
  readonly body: Uint32Array;
  readonly continued: Uint8Array;
  readonly template: Uint32Array;
}

type Statistic = { -readonly [key in keyof TemplateStat]: TemplateStat[key] };

const stamp = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?)(Z|[+-]\d\d:?\d\d)?\]?\s*/;
const severity = /^\W{0,3}(trace|debug|info|warn|error|fatal)(?:ing)?\b/i;
const frame = /^(?:\s+(?:at |\.\.\. \d+ more|File "|from )|Caused by: )/;

/** `files` maps paths to whole texts. Stamps are ISO 8601, taken as UTC when they name no zone; a level stands at the line's beginning. */
export function memoryCorpus(files: Record<string, string>): Corpus {
  const ids = new Map<string, number>();
  const parts = Object.entries(files).map(([path, text], index) => readMember(ids, index + 1, { path, text }));
  const names = [...ids.keys()];
  const statistics = new Map<number, Statistic>();
  for (const part of parts) {
    for (let row = 0; row < part.texts.length; row++) if (part.continued[row] === 0) countRow(statistics, part, { row, names });
  }
  const byMember = new Map(parts.map(part => [part.member.id, part]));
  return {
    members: parts.map(part => part.member),
    templates: [...statistics.values()],
    lines: parts.reduce((sum, part) => sum + part.texts.length, 0),
    *rows(member, from, to) {
      const part = byMember.get(member);
      if (!part) return;
      for (let line = Math.max(1, from); line <= Math.min(to, part.texts.length); line++) yield rowAt(part, line - 1);
    },
    rowsOf: (templates, perTemplate) => rowsOf(parts, templates, perTemplate),
    histogram: (templates, from, to, buckets) => histogram(parts, templates, { from, to, buckets }),
    tests: null,
  };
}

function readMember(ids: Map<string, number>, id: number, file: { path: string; text: string }): Text {
  const texts = file.text.replace(/\n$/, '').split(/\r?\n/);
  const count = texts.length;
  const part = {
    texts,
    at: new Float64Array(count).fill(Number.NaN),
    level: new Uint8Array(count),
    body: new Uint32Array(count),
  };
  const continued = new Uint8Array(count);
  const template = new Uint32Array(count);
  texts.forEach((text, row) => {
    const stamped = stamp.exec(text);
    let body = stamped?.[0].length ?? 0;
    if (stamped) part.at[row] = Date.parse(stamped[1].replace(' ', 'T').replace(',', '.') + (stamped[2] ?? 'Z'));
    const word = severity.exec(text.slice(body));
    if (word) part.level[row] = levels.indexOf(word[1].toLowerCase() as (typeof levels)[number]);
    if (word && stamped) body += word[0].length + (/^\W*\s*/.exec(text.slice(body + word[0].length))?.[0].length ?? 0);
    part.body[row] = body;
    if (row > 0 && frame.test(text)) {
      continued[row] = 1;
      part.at[row] = part.at[row - 1];
      part.level[row] = part.level[row - 1];
    }
    template[row] = idOf(ids, mask(text.slice(body)));
  });
  const known = part.at.filter(at => !Number.isNaN(at));
  const records = texts.filter((text, row) => part.level[row] > 0 && /^\d{4}-\S+ [\d:.,]*\w* *[A-Z]+ /.test(text)).length;
  const member: Member = {
    id,
    path: file.path,
    format: records * 2 > count ? 'stamped' : 'text',
    lines: count,
    bytes: Buffer.byteLength(file.text),
    firstAt: known.length > 0 ? known[0] : null,
    lastAt: known.length > 0 ? known[known.length - 1] : null,
    zone: known.length > 0 ? 'given' : 'none',
  };
  return { member, ...part, continued, template };
}

/** Tokens that hold a digit are variable. */
function mask(words: string): string {
  const tokens = words.split(/\s+/).filter(token => token !== '');
  return tokens.map(token => (/\d/.test(token) ? '<*>' : token)).join(' ');
}

function idOf(ids: Map<string, number>, name: string): number {
  const known = ids.get(name);
  if (known !== undefined) return known;
  ids.set(name, ids.size);
  return ids.size - 1;
}

function countRow(statistics: Map<number, Statistic>, part: Text, at: { row: number; names: readonly string[] }): void {
  const id = part.template[at.row];
  const time = Number.isNaN(part.at[at.row]) ? null : part.at[at.row];
  const level = part.level[at.row];
  const known = statistics.get(id);
  if (!known) {
    const first = { firstAt: time, lastAt: time, firstMember: part.member.id, firstLine: at.row + 1 };
    statistics.set(id, { id, text: at.names[id], count: 1, level, ...first });
    return;
  }
  known.count++;
  known.level = Math.max(known.level, level);
  if (time === null) return;
  known.firstAt = Math.min(known.firstAt ?? time, time);
  known.lastAt = Math.max(known.lastAt ?? time, time);
}

function rowAt(part: Text, row: number): Row {
  return {
    member: part.member.id,
    line: row + 1,
    at: Number.isNaN(part.at[row]) ? null : part.at[row],
    level: part.level[row],
    template: part.template[row],
    continued: part.continued[row] === 1,
    text: part.texts[row],
    body: part.body[row],
  };
}

function* rowsOf(parts: readonly Text[], templates: ReadonlySet<number>, perTemplate: number): Generator<Row> {
  if (perTemplate < 1) return;
  const total = new Map<number, number>();
  for (const part of parts) for (const id of part.template) if (templates.has(id)) total.set(id, (total.get(id) ?? 0) + 1);
  const met = new Map<number, number>();
  for (const part of parts) {
    for (let row = 0; row < part.texts.length; row++) {
      const id = part.template[row];
      if (!templates.has(id)) continue;
      const nth = (met.get(id) ?? 0) + 1;
      met.set(id, nth);
      if (nth <= Math.max(1, perTemplate - 1) || (perTemplate > 1 && nth === total.get(id))) yield rowAt(part, row);
    }
  }
}

function histogram(parts: readonly Text[], templates: ReadonlySet<number>, span: { from: number; to: number; buckets: number }) {
  const counts = new Map<number, Uint32Array>([...templates].map(id => [id, new Uint32Array(span.buckets)]));
  const scale = span.buckets / Math.max(1e-9, span.to - span.from);
  for (const part of parts) {
    for (let row = 0; row < part.texts.length; row++) {
      const slices = counts.get(part.template[row]);
      const at = part.at[row];
      if (!slices || part.continued[row] === 1 || !(at >= span.from && at <= span.to)) continue;
      slices[Math.min(span.buckets - 1, Math.floor((at - span.from) * scale))]++;
    }
  }
  return counts;
}
