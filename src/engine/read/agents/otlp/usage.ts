/** The reader, agents: tokens and cost of a trace; spans of agents repeat what their model calls used, and are never added to them. */
import { numberIn } from '../value.ts';
import { kindOf } from './kind.ts';
import type { Span } from './spans.ts';

/** The names of three generations, and of OpenInference; cached tokens are part of these sums. */
const PROMPT = ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.token_count.prompt'];
const COMPLETION = ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens', 'llm.token_count.completion'];

const CACHED = ['gen_ai.usage.cache_read.input_tokens', 'llm.token_count.prompt_details.cache_read'];

/** Of all spans, and of each that counts by itself. `parentOf` leads from a span to the one around it. */
export function usageOf(spans: readonly Span[], parentOf: (span: Span) => Span | undefined) {
  const outermost = (kind: 'model' | 'agent') =>
    spans.filter(span => kindOf(span) === kind && !within(span, parentOf, one => kindOf(one) === kind && tells(one)));
  const models = outermost('model').filter(tells);
  const counted = models.length ? models : outermost('agent').filter(tells);
  const alone = new Set(counted);
  return { total: sumOf(counted), of: (span: Span) => (alone.has(span) ? sumOf([span]) : null) };
}

function sumOf(spans: readonly Span[]) {
  const sum = (keys: readonly string[]) => {
    const known = spans.map(span => numberIn(span.attributes, ...keys)).filter(figure => figure !== null);
    return known.length ? known.reduce((all, one) => all + one, 0) : null;
  };
  const cached = sum(CACHED);
  const tokens = {
    tokens_prompt: sum(PROMPT),
    tokens_completion: sum(COMPLETION),
    ...(cached !== null && { tokens_cached: cached }),
  };
  return { ...tokens, total_cost_usd: sum(['llm.cost.total']) };
}

function tells({ attributes }: Span): boolean {
  return numberIn(attributes, ...PROMPT, ...COMPLETION, 'llm.cost.total') !== null;
}

/** Two instrumentations may each make a span of one call, one within the other. Parents that lead in a circle end where they began. */
function within(span: Span, parentOf: (span: Span) => Span | undefined, is: (span: Span) => boolean): boolean {
  const seen = new Set([span]);
  for (let around = parentOf(span); around && !seen.has(around); around = parentOf(around)) {
    if (is(around)) return true;
    seen.add(around);
  }
  return false;
}
