/** The investigator: what it says of itself while it works. */
import type { Spent } from '../model/findings.ts';
import type { Budget } from './budget.ts';

/** `words` are a sentence for a person. */
export type Step =
  | { readonly kind: 'asking'; readonly words: string; readonly request: number }
  | { readonly kind: 'waiting'; readonly words: string }
  | { readonly kind: 'calling'; readonly words: string; readonly tool: string }
  | { readonly kind: 'called'; readonly words: string; readonly tool: string; readonly failed: boolean; readonly cached: boolean }
  | { readonly kind: 'checking'; readonly words: string; readonly claims: number }
  | { readonly kind: 'spent'; readonly words: string; readonly spent: Spent; readonly budget: Budget };

export interface Ears {
  onStep?(step: Step): void;
  /** Text of the model as it comes. */
  onText?(text: string): void;
}

export function spentWords(spent: Spent, budget: Budget): string {
  const tokens = spent.input_tokens + spent.output_tokens + spent.cache_read_tokens + spent.cache_written_tokens;
  const money =
    spent.cost_usd === null ? [] : [`${spent.cost_usd.toFixed(3)}${budget.usd === null ? '' : ` of ${budget.usd}`} USD`];
  return [
    `${spent.requests} of ${budget.requests} requests`,
    `${spent.estimated ? 'about ' : ''}${tokens.toLocaleString('en-US')} of ${budget.tokens.toLocaleString('en-US')} tokens`,
    ...money,
    `${Math.round(spent.took_ms / 1000)} of ${Math.round(budget.ms / 1000)} s`,
  ].join(', ');
}
