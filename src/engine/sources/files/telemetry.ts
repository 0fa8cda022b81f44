/** The sources: reads spans, the log records within them, and metrics from the rows of exported files. */
import { cellsOf } from '../../../base/csv.ts';
import type { Row } from '../../../model/corpus.ts';
import type { Sample, Span, Statement, Telemetry } from '../../../model/incident.ts';
import { type MetricColumns, type SpanColumns, serviceOf, type Table, timeOf } from './columns.ts';

export class TelemetryReader {
  readonly #spans = new Map<string, Span>();
  readonly #statements = new Map<string, Statement>();
  readonly #samples: Sample[] = [];
  readonly #templates: (template: number) => string;

  /** `templates` gives the text of a template. */
  constructor(templates: (template: number) => string) {
    this.#templates = templates;
  }

  /** Takes a row of a table of spans or metrics. */
  takeRow(table: Table, row: Row): void {
    if (row.line === 1) return;
    const cells = cellsOf(row.text);
    if (table.kind === 'spans') this.#takeSpan(table, cells, row);
    else this.#takeSamples(table, cells, row);
  }

  /** Takes a log line, once all spans are known: it belongs to the span whose id stands in it. */
  takeLine(row: Row): void {
    if (row.continued || row.at === null) return;
    const span = this.#spanIn(row.text);
    if (span === undefined) return;
    const at = row.at + beyondMilliseconds(row.text);
    const key = statementKey(row, this.#templates);
    // Collectors that start again send the same record twice.
    const id = `${span} ${at} ${key}`;
    if (this.#statements.has(id)) return;
    const { member, line, level } = row;
    this.#statements.set(id, { span, at, level, key, throws: THROWS.test(row.text), member, line });
  }

  telemetry(): Telemetry {
    return { spans: [...this.#spans.values()], statements: [...this.#statements.values()], samples: this.#samples };
  }

  #takeSpan(table: SpanColumns, cells: readonly string[], { member, line }: Row): void {
    const from = timeOf(cells[table.from] ?? '');
    const to = table.to >= 0 ? timeOf(cells[table.to] ?? '') : from + Number(cells[table.duration]) * table.unit;
    const [id, trace] = [cells[table.id], cells[table.trace]];
    if (!id || !(to >= from)) return;
    const parent = /^(?:root|null|none|nan|0*)$/i.test(cells[table.parent]) ? '' : cells[table.parent];
    const service = serviceOf(cells[table.service]);
    this.#spans.set(id, { trace, id, parent, service, operation: cells[table.operation], from, to, member, line });
  }

  #takeSamples(table: MetricColumns, cells: readonly string[], { member, line }: Row): void {
    const at = timeOf(cells[table.at] ?? '');
    if (Number.isNaN(at)) return;
    for (const { column, metric } of table.values) {
      const value = Number.parseFloat(cells[column] ?? '');
      if (Number.isFinite(value))
        this.#samples.push({ service: serviceOf(cells[table.service]), metric, at, value, member, line });
    }
  }

  #spanIn(text: string): string | undefined {
    for (const [id] of text.matchAll(SPAN_ID)) if (this.#spans.has(id)) return id;
    return undefined;
  }
}

/** Eight bytes, hexadecimal (W3C Trace Context). */
const SPAN_ID = /\b[0-9a-f]{16}\b/g;
const THROWS = /\b[\w.]*(?:Exception|Error|Panic)\b(?::|\()|\bexception\b|^panic:|Traceback/;
/** `c.s.ContactsServiceImpl#31`, `server.go:120`: in the header, or as the first word of the message. */
const CALL_SITE = /(?:^|[\s[(])([\w.$[\]]*[A-Za-z_\]][\w$]*(?:\.[a-z]{1,5}:|#)\d+)(?=[\s\])]|$)/;
const HEADER = 200;

function statementKey({ text, body, template }: Row, templates: (template: number) => string): string {
  const firstWord = text.slice(body, body + HEADER).search(/\s|$/);
  const site = CALL_SITE.exec(text.slice(Math.max(0, body - HEADER), body + firstWord));
  return site ? site[1] : templates(template);
}

/** Stored times end with milliseconds, within which a service writes several records. */
function beyondMilliseconds(text: string): number {
  const fraction = /^\D{0,2}\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,]\d{3}(\d{1,6})/.exec(text);
  return fraction ? Number(`0.${fraction[1]}`) : 0;
}
