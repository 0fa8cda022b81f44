/** The sources, Prometheus: label matchers as people and PromQL write them, and how they narrow an expression. */
import { Fault } from '../../../base/fault.ts';

export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

const MATCHER = /^\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*(.*?)\s*$/s;

/** `instance="db-1:9100"`, `job=~scylla.*`; quotes may be left out. Throws `bad_input`. */
export function parseMatcher(text: string): Matcher {
  const [, label, operator, written] = MATCHER.exec(text) ?? [];
  if (!label) throw new Fault('bad_input', { problem: `"${text}" is no label matcher such as instance="db-1" or job=~"db.*".` });
  return { label, operator: operator as Matcher['operator'], value: unquoted(written) };
}

function unquoted(text: string): string {
  const inner = /^"(.*)"$/s.exec(text)?.[1];
  return inner === undefined ? text : inner.replace(/\\(.)/gs, (_, sign) => (sign === 'n' ? '\n' : sign));
}

export function formatMatcher({ label, operator, value }: Matcher): string {
  return `${label}${operator}"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

export function selectorOf(matchers: readonly Matcher[]): string {
  return `{${matchers.map(formatMatcher).join(',')}}`;
}

/** A metric's name with its selector, in expressions of ours, where no other word contains an underscore before a selector. */
const SELECTED = /\b((?:node|http|kube)_\w+)(?:\{([^}]*)\})?/g;

/** Adds the matchers to each selector of an expression of the library. */
export function narrowed(expression: string, matchers: readonly Matcher[]): string {
  if (matchers.length === 0) return expression;
  const added = matchers.map(formatMatcher).join(',');
  return expression.replace(SELECTED, (_, name: string, own?: string) => `${name}{${own ? `${own},` : ''}${added}}`);
}

/** The names of the metrics that an expression of the library asks for. */
export function metricsIn(expression: string): string[] {
  return [...new Set([...expression.matchAll(SELECTED)].map(match => match[1]))];
}

/** A machine has one name and many ports: exporters of the same host are found by it. */
export function sameHost(instance: string): Matcher {
  const host = instance.replace(/:\d+$/, '');
  return { label: 'instance', operator: '=~', value: `${host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(:[0-9]+)?` };
}
