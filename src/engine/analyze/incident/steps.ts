/** Analysis: a request's walk through a service's code: from log statement to log statement, span by span (Nezha; Yu et al., ESEC/FSE 2023). */
import type { Span, Spot, Statement, Telemetry } from '../../../model/incident.ts';
import { ERROR } from '../../../model/level.ts';

export const BEGIN = 'begin';
export const END = 'end';

/** From one statement of a span to the next one: a region of code that was walked through. */
export interface Step {
  readonly span: Span;
  readonly service: string;
  readonly operation: string;
  /** Key of the statement, BEGIN or END. */
  readonly from: string;
  readonly to: string;
  readonly at: number;
  /** The service told of an error while it served this request. */
  readonly failing: boolean;
  readonly throws: boolean;
  /** The row that shows it: of the statement; of the one before for END; of the span when it has none. */
  readonly spot: Spot;
}

/** The steps of all spans that begin in [from, to). */
export function stepsOf({ spans, statements }: Telemetry, from: number, to: number): Step[] {
  const bySpan = Map.groupBy(statements, statement => statement.span);
  const failing = failingOf(spans, bySpan);
  return spans
    .filter(span => span.from >= from && span.from < to)
    .flatMap(span => walk(span, bySpan.get(span.id) ?? [], failing.has(part(span))));
}

function walk(span: Span, statements: readonly Statement[], failing: boolean): Step[] {
  const { service, operation } = span;
  const common = { span, service, operation, failing };
  const steps: Step[] = [];
  let before = BEGIN;
  let spot: Spot = span;
  for (const statement of statements.toSorted((a, b) => a.at - b.at || a.line - b.line)) {
    const { key, at, throws } = statement;
    steps.push({ ...common, from: before, to: key, at, throws, spot: statement });
    before = key;
    spot = statement;
  }
  steps.push({ ...common, from: before, to: END, at: span.to, throws: false, spot });
  return steps;
}

/** What a service does for one request. */
function part({ trace, service }: Span): string {
  return `${trace} ${service}`;
}

/** Error records, and the handlers that frameworks name after errors. */
function failingOf(spans: readonly Span[], bySpan: ReadonlyMap<string, readonly Statement[]>): Set<string> {
  const isFailing = (span: Span) => /error/i.test(span.operation) || bySpan.get(span.id)?.some(one => one.level >= ERROR);
  return new Set(spans.filter(isFailing).map(part));
}
